//! Typing a number: exactly where the files are, by the sieve where they are not, beside a set of all numbers in memory.

use std::{collections::HashSet, path::Path, time::Duration};

use anyhow::ensure;
use forecourt_core::{
    app::{
        App,
        api::capture::{CheckPhone, PhoneCheck},
    },
    policy::Role,
};
use serde_json::{Map, Value, json};

use crate::{
    figures::{object, spread, timed},
    network::{Device, Network},
    place::{Folder, ask},
    records::Line,
    store,
};

/// How many customers' numbers are typed, and as many that nobody has.
const TYPED: usize = 500;

/// One device has all files; one of a consultant has none, and the sieve.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let network = Network::start(&folder.path().join("relay"))?;
    let office = network.founder(&folder.path().join("office"))?;
    office.connect(&network.address)?;
    let consultant = office.hire("方雨", vec![Role::Consultant])?;
    store::import(&office.app, lines)?;
    office.await_synced()?;
    let field = network.joined_as(&office, consultant, &folder.path().join("field"))?;
    field.connect(&network.address)?;
    field.await_synced()?;

    let all: HashSet<&str> = lines.iter().flat_map(|line| line.record.phones.iter().map(String::as_str)).collect();
    let step = lines.len().div_ceil(TYPED).max(1);
    let known: Vec<&str> = lines.iter().step_by(step).filter_map(|line| line.record.phones.first()).map(String::as_str).collect();
    let unknown: Vec<String> = (0..20_000_u32)
        .map(|n| format!("199{:08}", (n * 4_999) % 100_000_000))
        .filter(|number| !all.contains(number.as_str()))
        .collect();
    let Some(last) = known.last() else { return Ok(object(json!({ "records": 0 }))) };
    // Every tag and the filter made of them are there once the last number is known.
    field.await_told(|field| Ok(check(&field.app, last)?.0.perhaps))?;

    let mut exact = typing(&office, &known)?;
    let mut sieved = typing(&field, &known)?;
    for number in &known {
        ensure!(!check(&office.app, number)?.0.known.is_empty(), "a number that is there was not found");
        ensure!(check(&field.app, number)?.0.perhaps, "the sieve lets a known number through");
    }
    let mut strangers = Vec::new();
    let mut wrong = 0;
    for number in &unknown {
        let (found, time) = check(&field.app, number)?;
        wrong += usize::from(found.perhaps);
        strangers.push(time);
    }
    let mut plain = Vec::new();
    for number in &known {
        plain.push(timed(|| Ok(all.contains(std::hint::black_box(*number))))?.1);
    }
    Ok(object(json!({
        "records": lines.len(),
        "numbers": all.len(),
        "exact": spread(&mut exact),
        "sieve_known": spread(&mut sieved),
        "sieve_unknown": spread(&mut strangers),
        "wrong_of_unknown": wrong,
        "plain_set": spread(&mut plain),
    })))
}

/// Each number digit by digit, as it is typed.
fn typing(device: &Device, numbers: &[&str]) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in numbers {
        for end in 1..=number.len() {
            times.push(check(&device.app, number.get(..end).unwrap_or(number))?.1);
        }
    }
    Ok(times)
}

fn check(app: &App, typed: &str) -> anyhow::Result<(PhoneCheck, Duration)> {
    timed(|| ask::<PhoneCheck>(app, "check_phone", CheckPhone { typed: typed.to_owned(), except: None }))
}
