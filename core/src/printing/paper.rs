//! What every document carries: the store, the customer, who printed it when, and the way back to the record.

use serde_json::{Value, json};

use super::{drawing, words};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{CustomerField, CustomerFile, CustomerKind, PrivateField, PrivateFile},
        language::Language,
        money::Fen,
        store::{StoreField, StoreFile},
    },
    ids::StaffId,
};

/// What documents are made of. Of the customer only what may stand on paper: who makes it has masked the rest.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The store.
    pub store: &'a StoreFile,
    /// The customer.
    pub customer: &'a CustomerFile,
    /// The private part, where it may be read.
    pub private: Option<&'a PrivateFile>,
    /// In which language.
    pub language: Language,
    /// When it is printed.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

impl Paper<'_> {
    /// A document of this kind, number and record: its head, and what it says itself.
    pub(super) fn with_head(&self, kind: &str, number: &str, id: &str, own: Value) -> Value {
        let mut all = self.head(kind, number, id);
        if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
            all.extend(own);
        }
        all
    }

    fn head(&self, kind: &str, number: &str, id: &str) -> Value {
        let store = |field: StoreField| words::plain(self.store.fields.get(&field).map_or("", String::as_str));
        json!({
            "store": {
                "name": store(StoreField::Name), "address": store(StoreField::Address), "phone": store(StoreField::Phone),
            },
            "number": words::plain(number),
            "printed": { "at": self.moment(Some(self.at)), "by": self.name(Some(self.by)) },
            "qr": drawing::qr(kind, self.customer.id, id),
            "customer": self.customer(),
        })
    }

    fn customer(&self) -> Value {
        let field = |field: CustomerField| self.customer.field(&field).unwrap_or_default();
        let is_company = matches!(CustomerKind::from(field(CustomerField::Kind)), CustomerKind::Company | CustomerKind::Batch);
        let home = self.hidden(&PrivateField::HomeAddress);
        let address = if is_company || home.is_empty() { field(CustomerField::EmployerAddress).to_owned() } else { home };
        let phone = self.customer.main_phone().map_or("", |phone| phone.number.typed.as_str());
        json!({
            "name": words::plain(field(CustomerField::Name)),
            "kind": if is_company { "company" } else { "individual" },
            "phone": words::plain(phone),
            "identity": words::plain(&self.hidden(&PrivateField::IdentityCard)),
            "address": words::plain(&address),
            "postcode": words::plain(field(CustomerField::Postcode)),
        })
    }

    /// A field of the private part; empty where it may not be read.
    pub(super) fn hidden(&self, field: &PrivateField) -> String {
        self.private.and_then(|private| private.fields.get(field)).cloned().unwrap_or_default()
    }

    /// A person of the staff by name; empty where the store does not tell it.
    pub(super) fn name(&self, staff: Option<StaffId>) -> String {
        let name = staff.and_then(|staff| self.store.staff_names.get(&staff));
        name.map(|name| words::plain(name)).unwrap_or_default()
    }

    /// A day; empty where there is none.
    pub(super) fn day(&self, day: Option<Date>) -> String {
        day.map(|day| words::day(day, self.language)).unwrap_or_default()
    }

    /// A day as a field keeps it; as typed where it is none.
    pub(super) fn day_of(&self, text: Option<&str>) -> String {
        let text = text.unwrap_or_default();
        text.parse::<Date>().map_or_else(|_| words::plain(text), |day| words::day(day, self.language))
    }

    /// A moment, to the minute; empty where there is none.
    pub(super) fn moment(&self, at: Option<Instant>) -> String {
        let text = at.map(Instant::store_time).unwrap_or_default();
        text.rsplit_once(':').map_or(text.clone(), |(minutes, _)| minutes.to_owned())
    }

    /// An amount in figures and words.
    pub(super) fn amount(&self, amount: Fen) -> Value {
        words::amount(amount, self.language)
    }
}
