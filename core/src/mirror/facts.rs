//! What the mirror keeps of a customer file: a pure function of the file, without owner and without neighbours.

use serde::Serialize;

use super::{
    history::{self, FollowUpFacts, LossFacts, PastFacts, TouchFacts},
    orders::OrderFacts,
    profile::ProfileFacts,
    search,
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{CustomerField, CustomerFile, EntryKind, Phone},
        judgement::Verdict,
        life,
        opportunity::{InterestKind, Opportunity, Stage},
        order::OrderCar,
        order_car::CarField,
        pair,
        profile::TagGroup,
        registration::registration,
        test_drive::TestDrive,
    },
    ids::{FileId, InterestId, OpportunityId, PhoneId, StaffId, TestDriveId},
};

/// Stands for "nothing planned" in the column by which the next follow-up sorts.
pub(super) const NEVER: &str = "9999-12-31";
/// Parts the names in the interests column; names hold no line break after this.
pub(super) const PART: &str = "\n";

/// All columns that come from the document.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) source: String,
    pub(super) grade: Option<String>,
    pub(super) stage: Option<String>,
    pub(super) next_on: String,
    pub(super) last_contact_at: Option<Instant>,
    pub(super) opened_at: Option<Instant>,
    pub(super) opened_by: Option<StaffId>,
    pub(super) registered_on: Option<Date>,
    /// [`NEVER`] where they were not, as below.
    pub(super) back_on: String,
    pub(super) is_lead: bool,
    pub(super) invited_on: String,
    pub(super) clashes: Vec<String>,
    pub(super) is_incomplete: bool,
    pub(super) lacks_follow_up: bool,
    pub(super) name: String,
    pub(super) name_key: String,
    pub(super) kind: String,
    pub(super) phone: String,
    pub(super) contact_refused: bool,
    pub(super) do_not_call: bool,
    pub(super) first_contact_at: Option<Instant>,
    pub(super) past: Vec<PastFacts>,
    pub(super) touches: Vec<TouchFacts>,
    pub(super) opportunity: Option<OpportunityId>,
    pub(super) interests: String,
    pub(super) budget_fen: Option<i64>,
    pub(super) event: Option<FileId>,
    pub(super) phones: Vec<PhoneFacts>,
    pub(super) profile: ProfileFacts,
    pub(super) marks: Vec<String>,
    pub(super) apart: Vec<FileId>,
    pub(super) opportunities: Vec<OpportunityFacts>,
    pub(super) follow_ups: Vec<FollowUpFacts>,
    pub(super) leads: Vec<FileId>,
    pub(super) orders: Vec<OrderFacts>,
    pub(super) test_drives: Vec<TestDriveFacts>,
    pub(super) tags: Vec<String>,
    pub(super) words: String,
}

/// Files of which a manager said that they are another person.
fn apart(file: &CustomerFile) -> Vec<FileId> {
    let apart = file.judged.iter().filter(|judged| judged.verdict == Verdict::Apart);
    let mut all = sorted(apart.map(|judged| judged.other).collect());
    all.dedup();
    all
}

/// A test drive: its id, the purchase it is about, the day the car left.
pub(super) type TestDriveFacts = (TestDriveId, Option<OpportunityId>, Option<Date>);

/// One phone: its id, its digits, and the contact person whose it is.
pub(super) type PhoneFacts = (PhoneId, Option<String>, Option<String>);

/// One opportunity.
#[derive(Debug, Serialize)]
pub(super) struct OpportunityFacts {
    pub(super) id: OpportunityId,
    pub(super) stage: String,
    pub(super) grade: String,
    pub(super) opened_on: Date,
    /// [`NEVER`] while it is open.
    pub(super) ended_on: String,
    pub(super) ending: &'static str,
    pub(super) event: Option<FileId>,
    pub(super) budget_fen: Option<i64>,
    pub(super) interests: Vec<(InterestId, String, String)>,
    pub(super) loss: Option<LossFacts>,
}

impl Facts {
    /// Reads them from a file.
    pub(super) fn of(file: &CustomerFile) -> Self {
        let text = |field: CustomerField| file.field(&field).unwrap_or_default().to_owned();
        let lead = lead(file);
        let next = file.follow_ups.iter().filter(|task| task.result.is_none()).map(|task| task.due_on).min();
        let registered = registration(file);
        let name = text(CustomerField::Name);
        let contact_refused = file.field(&CustomerField::ContactRefused).is_some();
        let is_followed_up = lead.is_some_and(|lead| lead.stage.is_open() && lead.grade.is_open());
        Self {
            source: text(CustomerField::Source),
            grade: lead.map(|lead| lead.grade.as_str().to_owned()),
            stage: lead.map(|lead| lead.stage.as_str().to_owned()),
            next_on: day_or_never(next),
            last_contact_at: file.last_contact_at(),
            opened_at: file.opened_at,
            opened_by: file.opened_by,
            registered_on: registered.map(|registered| registered.on),
            back_on: day_or_never(registered.and_then(|registered| registered.back_on)),
            is_lead: registered.is_some_and(|registered| registered.is_lead),
            invited_on: day_or_never(registered.and_then(|registered| registered.invited_on)),
            clashes: sorted(file.clashes.iter().map(|clash| clash.place.join("/")).collect()),
            is_incomplete: name.is_empty() || (file.phones.is_empty() && !contact_refused),
            lacks_follow_up: is_followed_up && next.is_none(),
            name_key: search::sort_key(&name),
            name,
            kind: file.kind().map(|kind| kind.to_string()).unwrap_or_default(),
            phone: file.main_phone().map(|phone| shown(phone).to_owned()).unwrap_or_default(),
            contact_refused,
            do_not_call: file.field(&CustomerField::DoNotCall).is_some(),
            first_contact_at: history::first_contact_at(file),
            past: history::past(file),
            touches: history::touches(file),
            opportunity: lead.map(|lead| lead.id),
            interests: lead.map(interest_names).unwrap_or_default(),
            budget_fen: lead.and_then(|lead| lead.budget).map(crate::domain::money::Fen::get),
            event: lead.and_then(|lead| lead.event),
            phones: phones(file),
            profile: ProfileFacts::of(file),
            marks: sorted(pair::marks(file).iter().map(|mark| format!("{}:{}", mark.reason, mark.text)).collect()),
            apart: apart(file),
            opportunities: file.opportunities.iter().map(|one| OpportunityFacts::of(file, one)).collect(),
            follow_ups: file.follow_ups.iter().map(FollowUpFacts::of).collect(),
            leads: leads(file),
            orders: file.dossiers().map(|dossier| OrderFacts::of(file, &dossier)).collect(),
            test_drives: file.test_drives.iter().map(test_drive).collect(),
            tags: tags(file),
            words: words(file),
        }
    }

    /// Hash of everything here: the same file gives the same, so an unchanged one is not written again.
    pub(super) fn hash(&self) -> Result<[u8; 32], serde_json::Error> {
        serde_json::to_vec(self).map(|json| *blake3::hash(&json).as_bytes())
    }

    /// Hash of the search words.
    pub(super) fn words_hash(&self) -> [u8; 32] {
        *blake3::hash(self.words.as_bytes()).as_bytes()
    }
}

fn test_drive(drive: &TestDrive) -> TestDriveFacts {
    (drive.id, drive.opportunity, drive.out.as_ref().map(|out| out.at.store_date()))
}

fn day_or_never(day: Option<Date>) -> String {
    day.map_or_else(|| NEVER.to_owned(), |day| day.to_string())
}

/// The most recent open opportunity, else the last that was not given up or put aside, else the last one.
fn lead(file: &CustomerFile) -> Option<&Opportunity> {
    let recent = || file.opportunities.iter().rev();
    let is_aside = |one: &&Opportunity| matches!(one.stage, Stage::Lost | Stage::Dormant);
    recent().find(|one| one.stage.is_open()).or_else(|| recent().find(|one| !is_aside(one))).or_else(|| recent().next())
}

fn phones(file: &CustomerFile) -> Vec<PhoneFacts> {
    let person = |phone: &Phone| {
        let id = phone.contact?;
        let found = file.contacts.iter().find(|contact| contact.id == id);
        Some(found.map_or_else(String::new, |contact| contact.name.clone()))
    };
    let all = file.phones.iter().map(|phone| (phone.id, phone.number.normalised.clone(), person(phone)));
    sorted(all.collect())
}

fn shown(phone: &Phone) -> &str {
    phone.number.normalised.as_deref().unwrap_or(&phone.number.typed)
}

fn interest_names(opportunity: &Opportunity) -> String {
    let names = opportunity.interests.iter().filter(|one| matches!(one.kind, InterestKind::Series | InterestKind::Model));
    names.map(|one| one.name.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join(PART)
}

/// Every event at which the customer was caught, by an opportunity or by a line of the timeline.
fn leads(file: &CustomerFile) -> Vec<FileId> {
    let opportunities = file.opportunities.iter().filter_map(|one| one.event);
    let lines = file.entries.iter().filter(|entry| entry.kind == EntryKind::Captured).filter_map(|entry| entry.event);
    let mut all = sorted(opportunities.chain(lines).collect());
    all.dedup();
    all
}

/// Free tags, each once; names hold no line break after this.
fn tags(file: &CustomerFile) -> Vec<String> {
    let free = file.tags.iter().filter(|tag| tag.group == TagGroup::Free);
    let mut all = sorted(free.map(|tag| tag.word.replace(['\n', '\r'], " ")).collect());
    all.dedup();
    all
}

fn words(file: &CustomerFile) -> String {
    let text = |field: CustomerField| file.field(&field).unwrap_or_default();
    let handles = [
        CustomerField::Wechat,
        CustomerField::Email,
        CustomerField::ExternalId,
        CustomerField::MemberNumber,
        CustomerField::CurrentPlate,
    ];
    search::words(&search::Spoken {
        name: text(CustomerField::Name),
        latin_name: text(CustomerField::LatinName),
        employer: text(CustomerField::Employer),
        handles: handles.into_iter().map(text).collect(),
        people: file.contacts.iter().map(|contact| contact.name.as_str()).collect(),
        phones: file.phones.iter().map(shown).collect(),
        codes: codes(file).iter().map(String::as_str).collect(),
    })
}

/// Order numbers, VINs and plates: what stands on papers.
fn codes(file: &CustomerFile) -> Vec<String> {
    let numbers = file.orders.iter().map(|order| order.number.clone());
    let cars = file.order_cars.iter();
    let plates = cars.clone().filter_map(|car| car.field(&CarField::Plate)).map(str::to_owned);
    numbers.chain(cars.filter_map(OrderCar::vin_key)).chain(plates).collect()
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

impl OpportunityFacts {
    fn of(file: &CustomerFile, one: &Opportunity) -> Self {
        let life = life::life(file, one);
        Self {
            id: one.id,
            opened_on: life.opened_on,
            ended_on: day_or_never(life.ended.map(|(on, _)| on)),
            ending: life.ended.map(|(_, how)| how.word()).unwrap_or_default(),
            stage: one.stage.as_str().to_owned(),
            grade: one.grade.as_str().to_owned(),
            event: one.event,
            loss: LossFacts::of(file, one),
            budget_fen: one.budget.map(crate::domain::money::Fen::get),
            interests: one
                .interests
                .iter()
                .map(|interest| (interest.id, interest.kind.as_str().to_owned(), interest.name.clone()))
                .collect(),
        }
    }
}
