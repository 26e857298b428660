//! The TypeScript twin of the commands and their types, generated so that no screen can drift from the core.

use std::{any::TypeId, collections::BTreeMap, fmt::Write as _};

use ts_rs::{Config, TS, TypeVisitor};

use super::*;
use crate::domain::{
    contact, customer, delivery, event, follow_up, formula, opportunity, order, order_car, pair, presentation, profile,
    quotation, reception, relation, return_visit, store, test_drive, vehicle, view,
};

struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, String>,
    seen: Vec<TypeId>,
    /// Names that two types of different shape bear: of these the file could hold one only.
    twice: Vec<String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        // Only derived types have a path of their own; primitives, lists and options are written inline.
        if T::output_path().is_some() {
            let name = T::ident(self.config);
            let declaration = T::decl(self.config);
            if self.found.get(&name).is_some_and(|other| *other != declaration) {
                self.twice.push(name.clone());
            }
            self.found.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

macro_rules! collect {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        fn visit_all(found: &mut Declarations<'_>) {
            $(found.visit::<$request>(); found.visit::<$response>();)+
        }

        fn api_map(config: &Config) -> String {
            let mut map = String::from("export type Api = {\n");
            $(let _ = writeln!(map, "  {}: [{}, {}];", stringify!($name), <$request as TS>::name(config), <$response as TS>::name(config));)+
            map.push_str("};\n");
            map
        }
    };
}
commands!(collect);

fn list<'a>(out: &mut String, name: &str, of: &str, words: impl Iterator<Item = &'a str>) {
    let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    let _ = writeln!(out, "export const {name}: readonly {of}[] = [{}];", words.join(", "));
}

/// Two types of the interface bear one name, and one would be written over the other.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("two types are named {}", .0.join(", "))]
pub struct NamedTwice(Vec<String>);

/// The whole generated file.
///
/// # Errors
/// When two types bear one name.
pub fn typescript() -> Result<String, NamedTwice> {
    let config = Config::default().with_large_int("number");
    let mut declarations = Declarations { config: &config, found: BTreeMap::new(), seen: Vec::new(), twice: Vec::new() };
    visit_all(&mut declarations);
    declarations.visit::<sync::Told>();
    declarations.visit::<error::AppError>();
    declarations.visit::<crate::policy::Role>();
    declarations.visit::<opportunity::PurchaseWindow>();
    declarations.visit::<customer::CustomerKind>();
    declarations.visit::<opportunity::Decider>();
    declarations.visit::<store::StoreField>();
    declarations.visit::<order::PaymentPlan>();
    declarations.visit::<vehicle::VehicleField>();
    declarations.visit::<profile::Education>();
    declarations.visit::<profile::IncomeBand>();
    declarations.visit::<profile::CompanySize>();
    declarations.visit::<profile::AcquisitionChannel>();
    declarations.visit::<profile::PaymentHabit>();
    declarations.visit::<profile::VehicleUse>();
    declarations.visit::<profile::VehicleClass>();
    declarations.visit::<profile::Media>();
    if !declarations.twice.is_empty() {
        return Err(NamedTwice(declarations.twice));
    }

    let mut out =
        String::from("// Generated from core/src/app/api. Do not edit: run `cargo run -p forecourt-tests --bin typescript`.\n\n");
    for declaration in declarations.found.values() {
        let _ = writeln!(out, "export {declaration}");
    }
    out.push('\n');
    out.push_str(&api_map(&config));
    out.push('\n');
    macro_rules! lists {
        ($($name:literal: $module:ident::$ty:ident),+ $(,)?) => {
            $(list(&mut out, $name, stringify!($ty), $module::$ty::ALL.iter().map($module::$ty::as_str));)+
        };
    }
    lists! {
        "STAGES": opportunity::Stage, "GRADES": opportunity::Grade, "PURCHASE_WINDOWS": opportunity::PurchaseWindow,
        "INTEREST_KINDS": opportunity::InterestKind, "OPPORTUNITY_FIELDS": opportunity::OpportunityField,
        "CUSTOMER_KINDS": customer::CustomerKind, "SOURCES": customer::Source, "INFORMATION_SOURCES": customer::InformationSource,
        "SEXES": customer::Sex, "CUSTOMER_FIELDS": customer::CustomerField, "PRIVATE_FIELDS": customer::PrivateField,
        "CONSENT_PURPOSES": customer::ConsentPurpose, "ENTRY_KINDS": customer::EntryKind,
        "SATISFACTIONS": return_visit::Satisfaction, "WAYS": follow_up::Way, "OUTCOMES": follow_up::Outcome, "EVENT_FIELDS": event::EventField,
        "RELATIONS": relation::Relation, "PAIR_REASONS": pair::PairReason, "CONTACT_ROLES": contact::ContactRole, "AGE_BANDS": profile::AgeBand,
        "ORDER_STATES": order::OrderState, "PAYMENT_PLANS": order::PaymentPlan, "ORDER_FIELDS": order::OrderField,
        "ORDER_LINE_KINDS": order::OrderLineKind, "PERSON_ROLES": order::PersonRole, "PAYMENT_KINDS": order::PaymentKind,
        "MONEY_WAYS": order::MoneyWay, "CAR_FIELDS": order_car::CarField, "CHECK_ITEMS": delivery::CheckItem,
        "VEHICLE_FIELDS": vehicle::VehicleField,
        "EDUCATIONS": profile::Education, "INCOME_BANDS": profile::IncomeBand, "COMPANY_SIZES": profile::CompanySize,
        "ACQUISITION_CHANNELS": profile::AcquisitionChannel, "PAYMENT_HABITS": profile::PaymentHabit, "THANKS_STATES": profile::ThanksState,
        "VEHICLE_USES": profile::VehicleUse, "VEHICLE_CLASSES": profile::VehicleClass, "TAG_GROUPS": profile::TagGroup,
        "MEDIA": profile::Media, "MOODS": profile::Mood, "EXPECTATIONS": profile::Expectation, "TOPICS": profile::Topic,
        "CAME_BY": reception::CameBy, "PURPOSES": reception::Purpose, "VISIT_RESULTS": reception::VisitResult,
        "FORMULAS": formula::Formula, "COUNTABLES": formula::Countable,
        "CONTACT_LEFT": reception::ContactLeft, "CHORES": reception::Chore, "LINE_FIELDS": reception::LineField,
        "DECIDERS": opportunity::Decider, "PRESENTATION_WAYS": presentation::PresentationWay,
        "REACTIONS": presentation::Reaction, "DRIVE_WAYS": test_drive::DriveWay, "LICENCE_KINDS": test_drive::LicenceKind,
        "PREPARATIONS": test_drive::Preparation, "AGREEMENT_WAYS": test_drive::AgreementWay,
        "CALLED_OFFS": test_drive::CalledOff, "LINE_KINDS": quotation::LineKind,
        "STORE_FIELDS": store::StoreField, "CATALOGUE_LEVELS": store::CatalogueLevel, "VIEW_PAGES": view::ViewPage,
    }
    list(&mut out, "HAND_GRADES", "Grade", opportunity::Grade::BY_HAND.iter().map(opportunity::Grade::as_str));
    let codes: Vec<String> = error::ErrorCode::ALL.iter().map(|code| serde_json::to_string(code).unwrap_or_default()).collect();
    let _ = writeln!(out, "export const ERROR_CODES: readonly ErrorCode[] = [{}];", codes.join(", "));
    let roles: Vec<String> =
        crate::policy::Role::ALL.iter().map(|role| serde_json::to_string(role).unwrap_or_default()).collect();
    let _ = writeln!(out, "export const ROLES: readonly Role[] = [{}];", roles.join(", "));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    mod elsewhere {
        use super::*;

        #[derive(TS)]
        #[expect(dead_code, reason = "only its name and shape are read")]
        pub struct Nothing {
            is_something: bool,
        }
    }

    #[test]
    fn two_types_of_one_name_are_told() {
        let config = Config::default();
        let mut declarations = Declarations { config: &config, found: BTreeMap::new(), seen: Vec::new(), twice: Vec::new() };
        declarations.visit::<common::Nothing>();
        declarations.visit::<common::Nothing>();
        assert_eq!(declarations.twice, [""; 0]);
        declarations.visit::<elsewhere::Nothing>();
        assert_eq!(declarations.twice, ["Nothing"]);
    }
}
