//! Writing: one file in, its rows renewed where they differ.

use rusqlite::{OptionalExtension as _, Transaction, named_params};

use super::{MirrorError, facts::Facts, orders, pairs, profile};
use crate::{
    clock::Instant,
    domain::{
        customer::{Clash, CustomerFile, PrivateFile},
        event::{EventField, EventFile},
        store::StoreFile,
    },
    ids::{FileId, StaffId},
    policy::FileKind,
};

/// What stands in the mirror of a customer.
struct Standing {
    row: i64,
    owner: Option<StaffId>,
    content: [u8; 32],
    words: [u8; 32],
}

/// Renews what the mirror holds of a customer file.
pub fn put_customer(tx: &Transaction<'_>, file: &CustomerFile, owner: Option<StaffId>) -> Result<(), MirrorError> {
    let facts = Facts::of(file);
    let content = facts.hash().map_err(|_| MirrorError::Unreadable { what: "customer file" })?;
    let words = facts.words_hash();
    let standing = standing(tx, file.id)?;
    let row = match &standing {
        Some(old) if old.content == content && old.owner == owner => return Ok(()),
        Some(old) if old.content == content => return give(tx, old.row, owner),
        Some(old) => {
            clear_parts(tx, old.row)?;
            Some(old.row)
        }
        None => None,
    };
    let was_called = row.map(|row| pairs::name_of(tx, row)).transpose()?.flatten();
    let row = write_row(tx, &Written { row, file: file.id, owner, content, words, facts: &facts })?;
    let has_moved = write_phones(tx, row, &facts, standing.is_some())?;
    pairs::write(tx, row, &facts, has_moved || was_called.as_ref() != Some(&facts.name))?;
    profile::write(tx, row, &facts.profile)?;
    write_opportunities(tx, row, owner, &facts)?;
    write_follow_ups(tx, row, owner, &facts)?;
    orders::write(tx, row, owner, &facts.orders)?;
    write_history(tx, row, owner, &facts)?;
    for (id, opportunity, out_on) in &facts.test_drives {
        tx.prepare_cached("INSERT INTO m_test_drive (row, id, opportunity, out_on) VALUES (?1, ?2, ?3, ?4)")?.execute((
            row,
            id,
            opportunity,
            out_on,
        ))?;
    }
    for event in &facts.leads {
        tx.prepare_cached("INSERT INTO m_lead (event, row) VALUES (?1, ?2)")?.execute((event, row))?;
    }
    for tag in &facts.tags {
        tx.prepare_cached("INSERT INTO m_tag (tag, row) VALUES (?1, ?2)")?.execute((tag, row))?;
    }
    write_clashes(tx, file.id, FileKind::Customer, &file.clashes)?;
    match standing {
        Some(old) if old.words == words => {}
        Some(_) => drop(tx.prepare_cached("UPDATE m_search SET words = ?2 WHERE rowid = ?1")?.execute((row, &facts.words))?),
        None => drop(tx.prepare_cached("INSERT INTO m_search (rowid, words) VALUES (?1, ?2)")?.execute((row, &facts.words))?),
    }
    Ok(())
}

/// Notes whether a manager is asked if a joined customer stays so although there is an order.
pub fn set_question(tx: &Transaction<'_>, file: FileId, is_asked: bool) -> Result<(), MirrorError> {
    let sql = if is_asked {
        "INSERT INTO m_question (file) VALUES (?1) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM m_question WHERE file = ?1"
    };
    tx.prepare_cached(sql)?.execute([file])?;
    Ok(())
}

/// Notes who looks after a customer file; one that is not here is no error.
pub fn set_owner(tx: &Transaction<'_>, file: FileId, owner: Option<StaffId>) -> Result<(), MirrorError> {
    match standing(tx, file)? {
        Some(standing) if standing.owner != owner => give(tx, standing.row, owner),
        Some(_) | None => Ok(()),
    }
}

/// Takes a file out, of whatever kind it is; one that is not here is no error.
pub fn remove(tx: &Transaction<'_>, file: FileId) -> Result<(), MirrorError> {
    if let Some(standing) = standing(tx, file)? {
        clear_parts(tx, standing.row)?;
        clear_phones(tx, standing.row)?;
        tx.prepare_cached("DELETE FROM m_profile WHERE row = ?1")?.execute([standing.row])?;
        pairs::clear(tx, standing.row)?;
        tx.prepare_cached("DELETE FROM m_search WHERE rowid = ?1")?.execute([standing.row])?;
        tx.prepare_cached("DELETE FROM m_customer WHERE row = ?1")?.execute([standing.row])?;
    }
    for sql in [
        "DELETE FROM m_clash WHERE file = ?1",
        "DELETE FROM m_question WHERE file = ?1",
        "DELETE FROM m_booking WHERE file = ?1",
        "DELETE FROM m_event WHERE file = ?1",
        "DELETE FROM m_event_staff WHERE event = ?1",
        "DELETE FROM m_store WHERE file = ?1",
        "DELETE FROM m_reception WHERE file = ?1",
        "DELETE FROM m_line WHERE file = ?1",
        "DELETE FROM m_vehicle WHERE file = ?1",
        "DELETE FROM m_car_word WHERE day_file = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([file])?;
    }
    Ok(())
}

/// Rewrites the search index, so that no word of what was taken out is left in its segments. What takes files off a device
/// asks for it once; an edit does not, for the history of the file keeps what it replaced.
pub fn forget_words(tx: &Transaction<'_>) -> Result<(), MirrorError> {
    tx.execute("INSERT INTO m_search (m_search) VALUES ('optimize')", ())?;
    Ok(())
}

/// Renews what the mirror holds of the private part of a customer file: that it has clashes, nothing else.
pub fn put_private(tx: &Transaction<'_>, file: &PrivateFile) -> Result<(), MirrorError> {
    write_clashes(tx, file.id, FileKind::CustomerPrivate, &file.clashes)
}

/// Renews what the mirror holds of an event.
pub fn put_event(tx: &Transaction<'_>, file: &EventFile) -> Result<(), MirrorError> {
    let json = serde_json::to_string(file).map_err(|_| MirrorError::Unreadable { what: "event" })?;
    let text = |field: EventField| file.field(&field).unwrap_or_default().to_owned();
    tx.prepare_cached(include_str!("sql/put_event.sql"))?.execute(named_params! {
        ":file": file.id, ":name": text(EventField::Name), ":starts_on": text(EventField::StartsOn), ":json": json,
    })?;
    tx.prepare_cached("DELETE FROM m_event_staff WHERE event = ?1")?.execute([file.id])?;
    for staff in &file.staff {
        tx.prepare_cached("INSERT INTO m_event_staff (event, staff) VALUES (?1, ?2)")?.execute((file.id, staff))?;
    }
    write_clashes(tx, file.id, FileKind::Event, &file.clashes)
}

/// Renews what the mirror holds of the store file.
pub fn put_store(tx: &Transaction<'_>, file: &StoreFile) -> Result<(), MirrorError> {
    let json = serde_json::to_string(file).map_err(|_| MirrorError::Unreadable { what: "store" })?;
    tx.prepare_cached("INSERT INTO m_store (file, json) VALUES (?1, ?2) ON CONFLICT (file) DO UPDATE SET json = excluded.json")?
        .execute((file.id, json))?;
    write_clashes(tx, file.id, FileKind::Store, &file.clashes)
}

fn standing(tx: &Transaction<'_>, file: FileId) -> Result<Option<Standing>, MirrorError> {
    let mut statement = tx.prepare_cached("SELECT row, owner, content, words FROM m_customer WHERE file = ?1")?;
    let found = statement
        .query_row([file], |row| Ok(Standing { row: row.get(0)?, owner: row.get(1)?, content: row.get(2)?, words: row.get(3)? }));
    Ok(found.optional()?)
}

fn give(tx: &Transaction<'_>, row: i64, owner: Option<StaffId>) -> Result<(), MirrorError> {
    for sql in [
        "UPDATE m_customer SET owner = ?2 WHERE row = ?1",
        "UPDATE m_opportunity SET owner = ?2 WHERE row = ?1",
        "UPDATE m_follow_up SET owner = ?2 WHERE row = ?1",
        "UPDATE m_order SET owner = ?2 WHERE row = ?1",
        "UPDATE m_loss SET owner = ?2 WHERE row = ?1",
    ] {
        tx.prepare_cached(sql)?.execute((row, owner))?;
    }
    Ok(())
}

/// Takes out what is written anew with every change; phones and search words are compared first.
fn clear_parts(tx: &Transaction<'_>, row: i64) -> Result<(), MirrorError> {
    for sql in [
        "DELETE FROM m_opportunity WHERE row = ?1",
        "DELETE FROM m_interest WHERE row = ?1",
        "DELETE FROM m_follow_up WHERE row = ?1",
        "DELETE FROM m_lead WHERE row = ?1",
        "DELETE FROM m_order WHERE row = ?1",
        "DELETE FROM m_order_car WHERE row = ?1",
        "DELETE FROM m_loss WHERE row = ?1",
        "DELETE FROM m_past WHERE row = ?1",
        "DELETE FROM m_touch WHERE row = ?1",
        "DELETE FROM m_test_drive WHERE row = ?1",
        "DELETE FROM m_tag WHERE row = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([row])?;
    }
    Ok(())
}

/// A row of `m_customer` to be written.
struct Written<'a> {
    row: Option<i64>,
    file: FileId,
    owner: Option<StaffId>,
    content: [u8; 32],
    words: [u8; 32],
    facts: &'a Facts,
}

fn write_row(tx: &Transaction<'_>, written: &Written<'_>) -> Result<i64, MirrorError> {
    let facts = written.facts;
    let row = tx.prepare_cached(include_str!("sql/put_customer.sql"))?.query_row(
        named_params! {
            ":row": written.row, ":file": written.file, ":owner": written.owner, ":content": written.content,
            ":words": written.words, ":source": facts.source, ":grade": facts.grade, ":stage": facts.stage,
            ":next_on": facts.next_on, ":last_contact_at": facts.last_contact_at, ":opened_at": facts.opened_at,
            ":opened_by": facts.opened_by, ":clashes": u32::try_from(facts.clashes.len()).unwrap_or(u32::MAX), ":is_incomplete": facts.is_incomplete,
            ":lacks_follow_up": facts.lacks_follow_up, ":name": facts.name, ":name_key": facts.name_key,
            ":kind": facts.kind, ":phone": facts.phone, ":contact_refused": facts.contact_refused,
            ":opportunity": facts.opportunity, ":interests": facts.interests, ":budget_fen": facts.budget_fen,
            ":event": facts.event, ":do_not_call": facts.do_not_call, ":first_contact_at": facts.first_contact_at,
            ":registered_on": facts.registered_on, ":back_on": facts.back_on, ":is_lead": facts.is_lead,
            ":invited_on": facts.invited_on,
        },
        |row| row.get(0),
    )?;
    Ok(row)
}

/// Whether they are others than before.
fn write_phones(tx: &Transaction<'_>, row: i64, facts: &Facts, is_known: bool) -> Result<bool, MirrorError> {
    if is_known {
        let mut statement = tx.prepare_cached("SELECT id, normalised, person FROM m_phone WHERE row = ?1 ORDER BY id")?;
        let standing: Vec<_> =
            statement.query_map([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        if standing == facts.phones {
            return Ok(false);
        }
        clear_phones(tx, row)?;
    }
    for (id, normalised, person) in &facts.phones {
        tx.prepare_cached("INSERT INTO m_phone (row, id, normalised, person) VALUES (?1, ?2, ?3, ?4)")?
            .execute((row, id, normalised, person))?;
    }
    facts
        .phones
        .iter()
        .filter_map(|(_, normalised, _)| normalised.as_deref())
        .try_for_each(|number| count_sharers(tx, number))?;
    Ok(true)
}

fn clear_phones(tx: &Transaction<'_>, row: i64) -> Result<(), MirrorError> {
    let mut statement = tx.prepare_cached("DELETE FROM m_phone WHERE row = ?1 RETURNING normalised")?;
    let numbers: Vec<Option<String>> = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
    numbers.iter().flatten().try_for_each(|number| count_sharers(tx, number))
}

/// Keeps `m_shared` true for one number after its phones changed.
fn count_sharers(tx: &Transaction<'_>, number: &str) -> Result<(), MirrorError> {
    let files: i64 = tx
        .prepare_cached("SELECT count(DISTINCT row) FROM m_phone WHERE normalised = ?1 AND person IS NULL")?
        .query_row([number], |row| row.get(0))?;
    if files < 2 {
        tx.prepare_cached("DELETE FROM m_shared WHERE normalised = ?1")?.execute([number])?;
    } else {
        tx.prepare_cached(
            "INSERT INTO m_shared (normalised, files) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET files = excluded.files",
        )?
        .execute((number, files))?;
    }
    Ok(())
}

fn write_opportunities(tx: &Transaction<'_>, row: i64, owner: Option<StaffId>, facts: &Facts) -> Result<(), MirrorError> {
    for one in &facts.opportunities {
        tx.prepare_cached(include_str!("sql/put_opportunity.sql"))?.execute(named_params! {
            ":row": row, ":id": one.id, ":stage": one.stage, ":grade": one.grade, ":owner": owner, ":source": facts.source,
            ":event": one.event, ":budget_fen": one.budget_fen, ":last_contact_at": facts.last_contact_at,
            ":registered_on": facts.registered_on, ":opened_on": one.opened_on, ":ended_on": one.ended_on, ":ending": one.ending,
        })?;
        for (position, (id, kind, name)) in (0_i64..).zip(&one.interests) {
            tx.prepare_cached(include_str!("sql/put_interest.sql"))?.execute(named_params! {
                ":row": row, ":opportunity": one.id, ":position": position, ":id": id, ":kind": kind, ":name": name,
            })?;
        }
    }
    Ok(())
}

fn write_follow_ups(tx: &Transaction<'_>, row: i64, owner: Option<StaffId>, facts: &Facts) -> Result<(), MirrorError> {
    for task in &facts.follow_ups {
        tx.prepare_cached(include_str!("sql/put_follow_up.sql"))?.execute(named_params! {
            ":row": row, ":id": task.id, ":opportunity": task.opportunity, ":owner": owner, ":way": task.way,
            ":aim": task.aim, ":due_on": task.due_on, ":done_at": task.done.map(|(at, _)| at),
            ":done_by": task.done.map(|(_, by)| by), ":planned_by": task.planned_by, ":outcome": task.outcome,
            ":said": task.said, ":comment_at": task.comment.as_ref().map(|said| said.0),
            ":comment_by": task.comment.as_ref().map(|said| said.1), ":comment": text(&task.comment),
            ":answer_at": task.answer.as_ref().map(|said| said.0), ":answer_by": task.answer.as_ref().map(|said| said.1),
            ":answer": text(&task.answer), ":unanswered": task.unanswered,
        })?;
    }
    Ok(())
}

fn text(said: &Option<(Instant, StaffId, String)>) -> &str {
    said.as_ref().map_or("", |(_, _, text)| text)
}

fn write_history(tx: &Transaction<'_>, row: i64, owner: Option<StaffId>, facts: &Facts) -> Result<(), MirrorError> {
    for (one, loss) in facts.opportunities.iter().filter_map(|one| Some((one, one.loss.as_ref()?))) {
        tx.prepare_cached(include_str!("sql/put_loss.sql"))?.execute(named_params! {
            ":row": row, ":opportunity": one.id, ":state": loss.state, ":request": loss.request, ":asked_at": loss.asked_at,
            ":asked_by": loss.asked_by, ":reason": loss.reason, ":competitor": loss.competitor, ":words": loss.words,
            ":stage": loss.stage, ":grade": loss.grade, ":verdict_at": loss.verdict.as_ref().map(|said| said.0),
            ":verdict_by": loss.verdict.as_ref().map(|said| said.1), ":verdict": text(&loss.verdict),
            ":revived_at": loss.revival.as_ref().map(|said| said.0),
            ":revived_by": loss.revival.as_ref().map(|said| said.1), ":revival": text(&loss.revival), ":owner": owner,
        })?;
    }
    for past in &facts.past {
        for (grade, stage) in &past.pairs {
            tx.prepare_cached("INSERT INTO m_past (row, opportunity, grade, stage, won) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute((row, past.opportunity, grade, stage, past.won))?;
        }
    }
    for touch in &facts.touches {
        tx.prepare_cached("INSERT INTO m_touch (row, id, at, by, what) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute((
            row,
            touch.id,
            touch.at,
            touch.by,
            &touch.what,
        ))?;
    }
    Ok(())
}

pub(super) fn write_clashes(tx: &Transaction<'_>, file: FileId, kind: FileKind, clashes: &[Clash]) -> Result<(), MirrorError> {
    tx.prepare_cached("DELETE FROM m_clash WHERE file = ?1")?.execute([file])?;
    for clash in clashes {
        tx.prepare_cached("INSERT INTO m_clash (file, place, kind) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?.execute((
            file,
            clash.place.join("/"),
            kind,
        ))?;
    }
    Ok(())
}
