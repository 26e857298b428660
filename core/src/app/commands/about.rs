//! What follows from a customer file, and the manager's word that makes a batch buyer.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            about::{About, AskReferrals, PromoteCustomer, Reach, ReferralRate},
            common::{Saved, Warning, WarningCode},
            customers::CustomerChange,
            error::{AppError, ErrorCode},
        },
        damage::Failed,
        group,
        rows::customer_rows,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    clock::{Date, Instant},
    domain::{
        classes::{self, Thresholds},
        customer::{ConsentPurpose, CustomerFile, EntryKind, PrivateFile},
        money::Fen,
        relation::{self, Relation},
        required,
        rules::{NumberRule, Rules},
    },
    ids::FileId,
    mirror,
    ops::customer,
    policy::Decision,
};

/// Below this many a share says little (features.md: every rate shows its n).
const SMALL: u32 = 30;
const DAY_MS: i64 = 86_400_000;

/// What follows from a customer, all whose files are `members`.
pub(super) fn about(
    conn: &Connection,
    standing: &Standing,
    today: Date,
    customer: &CustomerFile,
    (private, members): (Option<&PrivateFile>, &[CustomerFile]),
) -> Result<About, Failed> {
    let visits = visits(customer);
    let rules = &standing.store_file.rules;
    let lapsed_months = count(rules, &NumberRule::LapsedMonths);
    let has = |field: &_| private.is_some_and(|private| private.fields.get(field).is_some_and(|text| !text.is_empty()));
    let ids: Vec<FileId> = members.iter().map(|member| member.id).collect();
    let vehicles = mirror::vehicles_of(conn, &ids)?;
    let (vehicle, service) = (classes::vehicle_of(customer, &vehicles), classes::service_of(customer, &vehicles, today));
    let relation = relation::now(customer);
    let at_risk = relation.on(today, count(rules, &NumberRule::AtRiskMonths)) == Relation::Lapsed;
    let relation = relation.on(today, lapsed_months);
    Ok(About {
        at_risk: at_risk && relation == Relation::Customer,
        relation,
        history: relation::history(customer, today, lapsed_months),
        relation_said: last_said(customer),
        classes: classes::classes(customer, &vehicle, &service, &thresholds(rules), today),
        age_band: customer.age_band(today),
        visits: u32::try_from(visits.len()).unwrap_or(u32::MAX),
        visit_interval_days: interval_days(&visits),
        referred: customer_rows(conn, standing, mirror::referred_by(conn, &ids)?)?,
        thanks: customer.thanks(),
        required: required::missing(customer),
        required_private: private.map_or_else(Vec::new, |_| required::missing_private(customer, has)),
        requires_contact: required::lacks_contact(customer),
        requires_repurchase: required::lacks_repurchase(customer),
        reach: reach(customer),
        do_not_call: customer.is_do_not_call(),
        can_promote: Decision::Fleet.counts_from(&standing.roles),
        asks_order: members.len() > 1 && group::asks_order(conn, standing, members)?,
    })
}

fn reach(customer: &CustomerFile) -> Vec<Reach> {
    let ways = customer::reach(customer).into_iter();
    ways.map(|(way, may)| Reach { way, refused: may.err().map(|refused| AppError::from(refused).code) }).collect()
}

fn count(rules: &Rules, rule: &NumberRule) -> u32 {
    u32::try_from(rules.number(rule)).unwrap_or(0)
}

/// What the store's rules say of classes.
fn thresholds(rules: &Rules) -> Thresholds {
    let yuan = |rule: &NumberRule| Fen::new(rules.number(rule).saturating_mul(100));
    Thresholds {
        warranty_months: count(rules, &NumberRule::WarrantyMonths),
        a_spend: yuan(&NumberRule::ValueASpendYuan),
        a_visits: count(rules, &NumberRule::ValueAVisits),
        b_spend: yuan(&NumberRule::ValueBSpendYuan),
        b_visits: count(rules, &NumberRule::ValueBVisits),
    }
}

/// Whether the last word on the relation was a person's.
fn last_said(customer: &CustomerFile) -> bool {
    let lines = customer.entries.iter().filter(|entry| entry.kind == EntryKind::RelationSet);
    lines.max_by_key(|entry| (entry.at, entry.id)).is_some_and(|entry| relation::said(entry).is_some())
}

fn visits(customer: &CustomerFile) -> Vec<Instant> {
    let mut all: Vec<Instant> =
        customer.entries.iter().filter(|entry| entry.kind == EntryKind::Visit).map(|entry| entry.at).collect();
    all.sort_unstable();
    all
}

fn interval_days(visits: &[Instant]) -> Option<i64> {
    let (first, last) = (visits.first()?, visits.last()?);
    let gaps = i64::try_from(visits.len()).ok()? - 1;
    (gaps > 0).then(|| last.unix_ms().saturating_sub(first.unix_ms()) / DAY_MS / gaps)
}

/// What a person should know of what they wrote, beside doubtful numbers.
pub(super) fn warnings(customer: &CustomerFile, changes: &[CustomerChange]) -> Vec<Warning> {
    let mut found = Vec::new();
    let opens = changes.iter().any(|change| {
        matches!(change, CustomerChange::AddOpportunity { .. })
            || matches!(change, CustomerChange::Opportunity { field, .. } if field.as_str() == "source")
    });
    if opens && !required::lacks_repurchase(customer).is_empty() {
        found.push(Warning { field: "source".to_owned(), code: WarningCode::RepurchaseSource });
    }
    let sealed = changes.iter().find_map(|change| match change {
        CustomerChange::PrivateField { field, value } if !value.trim().is_empty() => Some(field),
        _ => None,
    });
    if let Some(field) = sealed.filter(|_| !customer.consents_to(&ConsentPurpose::SensitiveData)) {
        found.push(Warning { field: field.to_string(), code: WarningCode::NoConsent });
    }
    found
}

impl App {
    /// Makes a customer a batch buyer, or an ordinary one again.
    pub fn promote_customer(&self, request: PromoteCustomer) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        if !Decision::Fleet.counts_from(&standing.roles) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let mut writing = Writing::begin(&store);
        writing.customers(request.file)?;
        let members = decided(&store, &standing, request.file)?;
        // Demoted wherever it stands; promoted in the oldest file.
        let concerned: Vec<&CustomerFile> = if request.is_fleet {
            members.iter().take(usize::from(members.iter().all(|member| !member.is_fleet()))).collect()
        } else {
            members.iter().filter(|member| member.is_fleet()).collect()
        };
        if concerned.is_empty() {
            return Err(ErrorCode::AlreadySo.into());
        }
        for member in concerned {
            let edit = customer::set_fleet(&author, member, request.is_fleet, &request.reason)?;
            writing.stage(Target::customer(member.id), &[edit])?;
        }
        let saved = writing.commit("promote_customer", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// 老客户推荐率: of the customers of a time, how many somebody referred.
    pub fn referral_rate(&self, request: AskReferrals) -> Result<ReferralRate, AppError> {
        let store = self.opened()?;
        store.standing().scope()?;
        let found = store.read(|conn| mirror::referrals(conn, request.from, request.until))?;
        Ok(ReferralRate { referred: found.referred, n: found.customers, is_small: found.customers < SMALL })
    }
}

/// The files of a customer with the decisions that count.
pub(super) fn decided(store: &OpenStore, standing: &Standing, file: FileId) -> Result<Vec<CustomerFile>, AppError> {
    store.read(|conn| group::members(conn, standing, file))
}
