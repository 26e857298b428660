//! The review box, and cards of own changes that do not count.

use std::collections::BTreeMap;

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            late::{DismissCard, RefusedCard, ReviewBox, ReviewCard, ReviewChange, SettleLate},
            sync::Told,
        },
        aside,
        relation::owner_of,
        store::{OpenStore, Standing},
    },
    document::Document,
    domain::customer::CustomerField,
    guard::{self, Limits, Offered, Verdict},
    ids::{DeviceId, FileId, StaffId},
    policy::{FileKind, Role},
    sync::{
        frame::{ReviewItem, ToDevice, ToRelay},
        ledger::{Act, SETTLE_COUNT, Settled},
    },
    vault,
};

/// Changes shown at once; the rest comes when these are settled.
const MOST_REVIEWED: usize = 512;
/// Cards shown at once.
const MOST_CARDS: u32 = 100;

impl App {
    /// What waits for a manager's decision. Needs the relay.
    pub fn review_box(&self, _: Nothing) -> Result<ReviewBox, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        may_review(&standing)?;
        let (mut items, mut after, mut more) = (Vec::<ReviewItem>::new(), None, true);
        while more && items.len() < MOST_REVIEWED {
            let ToDevice::Review { items: page, more: is_more } = self.ask_relay(ToRelay::AskReview { after })? else {
                return Err(ErrorCode::RelayUnreachable.into());
            };
            more = is_more && !page.is_empty();
            after = page.last().map(|item| item.hash);
            items.extend(page);
        }
        let mut by_file: BTreeMap<FileId, Vec<ReviewItem>> = BTreeMap::new();
        for item in items {
            by_file.entry(item.file).or_default().push(item);
        }
        let mut cards = Vec::new();
        for items in by_file.into_values() {
            cards.extend(review_file(&store, &standing, items)?);
        }
        cards.sort_by_key(|card| card.received_at);
        Ok(ReviewBox { cards, more })
    }

    /// Decides about changes of the review box.
    pub fn settle_late(&self, request: SettleLate) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_review(&store.standing())?;
        let verdict = if request.adopt { Settled::Adopt } else { Settled::Drop };
        let mut touched = Touched::default();
        for changes in request.changes.chunks(SETTLE_COUNT) {
            touched = self.act(&store, Act::LateSettled { changes: changes.to_vec(), verdict })?;
        }
        Ok(touched)
    }

    /// What was said here and does not count.
    pub fn refused_cards(&self, _: Nothing) -> Result<Vec<RefusedCard>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        standing.staff.ok_or(ErrorCode::NotAllowed)?;
        let cards = store.read(|conn| vault::card::list(conn, MOST_CARDS))?;
        cards.into_iter().map(|card| shown(&store, &standing, card)).collect()
    }

    /// Puts a card away.
    pub fn dismiss_card(&self, request: DismissCard) -> Result<Touched, AppError> {
        let store = self.opened()?;
        let was_there = store.write(|tx| Ok(vault::card::remove(tx, request.id)?))?;
        if !was_there {
            return Err(ErrorCode::NotFound.into());
        }
        Ok(self.put_away(&store))
    }

    /// Something that waited for a person was read: lists of it and the pill are one shorter.
    pub(super) fn put_away(&self, store: &OpenStore) -> Touched {
        let touched = Touched { ledger: true, ..Touched::default() };
        self.tell(&Told::Touched { touched: touched.clone() });
        self.tell_status(store);
        touched
    }
}

fn may_review(standing: &Standing) -> Result<(), AppError> {
    if standing.roles.contains(&Role::SalesManager) { Ok(()) } else { Err(ErrorCode::NotAllowed.into()) }
}

fn shown(store: &OpenStore, standing: &Standing, card: vault::card::CardRow) -> Result<RefusedCard, AppError> {
    let vault::card::CardRow { hash, file, kind, code, at, body } = card;
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let name = match row {
        Some(row) => match readable(store, standing, &row)? {
            Some((owner, document)) => name_of(standing, owner, &document),
            None => None,
        },
        None => None,
    };
    Ok(RefusedCard { id: hash, file, kind, name, code, at, rows: serde_json::from_str(&body).unwrap_or_default() })
}

/// A file of this device that its person may read, and whose it is.
fn readable(
    store: &OpenStore,
    standing: &Standing,
    row: &vault::file::FileRow,
) -> Result<Option<(Option<StaffId>, Document)>, AppError> {
    if !store.read(|conn| standing.may_read(conn, row))? {
        return Ok(None);
    }
    let owner = store.read(|conn| owner_of(conn, standing, row))?;
    Ok(Some((owner, store.document(row.file, row.kind)?)))
}

/// The customer's name; people type numbers into names too.
fn name_of(standing: &Standing, owner: Option<StaffId>, document: &Document) -> Option<String> {
    match document.kind() {
        FileKind::Customer => {
            let name = document.customer().field(&CustomerField::Name).map(ToOwned::to_owned);
            name.map(|name| standing.masking().words(owner, name))
        }
        _ => None,
    }
}

/// The cards of one file: one for each device whose changes wait.
fn review_file(store: &OpenStore, standing: &Standing, items: Vec<ReviewItem>) -> Result<Vec<ReviewCard>, AppError> {
    let Some(first) = items.first() else { return Ok(Vec::new()) };
    let (file, kind) = (first.file, first.kind);
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let held = row.map(|row| readable(store, standing, &row)).transpose()?.flatten();
    let is_here = held.is_some();
    let (owner, mut document) =
        held.unwrap_or_else(|| (standing.ledger.now().owner_of(file, first.creator), Document::new(kind, file)));
    let mut cards: BTreeMap<DeviceId, ReviewCard> = BTreeMap::new();
    let mut waiting = items;
    loop {
        let before = waiting.len();
        let mut rest = Vec::new();
        for item in waiting {
            match take(&mut document, standing, owner, &item) {
                Some(rows) => {
                    card_of(&mut cards, standing, &item).changes.push(ReviewChange { hash: item.hash, rows, is_shown: true })
                }
                None => rest.push(item),
            }
        }
        waiting = rest;
        if waiting.len() == before {
            break;
        }
    }
    for item in waiting {
        // What it stands on is not here, or this person may not read it.
        let change = ReviewChange { hash: item.hash, rows: Vec::new(), is_shown: false };
        card_of(&mut cards, standing, &item).changes.push(change);
    }
    let name = name_of(standing, owner, &document);
    Ok(cards.into_values().map(|card| ReviewCard { name: name.clone(), is_here, ..card }).collect())
}

/// What a change would change, once it is taken into a copy of the file; none if it cannot be.
fn take(
    document: &mut Document,
    standing: &Standing,
    owner: Option<StaffId>,
    item: &ReviewItem,
) -> Option<Vec<crate::app::api::late::FieldRow>> {
    let envelope = item.envelope.as_ref()?;
    let before = document.clone();
    let offered = [Offered { change: &envelope.change, device: envelope.device }];
    let verdicts = guard::admit(document.automerge_mut(), &offered, &Limits::default());
    match verdicts.first()? {
        Verdict::Admitted(_) | Verdict::Known(_) => Some(aside::rows(standing, owner, &before, document)),
        Verdict::Waiting { .. } | Verdict::Refused(_) => None,
    }
}

fn card_of<'a>(cards: &'a mut BTreeMap<DeviceId, ReviewCard>, standing: &Standing, item: &ReviewItem) -> &'a mut ReviewCard {
    let now = standing.ledger.now();
    let author = now.staff_of(item.device).unwrap_or(item.creator);
    cards.entry(item.device).or_insert_with(|| ReviewCard {
        file: item.file,
        kind: item.kind,
        name: None,
        is_here: false,
        author: standing.name_of(author),
        device: item.device,
        device_name: now.name_of(item.device).unwrap_or_default().to_owned(),
        reason: item.reason.word().to_owned(),
        received_at: item.received_at,
        changes: Vec::new(),
    })
}
