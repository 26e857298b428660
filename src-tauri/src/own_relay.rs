//! The relay that this app hosts itself: started for a store that lives on it, at the same address as before where that
//! address is still free, so that devices which joined it find it again.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use forecourt_core::{
    app::{
        api::error::{AppError, ErrorCode},
        outside::{OwnRelay, RelayHost},
    },
    clock::World,
};
use forecourt_relay::{Options, Running, ServeError, serve};
use tokio::runtime::Handle;

/// A relay inside the app, running or not yet.
#[derive(Debug)]
pub struct EmbeddedRelay {
    data: PathBuf,
    listen: SocketAddr,
    world: World,
    runtime: Handle,
    running: Mutex<Option<Running>>,
}

impl EmbeddedRelay {
    /// A relay that will keep its data in `data` and listen on `listen`; port 0 takes the one it had, else a free one.
    #[must_use]
    pub const fn new(data: PathBuf, listen: SocketAddr, world: World, runtime: Handle) -> Self {
        Self { data, listen, world, runtime, running: Mutex::new(None) }
    }

    /// Stops it; what it acknowledged is on the disk already.
    pub async fn shutdown(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            running.shutdown().await;
        }
    }

    async fn serve(&self) -> Result<Running, ServeError> {
        let listen = SocketAddr::new(self.listen.ip(), self.port());
        let on = |listen| serve(Options { world: self.world.clone(), ..Options::new(self.data.clone(), listen) });
        match on(listen).await {
            Err(ServeError::Io { .. }) if self.listen.port() == 0 && listen.port() != 0 => on(self.listen).await,
            served => served,
        }
    }

    fn port(&self) -> u16 {
        let had = || fs::read_to_string(self.port_file()).ok()?.trim().parse().ok();
        if self.listen.port() == 0 { had().unwrap_or(0) } else { self.listen.port() }
    }

    fn port_file(&self) -> PathBuf {
        self.data.join("port")
    }
}

impl RelayHost for EmbeddedRelay {
    fn start(&self) -> Result<OwnRelay, AppError> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_none() {
            let started = self.runtime.block_on(self.serve()).map_err(|error| {
                tracing::error!(%error, "the app's own relay did not start");
                AppError::from(ErrorCode::RelayUnreachable)
            })?;
            keep_port(&self.port_file(), started.addr.port());
            *running = Some(started);
        }
        let Some(relay) = running.as_ref() else { return Err(ErrorCode::Internal.into()) };
        let address = relay.url(host(relay.addr, Some(Ipv4Addr::LOCALHOST.into())));
        Ok(OwnRelay { address, first_code: relay.first_code.clone(), pin: relay.pin })
    }

    fn reachable(&self, known: &str) -> Option<String> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let relay = running.as_ref()?;
        let at = |here| relay.url(host(relay.addr, here));
        (known == at(Some(Ipv4Addr::LOCALHOST.into()))).then(|| at(nearby()))
    }
}

/// Only a convenience: without it another port is taken next time.
fn keep_port(path: &Path, port: u16) {
    if let Err(error) = fs::write(path, port.to_string()) {
        tracing::warn!(%error, "the own relay's port could not be noted");
    }
}

/// Where to reach it; a relay that listens everywhere is told by `here`.
fn host(listening: SocketAddr, here: Option<IpAddr>) -> SocketAddr {
    let ip = if listening.ip().is_unspecified() { here.unwrap_or(Ipv4Addr::LOCALHOST.into()) } else { listening.ip() };
    SocketAddr::new(ip, listening.port())
}

/// This machine's address on its network. Nothing is sent: connecting a datagram socket only chooses the way out.
fn nearby() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_others_can_type() {
        let here = Some("192.168.1.5".parse().unwrap());
        let told = |listening: &str, here| host(listening.parse().unwrap(), here).to_string();
        assert_eq!(told("127.0.0.1:7420", here), "127.0.0.1:7420");
        assert_eq!(told("0.0.0.0:7420", here), "192.168.1.5:7420");
        assert_eq!(told("0.0.0.0:7420", None), "127.0.0.1:7420");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn it_starts_once_and_comes_back_at_the_same_address() {
        let dir = tempfile::tempdir().unwrap();
        let relay = || {
            let listen = "127.0.0.1:0".parse().unwrap();
            std::sync::Arc::new(EmbeddedRelay::new(dir.path().join("relay"), listen, World::system(), Handle::current()))
        };
        let start = |relay: &std::sync::Arc<EmbeddedRelay>| {
            let relay = std::sync::Arc::clone(relay);
            tokio::task::spawn_blocking(move || relay.start().unwrap())
        };
        let first = relay();
        let own = start(&first).await.unwrap();
        assert!(own.first_code.is_some() && own.pin.is_some() && own.address.starts_with("https://"));
        assert_eq!(start(&first).await.unwrap(), own);
        assert_eq!(first.reachable(&own.address), Some(own.address.clone()));
        assert_eq!(first.reachable("https://192.168.1.9:7420"), None);
        first.shutdown().await;
        let again = start(&relay()).await.unwrap();
        assert_eq!((again.address, again.pin), (own.address, own.pin));
    }
}
