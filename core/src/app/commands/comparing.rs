//! Two files side by side: what each says, who said it, on which device, and when as far as that can be told.

use std::collections::BTreeSet;

use super::{about::decided, merging::refusal};
use crate::{
    app::{
        App,
        api::{
            error::{AppError, ErrorCode},
            merging::{ComparedRow, ComparedSide, Comparison, FileCounts, JoinBar, Said},
            trust::TwoFiles,
        },
        damage::Failed,
        masking::Shown,
        relation::owner_of,
        rows::customer_row,
        store::{OpenStore, Standing},
    },
    document::{Document, History},
    domain::{
        customer::{CustomerField, CustomerFile, Place},
        joined,
        pair::{PairReason, marks, names_agree, near},
    },
    ids::FileId,
    mirror,
    ops::customer::join::JoinRefused,
    policy::{
        FileKind,
        acts::{LedgerAct, Say},
    },
    vault,
};

/// One customer of the comparison: their files, and what they say together.
struct Side {
    members: Vec<CustomerFile>,
    documents: Vec<Document>,
    file: CustomerFile,
    shown: Shown<CustomerFile>,
}

impl App {
    /// Two files side by side, field by field.
    pub fn compare_files(&self, request: TwoFiles) -> Result<Comparison, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let (a, b) = (side(&store, &standing, request.one)?, side(&store, &standing, request.other)?);
        let (a, b) = if a.file.id <= b.file.id { (a, b) } else { (b, a) };
        let now = standing.ledger.now();
        let row = |file: FileId| -> Result<_, AppError> {
            let found = store.read(|conn| -> Result<_, Failed> {
                let row = mirror::customer(conn, file)?;
                row.map(|row| customer_row(conn, &standing, row)).transpose()
            })?;
            found.ok_or_else(|| ErrorCode::NotFound.into())
        };
        let refused = refusal(&store, &standing, a.file.id, b.file.id)?.map(|refused| match refused {
            JoinRefused::SameFile => JoinBar::SameFile,
            JoinRefused::BatchBuyer => JoinBar::BatchBuyer,
            JoinRefused::HasOrder => JoinBar::HasOrder,
        });
        let joined = a.file.id == b.file.id;
        let group = now.group(b.file.id);
        let judged = a.file.judged.iter().find(|judged| group.contains(&judged.other));
        Ok(Comparison {
            reasons: if joined { Vec::new() } else { reasons(&a.file, &b.file) },
            rows: rows(&standing, &a, &b)?,
            counts: [counts(&a.file), counts(&b.file)],
            can_join: standing.may_say(LedgerAct::FilesJoined) == Say::Any && refused.is_none(),
            refused: if joined { None } else { refused },
            joined,
            verdict: judged.map(|judged| judged.verdict.clone()),
            a: row(a.file.id)?,
            b: row(b.file.id)?,
        })
    }
}

fn side(store: &OpenStore, standing: &Standing, file: FileId) -> Result<Side, AppError> {
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
    if !store.read(|conn| standing.may_read(conn, &row))? {
        return Err(ErrorCode::NotFound.into());
    }
    let owner = store.read(|conn| owner_of(conn, standing, &row))?;
    let members = decided(store, standing, file)?;
    let documents = members.iter().map(|member| store.document(member.id, FileKind::Customer)).collect::<Result<Vec<_>, _>>()?;
    let whole = joined::union(members.clone()).ok_or(ErrorCode::NotFound)?;
    let shown = standing.masking().customer(owner, whole.clone())?;
    Ok(Side { members, documents, file: whole, shown })
}

fn counts(file: &CustomerFile) -> FileCounts {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    FileCounts {
        opportunities: count(file.opportunities.len()),
        follow_ups: count(file.follow_ups.len()),
        entries: count(file.entries.len()),
        consents: count(file.consents.len()),
    }
}

/// Why the two may be one person, asked of the files themselves.
fn reasons(a: &CustomerFile, b: &CustomerFile) -> Vec<PairReason> {
    let own = |file: &CustomerFile| -> BTreeSet<String> {
        let own = file.phones.iter().filter(|phone| phone.contact.is_none());
        own.filter_map(|phone| phone.number.normalised.clone()).collect()
    };
    let (of_a, of_b) = (own(a), own(b));
    let name = |file: &CustomerFile| file.field(&CustomerField::Name).unwrap_or_default().to_owned();
    let mut found = BTreeSet::new();
    if !of_a.is_disjoint(&of_b) {
        found.insert(PairReason::Phone);
    }
    if names_agree(&name(a), &name(b)) && of_a.iter().flat_map(|number| near(number)).any(|number| of_b.contains(&number)) {
        found.insert(PairReason::NearPhone);
    }
    let of_b = marks(b);
    found.extend(marks(a).into_iter().filter(|mark| of_b.contains(mark)).map(|mark| mark.reason));
    found.into_iter().collect()
}

fn rows(standing: &Standing, a: &Side, b: &Side) -> Result<Vec<ComparedRow>, AppError> {
    let (ha, hb) = (a.histories(), b.histories());
    let mut rows = Vec::new();
    let known: BTreeSet<&CustomerField> = a.file.fields.keys().chain(b.file.fields.keys()).collect();
    for field in CustomerField::ALL.iter().filter(|field| known.contains(field)) {
        let (of_a, of_b) = (a.field(standing, &ha, field), b.field(standing, &hb, field));
        if of_a.is_none() && of_b.is_none() {
            continue;
        }
        let same = a.file.field(field) == b.file.field(field);
        // The older file tells, unless it says nothing.
        let shows = Some(if of_a.is_some() { ComparedSide::A } else { ComparedSide::B });
        let place = vec!["file".to_owned(), field.to_string()];
        rows.push(ComparedRow { place, a: of_a.into_iter().collect(), b: of_b.into_iter().collect(), same, shows });
    }
    for list in ["phones", "contacts", "opportunities"] {
        let (of_a, of_b) = (a.list(standing, &ha, list), b.list(standing, &hb, list));
        if !of_a.is_empty() || !of_b.is_empty() {
            let values = |all: &[Said]| all.iter().map(|said| said.value.clone()).collect::<Vec<_>>();
            let same = values(&of_a) == values(&of_b);
            rows.push(ComparedRow { place: vec![list.to_owned()], a: of_a, b: of_b, same, shows: None });
        }
    }
    // Numbers and purchases first, then what differs.
    rows.sort_by_key(|row| (row.shows.is_some(), row.same));
    Ok(rows)
}

impl Side {
    fn histories(&self) -> Vec<History<'_>> {
        self.documents.iter().map(Document::history).collect()
    }

    fn field(&self, standing: &Standing, histories: &[History<'_>], field: &CustomerField) -> Option<Said> {
        self.file.field(field)?;
        let nth = self.members.iter().position(|member| member.field(field).is_some())?;
        let place = vec!["file".to_owned(), field.to_string()];
        let value = self.shown.part(|file| file.field(field).unwrap_or_default().to_owned());
        Some(said(standing, histories.get(nth), &place, value))
    }

    /// The entries of a container, each as one line.
    fn list(&self, standing: &Standing, histories: &[History<'_>], list: &str) -> Vec<Said> {
        let found: Vec<(String, Place, Shown<String>)> = match list {
            "phones" => {
                let each = |nth: usize| self.shown.part(|file| file.phones.get(nth).map_or_else(String::new, phone_line));
                let ids = self.file.phones.iter().enumerate();
                ids.map(|(nth, phone)| (phone.id.to_string(), register(list, &phone.id.to_string(), "number"), each(nth)))
                    .collect()
            }
            "contacts" => {
                let each = |nth: usize| {
                    self.shown.part(|file| {
                        file.contacts
                            .get(nth)
                            .map_or_else(String::new, |one| format!("{} {}", one.name, one.relation).trim().to_owned())
                    })
                };
                let ids = self.file.contacts.iter().enumerate();
                ids.map(|(nth, one)| (one.id.to_string(), register(list, &one.id.to_string(), "name"), each(nth))).collect()
            }
            _ => {
                let each = |nth: usize| {
                    self.shown.part(|file| {
                        file.opportunities.get(nth).map_or_else(String::new, |one| {
                            let wanted: Vec<&str> = one.interests.iter().map(|interest| interest.name.as_str()).collect();
                            format!("{}|{}|{}", one.grade, one.stage, wanted.join("、"))
                        })
                    })
                };
                let ids = self.file.opportunities.iter().enumerate();
                ids.map(|(nth, one)| (one.id.to_string(), register(list, &one.id.to_string(), "grade"), each(nth))).collect()
            }
        };
        let line = |(id, place, value): (String, Place, Shown<String>)| {
            let nth = self.members.iter().position(|member| member.holds(&id));
            said(standing, nth.and_then(|nth| histories.get(nth)), &place, value)
        };
        found.into_iter().map(line).collect()
    }
}

fn phone_line(phone: &crate::domain::customer::Phone) -> String {
    let number = phone.number.normalised.clone().unwrap_or_else(|| phone.number.typed.clone());
    if phone.label.is_empty() { number } else { format!("{number} {}", phone.label) }
}

fn register(container: &str, id: &str, key: &str) -> Place {
    vec![container.to_owned(), id.to_owned(), key.to_owned()]
}

fn said(standing: &Standing, history: Option<&History<'_>>, place: &Place, value: Shown<String>) -> Said {
    let Some(origin) = history.and_then(|history| history.origin(place)) else {
        return Said { value, by: None, device: None, at: None, after: None, before: None };
    };
    let now = standing.ledger.now();
    let by = origin.device.and_then(|device| now.staff_of(device)).map(|staff| standing.name_of(staff));
    let device = origin.device.and_then(|device| now.name_of(device)).map(str::to_owned);
    let between = origin.at.is_none();
    Said { value, by, device, at: origin.at, after: origin.after.filter(|_| between), before: origin.before.filter(|_| between) }
}
