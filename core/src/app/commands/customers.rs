//! The customer list, the file page, and every edit in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    about,
    assigning::may_assign,
    customer_changes,
    events::event_names,
    follow_ups::late_plans,
    following::{followed, odds, open_visits},
    joining_files::joined_files,
    setup::may_request_erasure,
};
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved, Warning, WarningCode},
            customers::{
                AroundHandOver, CustomerChange, CustomerList, CustomerPage, DuplicatePair, EditCustomer, ListCustomers, OneFile,
            },
            error::{AppError, ErrorCode},
        },
        aside::rows,
        damage::Failed,
        group,
        masking::check_not_masked,
        order_page::identity_code,
        relation::{owner_of, relation_of},
        rows::{customer_row, customer_rows, filter},
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerField, CustomerFile, EntryKind, PrivateField, PrivateFile},
        edit::Edit,
        follow_up::Way,
        identity::identity_doubt,
        joined,
        phone::{PhoneKind, PhoneNumber},
    },
    ids::{FileId, StaffId},
    mirror,
    ops::{
        customer::{Caller, check_call},
        follow_up,
    },
    policy::{
        Action, Decision, FileKind,
        acts::{LedgerAct, Say},
        sight::Sight,
    },
    vault,
};

/// Rows of one page of a list.
const MOST_ROWS: u32 = 200;
/// Pairs shown in the list of duplicates.
const MOST_PAIRS: u32 = 200;

impl App {
    /// A page of the customer list.
    pub fn list_customers(&self, request: ListCustomers) -> Result<CustomerList, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let today = standing.overdue_before(store.world.today());
        let page = mirror::Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        let asked = filter(&request.filter, &standing.store_file.rules, store.world.today());
        store.read(|conn| -> Result<CustomerList, Failed> {
            let found = mirror::list(conn, scope, &asked, request.sort.into(), today, page)?;
            Ok(CustomerList { total: found.total, rows: customer_rows(conn, &standing, found.rows)? })
        })
    }

    /// Everything the file page shows.
    pub fn customer(&self, request: OneFile) -> Result<CustomerPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        if standing.ledger.now().is_erased(request.file) {
            return Err(ErrorCode::Erased.into());
        }
        let row = store.read(|conn| vault::file::get(conn, request.file))?;
        let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
        let owner = store.read(|conn| owner_of(conn, &standing, &row))?;
        let relation = store.read(|conn| relation_of(conn, &standing, &row))?;
        if !standing.may(FileKind::Customer, Action::Read, relation) {
            return Err(ErrorCode::NotFound.into());
        }
        let members = store.read(|conn| group::members(conn, &standing, request.file))?;
        let joined = joined_files(&standing, owner, &members);
        let customer = joined::union(members.clone()).ok_or(ErrorCode::NotFound)?;
        let masking = standing.masking();
        let private = self.private_part(&store, &standing, customer.id, owner)?;
        if private.is_some() {
            self.note_private_read(&store, &standing, customer.id)?;
        }
        let today = store.world.today();
        let about = store.read(|conn| about::about(conn, &standing, today, &customer, (private.as_ref(), &members)))?;
        let private = private.map(|private| masking.private(owner, private)).transpose()?;
        let referrer = customer.field(&CustomerField::Referrer).and_then(|text| text.parse::<FileId>().ok());
        let (referrer, duplicates) = store.read(|conn| -> Result<_, Failed> {
            let referrer = referrer.map(|file| mirror::customer(conn, file)).transpose()?.flatten();
            let referrer = referrer.map(|row| customer_row(conn, &standing, row)).transpose()?;
            Ok((referrer, customer_rows(conn, &standing, mirror::same_phone(conn, customer.id)?)?))
        })?;
        let now = standing.ledger.now();
        let group = now.group(request.file);
        let around_hand_over = around_hand_over(&store, &standing, owner, &group)?;
        let events = customer.entries.iter().filter_map(|entry| entry.event);
        let events = events.chain(customer.opportunities.iter().filter_map(|opportunity| opportunity.event));
        Ok(CustomerPage {
            events: event_names(&store, events)?,
            private,
            owner: owner.map(|owner| standing.name_of(owner)),
            names: standing.names_of(mentioned(&customer)),
            referrer,
            duplicates,
            about,
            around_hand_over,
            waiting: waiting(&store, &group)?,
            can_edit: standing.may(FileKind::Customer, Action::Write, relation),
            can_edit_private: standing.may(FileKind::CustomerPrivate, Action::Write, relation),
            can_assign: may_assign(&standing, owner),
            joined,
            can_comment: Decision::FollowUpComment.counts_from(&standing.roles),
            odds: store.read(|conn| odds(conn, &standing, &customer, store.world.today()))?,
            return_visits: open_visits(&customer),
            followed: followed(&standing, &customer),
            can_judge_losses: Decision::LossVerdict.counts_from(&standing.roles),
            can_join: standing.may_say(LedgerAct::FilesJoined) == Say::Any,
            erasure_requested: now.erasure_requests().iter().any(|open| group.contains(&open.file)),
            can_request_erasure: may_request_erasure(&standing),
            masked: masking.phones(owner) != Sight::Full,
            customer: masking.customer(owner, customer)?,
        })
    }

    pub(super) fn private_part(
        &self,
        store: &OpenStore,
        standing: &Standing,
        customer: FileId,
        owner: Option<StaffId>,
    ) -> Result<Option<PrivateFile>, AppError> {
        if !standing.may(FileKind::CustomerPrivate, Action::Read, standing.relation(owner)) {
            return Ok(None);
        }
        let mut parts = Vec::new();
        for member in standing.ledger.now().group(customer) {
            let target = Target::private_of(member);
            if store.read(|conn| vault::file::get(conn, target.file))?.is_some() {
                parts.push(store.document(target.file, FileKind::CustomerPrivate)?.private());
            }
        }
        Ok(joined::union_private(customer, parts))
    }

    /// Changes a customer file; all changes are kept together or none.
    pub fn edit_customer(&self, request: EditCustomer) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        check_not_masked(request.edits.iter().filter_map(written))?;
        let mut writing = Writing::begin(&store);
        let members = writing.customers(request.file)?;
        let (mut edits, mut private) = (BTreeMap::<FileId, Vec<Edit>>::new(), Vec::new());
        for change in &request.edits {
            check(&standing, &members, change)?;
            let file = home(&members, change).ok_or(ErrorCode::NotFound)?;
            if let Some(edit) = self.settle_private(&store, &standing, &request, file, change)? {
                private.push(edit);
                continue;
            }
            for edit in customer_changes::edits(&author, file, &standing.store_file, change)? {
                match edit {
                    Edit::Private(_) => private.push(edit),
                    _ => edits.entry(file.id).or_default().push(edit),
                }
            }
        }
        for (id, edits) in &mut edits {
            if let Some(file) = members.iter().find(|member| member.id == *id) {
                let by_rule = follow_up::by_rule(&author, file, edits, &standing.store_file.rules);
                edits.extend(by_rule);
            }
        }
        for (file, edits) in &edits {
            writing.stage(Target::customer(*file), edits)?;
        }
        if !private.is_empty() {
            let oldest = members.first().map_or(request.file, |member| member.id);
            writing.stage(Target::private_of(oldest), &private)?;
        }
        let mut saved = writing.commit("edit_customer", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = phone_warnings(&store, request.file, &request.edits)?;
        let now = joined::union(about::decided(&store, &standing, request.file)?).ok_or(ErrorCode::NotFound)?;
        saved.warnings.extend(about::warnings(&now, &request.edits));
        saved.warnings.extend(identity_warnings(&store, &request.edits));
        saved.warnings.extend(late_plans(&store, &members, &request.edits));
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// A clash of the private part is settled there; none if `change` is about something else.
    fn settle_private(
        &self,
        store: &OpenStore,
        standing: &Standing,
        request: &EditCustomer,
        file: &CustomerFile,
        change: &CustomerChange,
    ) -> Result<Option<Edit>, AppError> {
        let CustomerChange::Settle { place, value } = change else { return Ok(None) };
        if file.clashes.iter().any(|clash| clash.place == *place) {
            return Ok(None);
        }
        let row = store.read(|conn| vault::file::get(conn, request.file))?.ok_or(ErrorCode::NotFound)?;
        let owner = store.read(|conn| owner_of(conn, standing, &row))?;
        let Some(private) = self.private_part(store, standing, request.file, owner)? else { return Ok(None) };
        customer_changes::settle(&private.clashes, place, value).map(Some)
    }

    /// Pairs of files with the same phone.
    pub fn duplicates(&self, _: Nothing) -> Result<Vec<DuplicatePair>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        standing.scope()?;
        store.read(|conn| -> Result<_, Failed> {
            mirror::duplicates(conn, MOST_PAIRS)?
                .into_iter()
                .map(|pair| {
                    let (phone, masked) = standing.masking().shared_phone([pair.a.owner, pair.b.owner], pair.phone);
                    let a = customer_row(conn, &standing, pair.a)?;
                    Ok(DuplicatePair { phone, masked, a, b: customer_row(conn, &standing, pair.b)? })
                })
                .collect()
        })
    }
}

/// A text that takes the place of another, and its field.
fn written(change: &CustomerChange) -> Option<(&str, &str)> {
    match change {
        CustomerChange::Field { field, value } => Some((field.as_str(), value)),
        CustomerChange::PrivateField { field, value } => Some((field.as_str(), value)),
        CustomerChange::AddPhone { typed, .. } | CustomerChange::Phone { typed, .. } => Some(("typed", typed)),
        CustomerChange::Opportunity { field, value, .. } => Some((field.as_str(), value)),
        CustomerChange::MoveFollowUp { aim, .. } => aim.as_deref().map(|aim| ("aim", aim)),
        CustomerChange::Contact { name, .. } => Some(("name", name)),
        _ => None,
    }
}

/// What concerns the customer and not one of the files: nobody refers themselves, and who does not want to be called is not,
/// whichever of the files says so.
fn check(standing: &Standing, members: &[CustomerFile], change: &CustomerChange) -> Result<(), AppError> {
    let way = match change {
        CustomerChange::Field { field: CustomerField::Referrer, value } => {
            let itself = value.parse().is_ok_and(|referrer: FileId| {
                members.iter().any(|member| standing.ledger.now().group(member.id).contains(&referrer))
            });
            return if itself { Err(ErrorCode::BadRequest.of("referrer")) } else { Ok(()) };
        }
        CustomerChange::Note { kind: EntryKind::Call, .. } => Some(&Way::Call),
        CustomerChange::PlanFollowUp { way, .. } => Some(way),
        CustomerChange::MoveFollowUp { way, .. } => way.as_ref(),
        _ => None,
    };
    let Some(way) = way else { return Ok(()) };
    Ok(members.iter().try_for_each(|member| check_call(member, way, Caller::Store))?)
}

/// The file of a customer that a change is about: where the entry stands that it names, else the oldest.
fn home<'a>(members: &'a [CustomerFile], change: &CustomerChange) -> Option<&'a CustomerFile> {
    let holds = |id: String| members.iter().find(move |member| member.holds(&id));
    let found = match change {
        CustomerChange::Phone { id, .. } | CustomerChange::RemovePhone { id } | CustomerChange::MainPhone { id } => {
            holds(id.to_string())
        }
        CustomerChange::WithdrawConsent { id } => holds(id.to_string()),
        CustomerChange::AddPhone { contact: Some(id), .. }
        | CustomerChange::Contact { id, .. }
        | CustomerChange::RemoveContact { id } => holds(id.to_string()),
        CustomerChange::Opportunity { opportunity: id, .. }
        | CustomerChange::AddInterest { opportunity: id, .. }
        | CustomerChange::NameInterest { opportunity: id, .. }
        | CustomerChange::RemoveInterest { opportunity: id, .. }
        | CustomerChange::PlanFollowUp { opportunity: Some(id), .. } => holds(id.to_string()),
        CustomerChange::MoveFollowUp { id, .. } | CustomerChange::RemoveFollowUp { id } => holds(id.to_string()),
        CustomerChange::Settle { place, .. } => {
            members.iter().find(|member| member.clashes.iter().any(|clash| clash.place == *place))
        }
        CustomerChange::Field { .. }
        | CustomerChange::PrivateField { .. }
        | CustomerChange::AddPhone { contact: None, .. }
        | CustomerChange::AddContact { .. }
        | CustomerChange::Tag { .. }
        | CustomerChange::Relation { .. }
        | CustomerChange::AddConsent { .. }
        | CustomerChange::Note { .. }
        | CustomerChange::AddOpportunity { .. }
        | CustomerChange::PlanFollowUp { opportunity: None, .. } => None,
    };
    found.or_else(|| members.first())
}

/// Changes of a customer's files that still wait to be sent.
fn waiting(store: &OpenStore, group: &BTreeSet<FileId>) -> Result<u32, AppError> {
    store.read(|conn| -> Result<u32, Failed> {
        group.iter().try_fold(0, |sum: u32, file| Ok(sum.saturating_add(vault::outbox::count_of_file(conn, *file)?)))
    })
}

/// What people wrote who had the file, and not any more when it came: in the files shown as one, and in their private parts
/// where this person reads those.
fn around_hand_over(
    store: &OpenStore,
    standing: &Standing,
    owner: Option<StaffId>,
    group: &BTreeSet<FileId>,
) -> Result<Vec<AroundHandOver>, AppError> {
    let mut found = Vec::new();
    for member in group {
        around_in(store, standing, owner, (*member, FileKind::Customer), &mut found)?;
        if standing.may(FileKind::CustomerPrivate, Action::Read, standing.relation(owner)) {
            around_in(store, standing, owner, (Target::private_of(*member).file, FileKind::CustomerPrivate), &mut found)?;
        }
    }
    Ok(found)
}

fn around_in(
    store: &OpenStore,
    standing: &Standing,
    owner: Option<StaffId>,
    (file, kind): (FileId, FileKind),
    found: &mut Vec<AroundHandOver>,
) -> Result<(), AppError> {
    let changes = store.read(|conn| vault::change::around(conn, file))?;
    if changes.is_empty() {
        return Ok(());
    }
    let document = store.document(file, kind)?;
    let shown = |change: &vault::change::ChangeRow| {
        let (before, after) = document.around(change.hash)?;
        let author = standing.name_of(standing.ledger.now().staff_of(change.device)?);
        Some(AroundHandOver { author, rows: rows(standing, owner, &before, &after) })
    };
    found.extend(changes.iter().filter_map(shown));
    Ok(())
}

fn mentioned(file: &CustomerFile) -> BTreeSet<StaffId> {
    let mut staff: BTreeSet<StaffId> = file.entries.iter().map(|entry| entry.by).collect();
    staff.extend(file.opened_by);
    staff.extend(file.sales_people());
    staff.extend(file.consents.iter().map(|consent| consent.taken_by));
    staff.extend(file.opportunities.iter().filter_map(|opportunity| opportunity.opened_by));
    staff.extend(file.follow_ups.iter().filter_map(|follow_up| follow_up.planned_by));
    staff.extend(file.follow_ups.iter().filter_map(|follow_up| follow_up.result.as_ref()).map(|result| result.by));
    staff.extend(file.follow_ups.iter().filter_map(|follow_up| follow_up.comment.as_ref()).map(|comment| comment.by));
    staff.extend(file.follow_ups.iter().filter_map(|follow_up| follow_up.answer.as_ref()).map(|answer| answer.by));
    staff
}

/// What is doubtful about identity numbers: kept as typed, and said.
fn identity_warnings(store: &OpenStore, changes: &[CustomerChange]) -> Vec<Warning> {
    let today = store.world.today();
    let written = changes.iter().filter_map(|change| match change {
        CustomerChange::PrivateField { field: field @ PrivateField::IdentityCard, value } if !value.trim().is_empty() => {
            identity_doubt(value, today).map(|doubt| Warning { field: field.to_string(), code: identity_code(doubt) })
        }
        _ => None,
    });
    written.collect()
}

fn phone_warnings(store: &OpenStore, file: FileId, changes: &[CustomerChange]) -> Result<Vec<Warning>, AppError> {
    let mut warnings = Vec::new();
    for change in changes {
        let (CustomerChange::AddPhone { typed, .. } | CustomerChange::Phone { typed, .. }) = change else { continue };
        if PhoneNumber::parse(typed).kind == PhoneKind::Doubtful {
            warnings.push(Warning { field: "typed".to_owned(), code: WarningCode::DoubtfulPhone });
        }
        let number = PhoneNumber::parse(typed);
        let asked = mirror::Number { normalised: number.normalised.as_deref(), typed };
        let known = store.read(|conn| mirror::check_phone(conn, asked, Some(file)))?;
        if known.iter().any(|hit| hit.exact) {
            warnings.push(Warning { field: "typed".to_owned(), code: WarningCode::PhoneKnown });
        }
    }
    Ok(warnings)
}
