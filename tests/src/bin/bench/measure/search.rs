//! Searching while typing: every beginning of what a person would type is a search of its own.

use std::{collections::BTreeMap, path::Path, time::Duration};

use forecourt_core::app::api::customers::{CustomerFilter, CustomerList, ListCustomers};
use pinyin::ToPinyin as _;
use serde_json::{Map, Value, json};

use crate::{
    figures::{object, spread, timed},
    place::{Folder, ask},
    records::{Line, Record},
    store,
};

/// How many customers are looked for, spread over all.
const SOUGHT: usize = 200;
/// Rows a screen asks for.
const ROWS: u32 = 50;

/// Searches for some of the customers in every way.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let app = store::filled(&folder.path().join("filled"), lines)?;
    let mut ways: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut all = Vec::new();
    let step = lines.len().div_ceil(SOUGHT).max(1);
    for line in lines.iter().step_by(step) {
        for (way, whole) in typed(&line.record) {
            for text in beginnings(&whole) {
                let filter = CustomerFilter { search: text.clone(), ..CustomerFilter::default() };
                let request = ListCustomers { filter, limit: ROWS, ..ListCustomers::default() };
                let (found, time) = timed(|| ask::<CustomerList>(&app, "list_customers", &request))?;
                anyhow::ensure!(found.total > 0, "a customer who is there was not found by {way}");
                ways.entry(way).or_default().push(time);
                all.push(time);
            }
        }
    }
    let by_way: Map<String, Value> = ways.iter_mut().map(|(way, times)| ((*way).to_owned(), spread(times))).collect();
    Ok(object(json!({ "records": lines.len(), "all": spread(&mut all), "by_way": by_way })))
}

/// What a person types to find this customer.
fn typed(record: &Record) -> Vec<(&'static str, String)> {
    let syllables: Vec<&str> = record.name.as_str().to_pinyin().flatten().map(|syllable| syllable.plain()).collect();
    let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
    let mut ways = vec![("name", record.name.clone()), ("pinyin", syllables.concat()), ("initials", initials)];
    if let Some(phone) = record.phones.first() {
        ways.push(("phone", phone.clone()));
        ways.push(("phone_run", phone.chars().skip(3).take(6).collect()));
        ways.push(("phone_tail", phone.chars().skip(7).collect()));
    }
    // The surname is read otherwise in names: those are looked for by the characters only.
    ways.retain(|(way, _)| !matches!(*way, "pinyin" | "initials") || !syllables.is_empty());
    ways
}

fn beginnings(whole: &str) -> Vec<String> {
    let ends = whole.char_indices().map(|(at, _)| at).skip(1).chain([whole.len()]);
    ends.map(|end| whole[..end].to_owned()).collect()
}
