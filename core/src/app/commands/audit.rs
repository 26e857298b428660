//! The general manager's page of the audit log: read, checked, exported.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            audit::{
                AskAudit, AuditBreak, AuditCursor, AuditFilter, AuditLine, AuditPage, AuditState, ExportAudit, ExportedTable,
            },
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
        },
        csv::Csv,
        damage::Failed,
        lock,
        store::{OpenStore, Standing},
    },
    mirror,
    sync::audit::{AuditChain, AuditEntry, AuditHead, AuditNote, AuditRow, AuditWord},
    vault::audit as kept,
};

/// Lines of one page.
const PAGE: u32 = 100;
/// Rows read at once while checking or exporting.
const CHUNK: u32 = 1_000;
/// Most rows of an export.
const EXPORT_ROWS: u32 = 100_000;
const HEADINGS: [&str; 10] =
    ["time (UTC+8)", "what", "by", "by device", "person concerned", "device concerned", "file", "count", "reason", "id"];

impl App {
    /// A page of the log, the newest lines first.
    pub fn audit(&self, request: AskAudit) -> Result<AuditPage, AppError> {
        let store = self.opened()?;
        let standing = reader(&store)?;
        if request.after.is_none() {
            lock(&self.0.link).wants_audit = true;
            self.wake();
        }
        store.read(|conn| {
            let found = kept::find(conn, &wanted(&request.filter, request.after), PAGE + 1)?;
            let is_more = found.len() > PAGE as usize;
            let shown = found.iter().take(PAGE as usize);
            let told = |row| in_words(conn, &standing, line(conn, &standing, row)?);
            let rows = shown.map(told).collect::<Result<Vec<_>, Failed>>()?;
            let next = rows.last().filter(|_| is_more).map(|row| AuditCursor { at: row.at, id: row.id });
            Ok::<_, Failed>(AuditPage { rows, next })
        })
    }

    /// Whether the log on this device is whole. Reads all of it.
    pub fn audit_state(&self, _: Nothing) -> Result<AuditState, AppError> {
        let store = self.opened()?;
        reader(&store)?;
        store.read(|conn| {
            let (checked, damaged_at) = check(conn)?;
            let breaks = kept::breaks(conn)?;
            let breaks = breaks.into_iter().map(|row| AuditBreak { after_rows: row.seq, kind: row.kind, at: row.at }).collect();
            Ok::<_, Failed>(AuditState { checked, breaks, damaged_at })
        })
    }

    /// The log as a table. That it was exported stands in it from then on.
    pub fn export_audit(&self, request: ExportAudit) -> Result<ExportedTable, AppError> {
        let store = self.opened()?;
        let standing = reader(&store)?;
        if !standing.may_export() {
            return Err(ErrorCode::NotAllowed.into());
        }
        let mut csv = Csv::new(&HEADINGS);
        let mut rows = 0_u32;
        store.read(|conn| {
            let mut after = None;
            while rows < EXPORT_ROWS {
                let found = kept::find(conn, &wanted(&request.filter, after), CHUNK)?;
                let Some(last) = found.last() else { break };
                after = Some(AuditCursor { at: last.at, id: last.id });
                for row in &found {
                    write(&mut csv, &line(conn, &standing, row)?);
                    rows += 1;
                }
            }
            Ok::<_, Failed>(())
        })?;
        let note = AuditNote { count: Some(rows), reason: Some("audit".to_owned()), ..AuditNote::of(AuditWord::Exported) };
        store.write(|tx| store.record(tx, note))?;
        self.changed(&store, &Touched { audit: true, ..Touched::default() });
        let file_name = format!("audit-{}.csv", store.world.today());
        Ok(ExportedTable { file_name, csv: csv.finish(), rows })
    }
}

fn reader(store: &OpenStore) -> Result<std::sync::Arc<Standing>, AppError> {
    let standing = store.standing();
    if standing.reads_audit() { Ok(standing) } else { Err(ErrorCode::NotAllowed.into()) }
}

fn wanted(filter: &AuditFilter, after: Option<AuditCursor>) -> kept::Wanted {
    kept::Wanted {
        who: filter.who,
        what: filter.what.clone(),
        from: filter.from,
        to: filter.to,
        before: after.map(|after| (after.at, after.id)),
    }
}

fn row_of(row: &kept::AuditRow) -> AuditRow {
    AuditRow { seq: row.seq, prev: row.prev, entry: row.entry.clone() }
}

/// Follows every chain from its first row: how many rows fit, and the first that does not.
fn check(conn: &Connection) -> Result<(u64, Option<u64>), Failed> {
    let (mut checked, mut last): (u64, Option<(u32, AuditChain)>) = (0, None);
    loop {
        let after = last.as_ref().map(|(chain, end)| (*chain, end.head().len.saturating_sub(1)));
        let rows = kept::in_order(conn, after, CHUNK)?;
        if rows.is_empty() {
            return Ok((checked, None));
        }
        for row in &rows {
            let mut end = match last {
                Some((chain, end)) if chain == row.chain => end,
                // A chain that began in the middle is taken from there on; the first begins with nothing before it.
                _ if row.chain > 0 => AuditChain::after(AuditHead { len: row.seq, hash: row.prev }),
                _ => AuditChain::default(),
            };
            let fits = end.take(&row_of(row)).is_ok() && end.head().hash == row.hash;
            if !fits {
                return Ok((checked, Some(row.seq)));
            }
            checked += 1;
            last = Some((row.chain, end));
        }
    }
}

fn line(conn: &Connection, standing: &Standing, row: &kept::AuditRow) -> Result<AuditLine, Failed> {
    let now = standing.ledger.now();
    let Ok(AuditEntry { record, .. }) = row_of(row).read() else {
        let what = AuditWord::Unknown.word().to_owned();
        let (by, by_device, staff, device) = (None, None, None, None);
        let (file, customer, count, reason) = (None, None, None, None);
        return Ok(AuditLine { id: row.id, at: row.at, what, by, by_device, staff, device, file, customer, count, reason });
    };
    let name_of = |device| now.name_of(device).unwrap_or_default().to_owned();
    let note = record.note;
    // Joined files are listed under one of them.
    let customer = note.file.map(|file| mirror::customer(conn, now.joined(file))).transpose()?.flatten();
    Ok(AuditLine {
        id: row.id,
        at: row.at,
        what: note.what.word().to_owned(),
        by: note.by.and_then(|device| now.staff_of(device)).map(|staff| standing.name_of(staff)),
        by_device: note.by.map(name_of),
        staff: note.staff.map(|staff| standing.name_of(staff)),
        device: note.device.map(name_of),
        file: note.file,
        customer: customer.map(|customer| standing.masking().words(customer.owner, customer.name)),
        count: note.count,
        reason: note.reason,
    })
}

/// A line for the screen: what an id in its reason names, and nothing of one that nobody here knows.
fn in_words(conn: &Connection, standing: &Standing, line: AuditLine) -> Result<AuditLine, Failed> {
    let Some(reason) = line.reason else { return Ok(line) };
    let is = |word: AuditWord| line.what == word.word();
    let reason = if is(AuditWord::BookHandedOver) {
        Some(reason.parse().map_or(reason, |to| standing.name_of(to).name))
    } else if is(AuditWord::FilesJoined) || is(AuditWord::FilesSplit) {
        let now = standing.ledger.now();
        let other = reason.parse().ok().map(|file| now.joined(file));
        // While they are one it is named already.
        let other = other.filter(|other| line.file.map(|file| now.joined(file)) != Some(*other));
        let other = other.map(|other| mirror::customer(conn, other)).transpose()?.flatten();
        other.map(|customer| standing.masking().words(customer.owner, customer.name))
    } else if is(AuditWord::ErasureDecided) {
        // The file stands beside the request, and no more once it is destroyed.
        reason.split_whitespace().next().map(str::to_owned)
    } else {
        Some(reason)
    };
    Ok(AuditLine { reason, ..line })
}

/// The customer's name stays on the screen: a table travels.
fn write(csv: &mut Csv, line: &AuditLine) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let name =
        |staff: &Option<crate::app::api::common::StaffName>| staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default();
    let cells = [
        line.at.store_time(),
        line.what.clone(),
        name(&line.by),
        text(&line.by_device),
        name(&line.staff),
        text(&line.device),
        line.file.map(|file| file.to_string()).unwrap_or_default(),
        line.count.map(|count| count.to_string()).unwrap_or_default(),
        text(&line.reason),
        line.id.to_string(),
    ];
    csv.row(cells.iter().map(String::as_str));
}
