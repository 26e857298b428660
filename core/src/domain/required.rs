//! Which fields of a customer file the stages reached ask for (C36; domain.md section 4), and what more is asked of a company,
//! of somebody from elsewhere, and of who came by a friend.

use super::{
    customer::{CustomerField, CustomerFile, CustomerKind, PrivateField, Source},
    opportunity::{OpportunityField, Stage},
    relation::{Relation, is_ordered, purchases},
};
use crate::ids::OpportunityId;

/// The fields of the file that each stage asks for, in the order of asking.
const STAGES: [(Stage, &[CustomerField]); 6] = [
    (
        Stage::InitialContact,
        &[
            CustomerField::Name,
            CustomerField::ConvenientTime,
            CustomerField::Source,
            CustomerField::Kind,
            CustomerField::InformationSource,
            CustomerField::CurrentCar,
        ],
    ),
    (Stage::Needs, &[]),
    (Stage::Presentation, &[]),
    (
        Stage::TestDrive,
        &[
            CustomerField::Occupation,
            CustomerField::JobTitle,
            CustomerField::Hobbies,
            CustomerField::BirthOn,
            CustomerField::Compound,
        ],
    ),
    (Stage::Proposal, &[]),
    (Stage::Closing, &[CustomerField::Postcode]),
];

const COMPANY: [CustomerField; 3] = [CustomerField::Industry, CustomerField::CompanySize, CustomerField::EmployerAddress];
const OUT_OF_TOWN: [CustomerField; 3] = [CustomerField::Province, CustomerField::City, CustomerField::PreferredWay];
const CLOSING: [PrivateField; 2] = [PrivateField::IdentityCard, PrivateField::HomeAddress];

/// How far the customer came in any purchase.
fn reached(file: &CustomerFile) -> usize {
    let place = |stage: &Stage| STAGES.iter().position(|(known, _)| known == stage);
    let last = STAGES.len() - 1;
    let of = |stage: &Stage| match stage {
        Stage::Delivery | Stage::AfterDelivery => Some(last),
        stage => place(stage),
    };
    file.opportunities.iter().filter_map(|one| of(&one.stage)).max().unwrap_or(0)
}

/// The fields asked for that are empty.
#[must_use]
pub fn missing(file: &CustomerFile) -> Vec<CustomerField> {
    let mut asked: Vec<CustomerField> =
        STAGES.iter().take(reached(file) + 1).flat_map(|(_, fields)| fields.iter().cloned()).collect();
    if matches!(file.kind(), Some(CustomerKind::Company | CustomerKind::Batch)) {
        asked.extend(COMPANY);
    }
    if file.field(&CustomerField::OutOfTown).is_some() {
        asked.extend(OUT_OF_TOWN);
    }
    let is = |source: Source| file.field(&CustomerField::Source) == Some(source.as_str());
    if is(Source::Referral) && file.field(&CustomerField::ReferrerName).is_none() {
        asked.push(CustomerField::Referrer);
    }
    let has_age = file.field(&CustomerField::BirthYear).is_some();
    asked.retain(|field| file.field(field).is_none() && !(has_age && *field == CustomerField::BirthOn));
    asked
}

/// The same in the private part.
#[must_use]
pub fn missing_private(file: &CustomerFile, has: impl Fn(&PrivateField) -> bool) -> Vec<PrivateField> {
    if reached(file) + 1 < STAGES.len() { Vec::new() } else { CLOSING.into_iter().filter(|field| !has(field)).collect() }
}

/// Whether there is no way to reach the customer, and none was refused.
#[must_use]
pub fn lacks_contact(file: &CustomerFile) -> bool {
    file.phones.is_empty() && file.field(&CustomerField::ContactRefused).is_none()
}

/// Open purchases of a customer who bought before that do not say 续购 (C23).
#[must_use]
pub fn lacks_repurchase(file: &CustomerFile) -> Vec<OpportunityId> {
    let says = |source: &str| source == Source::Repurchase.as_str();
    let is_new = |one: &&super::opportunity::Opportunity| one.stage.is_open() && one.grade.is_open() && !is_ordered(one);
    let lacks = |one: &&super::opportunity::Opportunity| {
        let bought_before = purchases(file).iter().any(|(at, _)| *at <= one.opened_at);
        let source = one.fields.get(&OpportunityField::Source).map_or("", String::as_str);
        bought_before && !says(source)
    };
    let is_customer = super::relation::now(file).relation == Relation::Customer;
    let open = file.opportunities.iter().filter(|_| is_customer).filter(is_new).filter(lacks);
    open.map(|one| one.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Instant,
        domain::opportunity::{Grade, Opportunity},
        ids::FileId,
    };

    fn file(stage: Stage) -> CustomerFile {
        let at = Instant::from_unix_ms(1_000);
        let one = Opportunity { stage, ..Opportunity::empty(OpportunityId::from_bytes([1; 16]), at) };
        CustomerFile { opportunities: vec![one], ..CustomerFile::empty(FileId::from_bytes([1; 16])) }
    }

    /// C36
    #[test]
    fn each_stage_asks_for_more_and_what_is_filled_in_is_not_asked() {
        assert_eq!(missing(&file(Stage::InitialContact)).len(), 6);
        let mut driving = file(Stage::TestDrive);
        assert_eq!(missing(&driving).len(), 11);
        driving.fields.insert(CustomerField::BirthYear, "1980".to_owned());
        driving.fields.insert(CustomerField::Occupation, "医生".to_owned());
        assert_eq!(missing(&driving).len(), 9);
        assert_eq!(missing_private(&file(Stage::Closing), |_| false).len(), 2);
        assert_eq!(missing_private(&file(Stage::Proposal), |_| false).len(), 0);
    }

    /// C24, C32, S19
    #[test]
    fn more_is_asked_of_companies_of_who_comes_from_elsewhere_and_of_who_came_by_a_friend() {
        let with = |field: CustomerField, text: &str| {
            let mut file = file(Stage::InitialContact);
            file.fields.insert(field, text.to_owned());
            missing(&file)
        };
        assert!(with(CustomerField::Kind, "company").contains(&CustomerField::Industry));
        assert!(with(CustomerField::OutOfTown, "yes").contains(&CustomerField::City));
        assert!(with(CustomerField::Source, "referral").contains(&CustomerField::Referrer));
    }

    /// C23
    #[test]
    fn a_customer_who_buys_again_comes_by_repurchase() {
        let mut file = file(Stage::InitialContact);
        assert!(lacks_repurchase(&file).is_empty(), "nobody bought yet");
        let bought =
            Opportunity { grade: Grade::D, ..Opportunity::empty(OpportunityId::from_bytes([2; 16]), Instant::from_unix_ms(5)) };
        file.opportunities.insert(0, bought);
        assert_eq!(lacks_repurchase(&file), [OpportunityId::from_bytes([1; 16])]);
        file.opportunities[1].fields.insert(OpportunityField::Source, "repurchase".to_owned());
        assert!(lacks_repurchase(&file).is_empty());
    }
}
