//! The customers everything is measured on: JSON lines as the shared workload script writes them.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;

/// The script, from the root of the repository.
const SCRIPT: &str = "../shared/workload/gen.mjs";

/// One customer: the line as it came, and what it says.
#[derive(Debug, Clone)]
pub struct Line {
    /// The JSON text.
    pub json: String,
    /// Read.
    pub record: Record,
}

/// One customer as the workload describes them. An unknown field is an error, so that none is lost unseen; `mapping` says
/// what each becomes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub id: String,
    pub name: String,
    pub name_en: String,
    pub gender: String,
    pub birthday: String,
    pub id_last4: String,
    pub phones: Vec<String>,
    pub wechat: String,
    pub email: String,
    pub province: String,
    pub city: String,
    pub address: String,
    pub occupation: String,
    pub company: String,
    pub income_band: String,
    pub family_size: u32,
    pub source: String,
    pub campaign: String,
    pub level: String,
    pub stage: String,
    pub owner_id: String,
    pub owner_name: String,
    pub store_id: String,
    pub intent_brand: String,
    pub intent_series: String,
    pub intent_model: String,
    pub intent_color: String,
    pub budget_min: i64,
    pub budget_max: i64,
    pub payment: String,
    pub loan_months: u32,
    pub trade_in: bool,
    pub test_drive_at: String,
    pub quote_cny: i64,
    pub deposit_cny: i64,
    pub next_followup_on: String,
    pub score: serde_json::Number,
    pub consent: bool,
    pub created_at: String,
    pub updated_at: String,
    pub remark: String,
    pub vehicles: Vec<Vehicle>,
    pub followups: Vec<Followup>,
}

/// A car the customer owns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    pub vin: String,
    pub plate: String,
    pub model: String,
    pub bought_on: String,
    pub km: u32,
}

/// Something done for the customer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followup {
    pub at: String,
    pub by: String,
    pub kind: String,
    pub text: String,
}

/// Reads `count` customers from a file, or from the workload script where it lies beside the repository.
pub fn read(count: usize, seed: u32, from: Option<&Path>) -> anyhow::Result<Vec<Line>> {
    if let Some(path) = from {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        return lines(file, count);
    }
    if !Path::new(SCRIPT).exists() {
        bail!("there is no {SCRIPT} from here: pass the customers as JSON lines with --from FILE");
    }
    let mut script = Command::new("node")
        .args([SCRIPT, &count.to_string(), &seed.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .context("node could not be started: pass the customers as JSON lines with --from FILE")?;
    let output = script.stdout.take().context("the workload script has no output")?;
    let read = lines(output, count);
    script.wait()?;
    read
}

fn lines(from: impl Read, count: usize) -> anyhow::Result<Vec<Line>> {
    let mut read = Vec::with_capacity(count);
    for line in BufReader::new(from).lines().take(count) {
        let json = line?;
        let record = serde_json::from_str(&json).with_context(|| format!("line {} is no customer", read.len() + 1))?;
        read.push(Line { json, record });
    }
    ensure!(read.len() == count, "{count} customers were asked for, {} are there", read.len());
    Ok(read)
}
