//! A plain HTTP download of the customers' JSON lines into SQLite rows with an index, durable at the end.

use std::{path::Path, time::Duration};

use futures_util::StreamExt as _;
use rusqlite::Connection;
use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    runtime::Handle,
};

use crate::{figures::timed, records::Line};

/// What the rows are found by.
#[derive(Deserialize)]
struct Keys {
    id: String,
    name: String,
    phones: Vec<String>,
}

/// Serves the lines on loopback and downloads them; answers how long the download took.
pub fn run(lines: &[Line], path: &Path, runtime: &Handle) -> anyhow::Result<Duration> {
    let body: String = lines.iter().flat_map(|line| [line.json.as_str(), "\n"]).collect();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let server = runtime.spawn(serve(listener, body));
    let (_, time) = timed(|| {
        let mut conn = Connection::open(path)?;
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        conn.execute_batch(
            "CREATE TABLE customer (id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, json TEXT NOT NULL);
             CREATE INDEX by_name ON customer (name); CREATE INDEX by_phone ON customer (phone);",
        )?;
        let tx = conn.transaction()?;
        runtime.block_on(download(&format!("http://{address}/"), &tx))?;
        Ok(tx.commit()?)
    })?;
    server.abort();
    Ok(time)
}

async fn serve(listener: TcpListener, body: String) -> std::io::Result<()> {
    let (mut stream, _) = listener.accept().await?;
    let mut request = [0; 4096];
    let _read = stream.read(&mut request).await?;
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.flush().await
}

async fn download(url: &str, conn: &Connection) -> anyhow::Result<()> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let mut chunks = client.get(url).send().await?.bytes_stream();
    let mut rest: Vec<u8> = Vec::new();
    let mut insert = conn.prepare("INSERT INTO customer (id, name, phone, json) VALUES (?1, ?2, ?3, ?4)")?;
    while let Some(chunk) = chunks.next().await {
        rest.extend_from_slice(&chunk?);
        let mut begin = 0;
        while let Some(length) = rest[begin..].iter().position(|byte| *byte == b'\n') {
            let json = std::str::from_utf8(&rest[begin..begin + length])?;
            let keys: Keys = serde_json::from_str(json)?;
            insert.execute((keys.id, keys.name, keys.phones.first().cloned().unwrap_or_default(), json))?;
            begin += length + 1;
        }
        rest.drain(..begin);
    }
    Ok(())
}
