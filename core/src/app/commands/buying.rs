//! 直接购车 (O2), and how an order that was opened is kept.

use super::orders::{catalogue_fields, next_number, opened_purchase};
use crate::{
    app::{
        App, answers,
        api::{
            common::{Saved, Touched, Warning},
            error::{AppError, ErrorCode},
            order_acts::{BuyDirectly, OrderSaved},
        },
        masking::check_not_masked,
        opening::names,
        order_page::identity_code,
        store::OpenStore,
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerFile, PrivateField},
        edit::{CustomerEdit, Edit, OrderEdit},
        identity::identity_doubt,
        order::Order,
    },
    ids::{DraftId, FileId},
    ops::{
        capture_lead::{self, Lead},
        customer::set_private_field,
        order::{self, Change},
    },
    vault::meta,
};

/// An order about to be kept.
pub(super) struct Opening {
    pub command: &'static str,
    pub request: Option<DraftId>,
    /// The counter of its number.
    pub counter: i64,
}

pub(super) fn nothing_yet(file: FileId) -> Saved {
    Saved { file, touched: Touched::default(), undo: None, warnings: Vec::new() }
}

impl App {
    /// 直接购车 (O2): file, purchase and order in one go, all of it or nothing.
    pub fn buy_directly(&self, request: BuyDirectly) -> Result<OrderSaved, AppError> {
        let store = self.opened()?;
        if let Some(answer) = answers::earlier(&store, request.request)? {
            return Ok(answer);
        }
        let author = store.author()?;
        let standing = store.standing();
        check_not_masked(request.phones.iter().map(|typed| ("phones", typed.as_str())))?;
        let lead = Lead {
            phones: request.phones.clone(),
            name: request.name,
            sex: request.sex,
            source: request.source,
            ..Lead::default()
        };
        let mut edits = capture_lead::capture_lead(&author, &lead, &standing.store_file.rules)?;
        // Who buys today is not called tomorrow to be asked whether they will.
        edits.retain(|edit| !matches!(edit, Edit::Customer(CustomerEdit::AddFollowUp(_))));
        let opportunity = edits.iter().find_map(opened_purchase).ok_or(ErrorCode::Internal)?;
        let (number, counter) = next_number(&store, &standing)?;
        let (order, opened) = order::open(&author, Some(opportunity), number.clone(), None);
        edits.extend(opened);
        let mut car = request.catalogue.map_or(Ok(Vec::new()), |id| catalogue_fields(&standing.store_file, id))?;
        car.extend(request.car.iter().map(|one| (one.field.clone(), one.value.clone())));
        edits.push(order::add_car(&author, order, &car)?);
        let blank = CustomerFile {
            orders: vec![of_edits(&edits).ok_or(ErrorCode::Internal)?],
            ..CustomerFile::empty(store.world.mint())
        };
        for one in &request.fields {
            edits.extend(order::change(&author, &blank, order, &Change::Field(one.field.clone(), one.value.clone()))?);
        }
        let private = request.private.iter().filter(|one| !one.value.trim().is_empty());
        let private = private.map(|one| set_private_field(&one.field, &one.value)).collect::<Result<Vec<_>, _>>()?;
        let mut saved = nothing_yet(blank.id);
        saved.warnings = self.capture_warnings(&store, &lead, &standing)?;
        let mut writing = Writing::begin(&store);
        writing.stage(Target::customer(blank.id), &edits)?;
        if !private.is_empty() {
            writing.stage(Target::private_of(blank.id), &private)?;
        }
        let today = store.world.today();
        let identity =
            request.private.iter().filter(|one| one.field == PrivateField::IdentityCard && !one.value.trim().is_empty());
        saved.warnings.extend(
            identity
                .filter_map(|one| identity_doubt(&one.value, today))
                .map(|doubt| Warning { field: PrivateField::IdentityCard.to_string(), code: identity_code(doubt) }),
        );
        let opened = Opening { command: "buy_directly", request: request.request, counter };
        self.opened_order(&store, writing, opened, OrderSaved { order, number, saved })
    }

    /// Keeps an order that was opened, with its number and what is answered of it.
    pub(super) fn opened_order(
        &self,
        store: &OpenStore,
        writing: Writing<'_>,
        opened: Opening,
        mut answer: OrderSaved,
    ) -> Result<OrderSaved, AppError> {
        writing.commit(opened.command, |tx, committed| {
            meta::put_integer(tx, names::ORDERS, opened.counter)?;
            answer.saved.touched = committed.touched.clone();
            answer.saved.undo = committed.undo;
            answers::keep(tx, store, opened.request, &answer)
        })?;
        self.changed(store, &answer.saved.touched);
        Ok(answer)
    }
}

fn of_edits(edits: &[Edit]) -> Option<Order> {
    edits.iter().find_map(|edit| match edit {
        Edit::Customer(CustomerEdit::Order(OrderEdit::Add(order))) => Some((**order).clone()),
        _ => None,
    })
}
