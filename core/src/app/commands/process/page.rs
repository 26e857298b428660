//! The page of a purchase, and the report on competitors.

use std::collections::BTreeSet;

use super::{Readable, bookings_on, car_name, clashes::Clashing, may_book, readable};
use crate::{
    app::{
        App,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            process::{CompetitorReport, CompetitorShare, OneOpportunity, OpportunityPage, SeriesCompetitors},
            quotations::QuotationView,
            test_drives::{TestDriveAct, TestDriveView},
        },
        rows::customer_row,
        store::{OpenStore, Standing},
    },
    clock::Date,
    domain::{
        booking::Booking,
        customer::CustomerFile,
        opportunity::Opportunity,
        process::{self, Known, Sealed},
        qualification,
        quotation::{Quotation, QuotationState},
        test_drive::{TestDrive, TestDriveState},
    },
    ids::{OpportunityId, StaffId},
    mirror,
    ops::order,
    policy::{Action, FileKind},
};

/// Fewer purchases than this say little.
const FEW: u32 = 30;

impl App {
    /// Everything the page of a purchase shows.
    pub fn opportunity(&self, request: OneOpportunity) -> Result<OpportunityPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let Readable { customer: file, owner, relation } = readable(&store, &standing, request.file)?;
        let opportunity = file.opportunities.iter().find(|one| one.id == request.opportunity).ok_or(ErrorCode::NotFound)?;
        let can_edit_private = standing.may(FileKind::CustomerPrivate, Action::Write, relation);
        let sees_private = standing.may(FileKind::CustomerPrivate, Action::Read, standing.relation(owner));
        let private = self.private_part(&store, &standing, file.id, owner)?;
        let sealed = if sees_private { Sealed::Open(private.as_ref()) } else { Sealed::Hidden };
        let told = process::told_by_orders(&file, opportunity.id);
        let known = Known { file: &file, opportunity, private: sealed, told: &told };
        let guide = qualification::cheapest_guide(&standing.store_file, opportunity);
        let today = store.world.today();
        let masking = standing.masking();
        let is_here = |about: Option<OpportunityId>| about.is_none_or(|about| about == opportunity.id);
        let mut presentations: Vec<_> = file.presentations.iter().filter(|shown| is_here(shown.opportunity)).cloned().collect();
        presentations.reverse();
        let drives = file.test_drives.iter().rev().filter(|drive| is_here(drive.opportunity));
        let test_drives = drives.map(|drive| self::drive(&store, &standing, owner, drive)).collect::<Result<_, AppError>>()?;
        let mut offers: Vec<&Quotation> = file.quotations.iter().filter(|offer| is_here(offer.opportunity)).collect();
        // A version made in the same moment as the one it was copied from is newer all the same.
        offers.sort_by_key(|offer| std::cmp::Reverse((offer.made_at, offer.version, offer.id)));
        let quotations = offers
            .into_iter()
            .map(|offer| quotation(&standing, (&file, owner), offer, today))
            .collect::<Result<_, AppError>>()?;
        let row = store.read(|conn| mirror::customer(conn, file.id))?.ok_or(ErrorCode::NotFound)?;
        let next = file.follow_ups.iter().filter(|task| task.result.is_none()).map(|task| task.due_on).min();
        Ok(OpportunityPage {
            customer: store.read(|conn| customer_row(conn, &standing, row))?,
            process: process::process(&known),
            qualification: qualification::qualification(opportunity, guide),
            presentations: masking.part(owner, presentations)?,
            test_drives,
            quotations,
            return_visits: masking.part(owner, file.return_visits(opportunity.id).into_iter().cloned().collect::<Vec<_>>())?,
            names: standing.names_of(mentioned(&file, opportunity)),
            next_follow_up_on: next,
            offered_follow_up_on: offered(&standing, opportunity, today).filter(|_| next.is_none()),
            can_edit: standing.may(FileKind::Customer, Action::Write, relation),
            can_book: may_book(&standing) && standing.may(FileKind::Customer, Action::Write, relation),
            can_edit_private,
            opportunity: masking.part(owner, opportunity.clone())?,
        })
    }

    /// Which competing models customers look at beside ours.
    pub fn competitors(&self, _: Nothing) -> Result<CompetitorReport, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        // A name that somebody typed is words about some customer, of whom nobody can say here who it is.
        let words = |name: String| standing.masking().words(None, name);
        let found = store.read(|conn| mirror::competitors(conn, scope))?;
        let series = found.into_iter().map(|one| SeriesCompetitors {
            few: one.count < FEW,
            series: words(one.series),
            count: one.count,
            without: one.without,
            models: one.models.into_iter().map(|(model, count)| CompetitorShare { model: words(model), count }).collect(),
        });
        Ok(CompetitorReport { series: series.collect() })
    }
}

/// The date to offer for the next follow-up, by the store's rule for the grade.
fn offered(standing: &Standing, opportunity: &Opportunity, today: Date) -> Option<Date> {
    let days = standing.store_file.rules.interval_days(&opportunity.grade).filter(|_| opportunity.stage.is_open())?;
    Some(today.plus_days(days))
}

fn drive(store: &OpenStore, standing: &Standing, owner: Option<StaffId>, drive: &TestDrive) -> Result<TestDriveView, AppError> {
    let booking = store.read(|conn| mirror::booking(conn, drive.id))?;
    let car = booking.as_ref().map(|booking| booking.slot.car).or(drive.car);
    let clashes = match &booking {
        Some(own) => Clashing::among(&bookings_on(store, own.slot.on)?).with(standing, own),
        None => Vec::new(),
    };
    let last_km = car.map(|car| super::calendar::last_km(store, standing, car)).transpose()?.flatten();
    Ok(TestDriveView {
        state: drive.state(),
        car: car.map(|car| car_name(standing, car)).unwrap_or_default(),
        last_km,
        clashes,
        acts: acts(drive, booking.as_ref()),
        booking,
        drive: standing.masking().part(owner, drive.clone())?,
    })
}

/// What may be done with a test drive now.
fn acts(drive: &TestDrive, booking: Option<&Booking>) -> Vec<TestDriveAct> {
    let on_the_way = [TestDriveAct::Licence, TestDriveAct::Agreement, TestDriveAct::Feedback];
    let mut acts = match drive.state() {
        TestDriveState::Booked => vec![TestDriveAct::Move, TestDriveAct::CallOff, TestDriveAct::Prepare, TestDriveAct::Out],
        TestDriveState::Out => vec![TestDriveAct::Back],
        TestDriveState::Done => vec![TestDriveAct::Feedback],
        TestDriveState::Cancelled | TestDriveState::NoShow => vec![TestDriveAct::Restore],
        TestDriveState::Other(_) => Vec::new(),
    };
    if matches!(drive.state(), TestDriveState::Booked | TestDriveState::Out) {
        acts.extend(on_the_way);
    }
    acts.retain(|act| booking.is_some() || !matches!(act, TestDriveAct::Move | TestDriveAct::Restore));
    acts
}

fn quotation(
    standing: &Standing,
    (file, owner): (&CustomerFile, Option<StaffId>),
    offer: &Quotation,
    today: Date,
) -> Result<QuotationView, AppError> {
    Ok(QuotationView {
        state: offer.state(),
        totals: offer.totals(),
        doubts: offer.doubts(today),
        may_become: QuotationState::ALL.iter().filter(|to| offer.may_become(to)).cloned().collect(),
        is_draft: offer.state() == QuotationState::Draft,
        may_order: order::may_open_from(file, offer),
        order: order::opened_from(file, offer),
        quotation: standing.masking().part(owner, offer.clone())?,
    })
}

fn mentioned(file: &CustomerFile, opportunity: &Opportunity) -> BTreeSet<StaffId> {
    let mut staff: BTreeSet<StaffId> = file.sales_people().into_iter().collect();
    staff.extend(opportunity.opened_by);
    staff.extend(file.follow_ups.iter().filter_map(|task| task.result.as_ref()).map(|result| result.by));
    staff
}
