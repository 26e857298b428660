//! One day in: its lines renewed where they differ.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Transaction, named_params};

use crate::{
    clock::Date,
    domain::{
        opportunity::{Interest, InterestKind},
        reception::{Line, ReceptionFile, same_visitor},
    },
    ids::{FileId, LineId},
    mirror::{MirrorError, remove, write::write_clashes},
    policy::FileKind,
};

/// What decides whether a row is written anew: the line, the customer it is shown with, and whether another line counts it.
type Content = (String, Option<FileId>, bool);

/// Renews what the mirror holds of a day. `one_of` names the customer under which a file is shown.
pub fn put_reception(tx: &Transaction<'_>, file: &ReceptionFile, one_of: impl Fn(FileId) -> FileId) -> Result<(), MirrorError> {
    let Some(day) = file.day else { return remove(tx, file.id) };
    let unreadable = |_| MirrorError::Unreadable { what: "reception day" };
    let json = serde_json::to_string(&ReceptionFile { lines: Vec::new(), ..file.clone() }).map_err(unreadable)?;
    tx.prepare_cached(
        "INSERT INTO m_reception (file, day, json) VALUES (?1, ?2, ?3)
         ON CONFLICT (file) DO UPDATE SET day = excluded.day, json = excluded.json",
    )?
    .execute((file.id, day.to_string(), json))?;
    let doubles = same_visitor(&file.lines, &one_of);
    let mut standing = standing(tx, file.id)?;
    for line in &file.lines {
        let json = serde_json::to_string(line).map_err(unreadable)?;
        let content = (json, line.customer.map(&one_of), doubles.contains(&line.id));
        if standing.remove(&line.id).as_ref() != Some(&content) {
            write_line(tx, (file.id, day), line, &content)?;
        }
    }
    for gone in standing.keys() {
        tx.prepare_cached("DELETE FROM m_line WHERE file = ?1 AND id = ?2")?.execute((file.id, gone))?;
    }
    write_clashes(tx, file.id, FileKind::Reception, &file.clashes)
}

fn standing(tx: &Transaction<'_>, file: FileId) -> Result<BTreeMap<LineId, Content>, MirrorError> {
    let mut statement = tx.prepare_cached("SELECT id, json, customer, is_double FROM m_line WHERE file = ?1")?;
    let rows = statement.query_map([file], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write_line(
    tx: &Transaction<'_>,
    (file, day): (FileId, Date),
    line: &Line,
    (json, customer, is_double): &Content,
) -> Result<(), MirrorError> {
    tx.prepare_cached(include_str!("../sql/put_line.sql"))?.execute(named_params! {
        ":file": file, ":id": line.id, ":day": day.to_string(), ":in_at": line.in_at, ":out_at": line.out_at,
        ":entered_at": line.entered.at, ":entered_by": line.entered.by, ":came_by": line.came_by.as_str(),
        ":is_in_store": line.came_by.is_in_store(), ":is_intending": line.is_intending(), ":visit_count": line.visit_count,
        ":party_size": line.party_size, ":contact": line.contact.as_ref().map(|contact| contact.as_str()),
        ":result": line.result.as_ref().map(|result| result.as_str()), ":consultant": line.consultant(),
        ":assigned_at": line.assigned.as_ref().map(|assigned| assigned.at),
        ":accepted_at": line.accepted.map(|accepted| accepted.at), ":named": line.customer, ":customer": customer,
        ":event": line.event, ":series": series(&line.interests), ":is_complete": line.is_complete(),
        ":is_doubtful": !line.doubts().is_empty(), ":is_late": line.is_late(), ":is_corrected": line.was_corrected(),
        ":is_confirmed": line.is_confirmed(), ":is_open": line.is_open(), ":is_double": is_double, ":json": json,
    })?;
    Ok(())
}

/// Names of what they looked at, one per line, a line break before and after each; rivals left out.
fn series(interests: &[Interest]) -> String {
    let ours = interests.iter().filter(|one| matches!(one.kind, InterestKind::Series | InterestKind::Model));
    let names: BTreeSet<String> = ours.map(|one| one.name.replace(['\n', '\r'], " ")).collect();
    if names.is_empty() { String::new() } else { format!("\n{}\n", names.into_iter().collect::<Vec<_>>().join("\n")) }
}
