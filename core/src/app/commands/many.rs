//! One change to many customers. The preview and the deed judge by one law, so that a preview never promises what the deed
//! does not do; what may not be changed is left alone and told with the reason.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::assigning::may_assign;
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            many::{CannotChange, ChangeMany, ManyChange, ManyChanged, ManyChoices, ManyPreview, TagInUse, WhyNot},
        },
        damage::Failed,
        relation::relation_of,
        rows::customer_rows,
        store::{OpenStore, Standing},
        way_back::Detail,
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerFile, CustomerKind},
        edit::Edit,
        opportunity::Stage,
        profile::{Tag, TagGroup},
    },
    ids::{FileId, OpportunityId},
    mirror,
    ops::{Author, customer, follow_up, opportunity},
    policy::{
        Action, FileKind, Owner, Relation,
        acts::{LedgerAct, Say},
    },
    vault,
};

/// Files of one command: as many as one statement of the ledger may name.
const MOST_FILES: usize = 1000;
/// Customers named beside a reason.
const MOST_NAMED: usize = 5;
/// Tags offered.
const MOST_TAGS: u32 = 200;
/// Many purchases are moved along the road and aside; the rest follows from what was ordered, delivered or decided.
const STAGES: [Stage; 7] =
    [Stage::InitialContact, Stage::Needs, Stage::Presentation, Stage::TestDrive, Stage::Proposal, Stage::Closing, Stage::Dormant];

/// What a change means for one customer.
enum Outcome {
    /// It is changed; a purchase where one is moved.
    Will(Option<OpportunityId>),
    Already,
    Cannot(WhyNot),
}

impl App {
    /// What can be done to many at once.
    pub fn many_choices(&self, _: Nothing) -> Result<ManyChoices, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let tags = store.read(|conn| mirror::tags(conn, MOST_TAGS))?;
        Ok(ManyChoices {
            can_assign: standing.may_say(LedgerAct::FilesAssigned) > Say::No,
            can_edit: standing.may(FileKind::Customer, Action::Write, Relation::of(Owner::Me)),
            stages: STAGES.to_vec(),
            tags: tags.into_iter().map(|mirror::TagCount { tag, count }| TagInUse { tag, count }).collect(),
            most: u32::try_from(MOST_FILES).unwrap_or(u32::MAX),
        })
    }

    /// What a change would do to each, told before it is done.
    pub fn preview_many(&self, request: ChangeMany) -> Result<ManyPreview, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let change = checked(&request)?;
        store.read(|conn| -> Result<_, Failed> {
            let mut preview = ManyPreview { will: 0, already: 0, cannot: Vec::new() };
            let mut cannot: BTreeMap<WhyNot, (u32, Vec<FileId>)> = BTreeMap::new();
            for file in &request.files {
                match outcome(conn, &standing, *file, &change)? {
                    Outcome::Will(_) => preview.will += 1,
                    Outcome::Already => preview.already += 1,
                    Outcome::Cannot(why) => {
                        let (count, first) = cannot.entry(why).or_default();
                        *count += 1;
                        first.extend((first.len() < MOST_NAMED).then_some(*file));
                    }
                }
            }
            for (why, (count, first)) in cannot {
                let first = customer_rows(conn, &standing, mirror::customers(conn, &first)?)?;
                preview.cannot.push(CannotChange { why, count, first });
            }
            Ok(preview)
        })
    }

    /// Does it, with one way back from all of it.
    pub fn change_many(&self, request: ChangeMany) -> Result<ManyChanged, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let change = checked(&request)?;
        let mut will = Vec::new();
        store.read(|conn| -> Result<(), Failed> {
            for file in &request.files {
                if let Outcome::Will(purchase) = outcome(conn, &standing, *file, &change)? {
                    will.push((*file, purchase));
                }
            }
            Ok(())
        })?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (changed, left) = (count(will.len()), count(request.files.len() - will.len()));
        if will.is_empty() {
            return Ok(ManyChanged { changed, left, touched: Touched::default(), undo: None });
        }
        let (touched, undo) = match &change {
            ManyChange::Owner { owner } => {
                let files: Vec<FileId> = will.iter().map(|(file, _)| *file).collect();
                let saved = self.assign(&store, "change_many", &files, *owner)?;
                (saved.touched, saved.undo)
            }
            ManyChange::Stage { .. } | ManyChange::Tag { .. } => {
                let committed = write_many(&store, &will, &change)?;
                self.changed(&store, &committed.touched);
                (committed.touched, committed.undo)
            }
        };
        Ok(ManyChanged { changed, left, touched, undo })
    }
}

/// The change with its words cleaned; refused where nobody could mean it.
fn checked(request: &ChangeMany) -> Result<ManyChange, AppError> {
    if request.files.len() > MOST_FILES {
        return Err(ErrorCode::TooLong.of("files"));
    }
    match &request.change {
        ManyChange::Stage { stage } if !STAGES.contains(stage) => Err(ErrorCode::BadRequest.of("stage")),
        ManyChange::Tag { tag, on } => {
            let tag = customer::clean_tag(&free(tag)).map_err(|_| ErrorCode::Required.of("tag"))?.word;
            Ok(ManyChange::Tag { tag, on: *on })
        }
        change => Ok(change.clone()),
    }
}

fn free(word: &str) -> Tag {
    Tag { group: TagGroup::Free, word: word.to_owned() }
}

fn outcome(conn: &Connection, standing: &Standing, file: FileId, change: &ManyChange) -> Result<Outcome, Failed> {
    let row = vault::file::get(conn, file)?.filter(|row| row.kind == FileKind::Customer);
    let (Some(row), Some(seen)) = (row, mirror::customer(conn, file)?) else { return Ok(Outcome::Cannot(WhyNot::NotHere)) };
    let may = match change {
        ManyChange::Owner { .. } => may_assign(standing, seen.owner),
        ManyChange::Stage { .. } | ManyChange::Tag { .. } => {
            standing.may(FileKind::Customer, Action::Write, relation_of(conn, standing, &row)?)
        }
    };
    Ok(if may { judged(&seen, change) } else { Outcome::Cannot(WhyNot::NotAllowed) })
}

fn judged(seen: &mirror::Customer, change: &ManyChange) -> Outcome {
    match change {
        ManyChange::Owner { owner } if seen.owner == *owner => Outcome::Already,
        ManyChange::Owner { .. } => Outcome::Will(None),
        ManyChange::Tag { tag, on } if seen.tags.contains(tag) == *on => Outcome::Already,
        ManyChange::Tag { .. } => Outcome::Will(None),
        ManyChange::Stage { .. } if seen.kind == CustomerKind::Batch.as_str() => Outcome::Cannot(WhyNot::Fleet),
        ManyChange::Stage { stage } => match (&seen.stage, seen.opportunity) {
            (Some(now), _) if now == stage => Outcome::Already,
            (Some(now), Some(purchase)) if now.is_open() => Outcome::Will(Some(purchase)),
            _ => Outcome::Cannot(WhyNot::NoOpenPurchase),
        },
    }
}

fn write_many(
    store: &OpenStore,
    will: &[(FileId, Option<OpportunityId>)],
    change: &ManyChange,
) -> Result<crate::app::writing::Committed, AppError> {
    let author = store.author()?;
    let detail = match change {
        ManyChange::Owner { owner } => Detail::Owner(*owner),
        ManyChange::Stage { stage } => Detail::Stage(stage.clone()),
        ManyChange::Tag { tag, on: true } => Detail::Tagged(tag.clone()),
        ManyChange::Tag { tag, on: false } => Detail::Untagged(tag.clone()),
    };
    let mut writing = Writing::begin(store).about(Some(detail));
    for (file, purchase) in will {
        for member in members(&mut writing, *file, *purchase, change)? {
            let mut edits = edits(&author, &member, *purchase, change)?;
            edits.extend(follow_up::by_rule(&author, &member, &edits, &store.standing().store_file.rules));
            writing.stage(Target::customer(member.id), &edits)?;
        }
    }
    writing.commit("change_many", |_, _| Ok(()))
}

/// Of the files of a customer those that a change is written into: where the purchase stands; the oldest for a new tag, and
/// all that have it where it is taken off.
fn members(
    writing: &mut Writing<'_>,
    file: FileId,
    purchase: Option<OpportunityId>,
    change: &ManyChange,
) -> Result<Vec<CustomerFile>, AppError> {
    match (purchase, change) {
        (Some(purchase), _) => Ok(vec![writing.customer_holding(file, &purchase.to_string())?]),
        (None, ManyChange::Tag { tag, on: false }) => {
            let mut members = writing.customers(file)?;
            members.retain(|member| member.tags.contains(&free(tag)));
            Ok(members)
        }
        (None, _) => Ok(writing.customers(file)?.into_iter().take(1).collect()),
    }
}

fn edits(
    author: &Author,
    file: &CustomerFile,
    purchase: Option<OpportunityId>,
    change: &ManyChange,
) -> Result<Vec<Edit>, AppError> {
    match (purchase, change) {
        (Some(purchase), ManyChange::Stage { stage }) => {
            Ok(opportunity::move_stage(author, opportunity::known(file, purchase)?, stage))
        }
        (_, ManyChange::Tag { tag, on }) => Ok(vec![customer::set_tag(file, &free(tag), *on)?]),
        // Nothing else is written into files.
        (None, ManyChange::Stage { .. }) | (_, ManyChange::Owner { .. }) => Ok(Vec::new()),
    }
}
