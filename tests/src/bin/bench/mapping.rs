//! From a customer of the workload to a file of ours, whole: every field has its place.
//!
//! | field | becomes |
//! |---|---|
//! | `id`, `campaign`, `remark`, `vehicles`, ... | the customer field of that meaning |
//! | `id_last4`, `address`, `income_band` | the private file |
//! | `level`, `stage`, `intent_*`, `budget_*`, `quote_cny`, ... | the one opportunity |
//! | `followups`, `next_followup_on` | three follow-ups with results and a planned one |
//! | `by` of a follow-up | the staff member of that name; where the store has none, the name stands before the text |
//! | `owner_*`, `store_id`, `updated_at` | plain fields under words of their own, as a newer version would write them |

use std::collections::HashMap;

use anyhow::Context as _;
use forecourt_core::{
    app::api::capture::{CaptureLead, NamedInterest},
    clock::{Date, Instant},
    domain::{
        customer::{ConsentPurpose, CustomerField, CustomerKind, InformationSource, PrivateField, Sex, Source},
        follow_up::{Outcome, Way},
        money::Fen,
        opportunity::{Grade, InterestKind, OpportunityField, Stage},
    },
    ids::StaffId,
    ops::import_lead::{ImportedConsent, ImportedFollowUp, ImportedLead, ImportedOpportunity, ImportedResult},
};

use crate::records::{Followup, Record, Vehicle};

/// Staff by name.
pub type Staff = HashMap<String, StaffId>;

/// The whole customer.
pub fn lead(record: &Record, staff: &Staff) -> anyhow::Result<ImportedLead> {
    let created_at = instant(&record.created_at)?;
    let mut follow_ups: Vec<ImportedFollowUp> =
        record.followups.iter().map(|one| done(one, staff)).collect::<anyhow::Result<_>>()?;
    let due_on = date(&record.next_followup_on)?;
    follow_ups.push(ImportedFollowUp { way: Way::Call, aim: String::new(), due_on, done: None });
    let consents = record.consent.then(|| ImportedConsent {
        purpose: ConsentPurpose::Consulting,
        wording: String::new(),
        way: "import".to_owned(),
        given_at: created_at,
    });
    Ok(ImportedLead {
        opened_at: Some(created_at),
        fields: fields(record),
        private: vec![
            (PrivateField::IdentityCardTail, record.id_last4.clone()),
            (PrivateField::HomeAddress, record.address.clone()),
            (PrivateField::HouseholdIncome, record.income_band.clone()),
        ],
        phones: record.phones.clone(),
        consents: consents.into_iter().collect(),
        opportunity: Some(opportunity(record)),
        follow_ups,
    })
}

fn fields(record: &Record) -> Vec<(CustomerField, String)> {
    let (source, information_source) = sources(&record.source);
    let mut fields = vec![
        (CustomerField::Kind, CustomerKind::Individual.to_string()),
        (CustomerField::Name, record.name.clone()),
        (CustomerField::LatinName, record.name_en.clone()),
        (CustomerField::Sex, sex(&record.gender)),
        (CustomerField::Source, source.to_string()),
        (CustomerField::BirthOn, record.birthday.clone()),
        (CustomerField::Wechat, record.wechat.clone()),
        (CustomerField::Email, record.email.clone()),
        (CustomerField::Province, record.province.clone()),
        (CustomerField::City, record.city.clone()),
        (CustomerField::Occupation, record.occupation.clone()),
        (CustomerField::Employer, record.company.clone()),
        (CustomerField::FamilySize, record.family_size.to_string()),
        (CustomerField::Campaign, record.campaign.clone()),
        (CustomerField::Remark, record.remark.clone()),
        (CustomerField::ExternalId, record.id.clone()),
        (CustomerField::ImportedVehicles, vehicles(&record.vehicles)),
        (CustomerField::from("imported_owner"), format!("{} {}", record.owner_id, record.owner_name)),
        (CustomerField::from("imported_store"), record.store_id.clone()),
        (CustomerField::from("imported_updated_at"), record.updated_at.clone()),
    ];
    fields.extend(information_source.map(|source| (CustomerField::InformationSource, source.to_string())));
    fields
}

fn sex(gender: &str) -> String {
    match gender {
        "M" => Sex::Male.to_string(),
        "F" => Sex::Female.to_string(),
        // Nobody asked.
        _ => String::new(),
    }
}

/// How they came and how they heard of us; each source of the workload becomes a pair of its own.
fn sources(source: &str) -> (Source, Option<InformationSource>) {
    match source {
        "walk_in" => (Source::WalkIn, None),
        "phone_in" => (Source::PhoneIn, None),
        "referral" => (Source::Referral, Some(InformationSource::Friend)),
        "auto_show" => (Source::Event, Some(InformationSource::AutoShow)),
        "live_stream" => (Source::Web, Some(InformationSource::LiveStream)),
        other => (Source::Web, Some(InformationSource::from(other))),
    }
}

fn vehicles(all: &[Vehicle]) -> String {
    let line = |one: &Vehicle| format!("{} {} {} {} {} km", one.vin, one.plate, one.model, one.bought_on, one.km);
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn opportunity(record: &Record) -> ImportedOpportunity {
    let yuan = |yuan: i64| (yuan * 100).to_string();
    ImportedOpportunity {
        stage: stage(&record.stage),
        grade: Grade::from(record.level.as_str()),
        budget: Some(Fen::new(record.budget_max * 100)),
        purchase_on: None,
        interests: vec![
            (InterestKind::Brand, record.intent_brand.clone()),
            (InterestKind::Series, record.intent_series.clone()),
            (InterestKind::Model, record.intent_model.clone()),
        ],
        fields: vec![
            (OpportunityField::BudgetFromFen, yuan(record.budget_min)),
            (OpportunityField::Payment, record.payment.clone()),
            (OpportunityField::LoanMonths, record.loan_months.to_string()),
            (OpportunityField::Colour, record.intent_color.clone()),
            (OpportunityField::TradeIn, if record.trade_in { "yes" } else { "no" }.to_owned()),
            (OpportunityField::TestDriveAt, record.test_drive_at.clone()),
            (OpportunityField::QuoteFen, yuan(record.quote_cny)),
            (OpportunityField::DepositFen, yuan(record.deposit_cny)),
            (OpportunityField::Score, record.score.to_string()),
        ],
    }
}

fn stage(stage: &str) -> Stage {
    match stage {
        "new" => Stage::InitialContact,
        "contacted" => Stage::Needs,
        "visited" => Stage::Presentation,
        "test_drive" => Stage::TestDrive,
        "quoted" => Stage::Proposal,
        "won" => Stage::Delivery,
        "lost" => Stage::Lost,
        other => Stage::from(other),
    }
}

fn done(one: &Followup, staff: &Staff) -> anyhow::Result<ImportedFollowUp> {
    let at = instant(&one.at)?;
    let (way, outcome) = match one.kind.as_str() {
        "visit" => (Way::Visit, Outcome::Visited),
        "test_drive" => (Way::TestDrive, Outcome::Visited),
        "wechat" => (Way::Wechat, Outcome::Reached),
        _ => (Way::Call, Outcome::Reached),
    };
    let by = staff.get(&one.by).copied();
    let text = if by.is_some() { one.text.clone() } else { format!("{}：{}", one.by, one.text) };
    let result = ImportedResult { outcome, text, at, by };
    Ok(ImportedFollowUp { way, aim: String::new(), due_on: at.store_date(), done: Some(result) })
}

/// What a consultant types of the same customer in quick capture.
pub fn capture(record: &Record) -> CaptureLead {
    let named = |kind, name: &str| NamedInterest { kind, name: name.to_owned() };
    let (source, information_source) = sources(&record.source);
    CaptureLead {
        phones: record.phones.clone(),
        name: record.name.clone(),
        sex: match record.gender.as_str() {
            "M" => Some(Sex::Male),
            "F" => Some(Sex::Female),
            _ => None,
        },
        named: vec![named(InterestKind::Series, &record.intent_series), named(InterestKind::Model, &record.intent_model)],
        grade: Some(Grade::from(record.level.as_str())),
        source: Some(source),
        information_source,
        budget: record.budget_max.to_string(),
        remark: record.remark.clone(),
        ..CaptureLead::default()
    }
}

fn date(text: &str) -> anyhow::Result<Date> {
    text.parse().with_context(|| format!("{text} is no date"))
}

/// `2025-01-09T17:38:28Z`, or without the Z.
fn instant(text: &str) -> anyhow::Result<Instant> {
    let (day, time) = text.split_once('T').with_context(|| format!("{text} is no instant"))?;
    let mut parts = time.trim_end_matches('Z').split(':').map(|part| part.parse::<f64>());
    let mut next = || parts.next().transpose().ok().flatten().with_context(|| format!("{text} is no instant"));
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let of_day = std::time::Duration::try_from_secs_f64(hours * 3600.0 + minutes * 60.0 + seconds)?;
    // A date begins at midnight in the store; the text counts from midnight in UTC.
    Ok(date(day)?.starts_at().plus_ms(8 * 3_600_000 + i64::try_from(of_day.as_millis())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_of_the_workload_is_read_in_utc() {
        assert_eq!(instant("1970-01-02T00:00:01Z").unwrap(), Instant::from_unix_ms(86_401_000));
        assert!(instant("yesterday").is_err());
    }
}
