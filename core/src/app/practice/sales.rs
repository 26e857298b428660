//! What invented customers saw, drove and were offered: made by the same verbs as real work.

use std::collections::BTreeMap;

use super::{author_at, people::Draw};
use crate::{
    clock::{Date, Instant},
    domain::{
        booking::{Booking, BookingState},
        customer::{CustomerFile, EntryKind},
        driving_terms::DrivingTerms,
        edit::{CustomerEdit, Edit, StoreEdit},
        language::Language,
        opportunity::{InterestKind, Opportunity, Stage},
        presentation::{PresentationWay, Reaction},
        quotation::{LineKind, QuotationState},
        sales_edit::{BookingEdit, SalesEdit, TestCarEdit},
        store::StoreFile,
        test_car::TestCar,
        test_drive::{AgreementWay, CalledOff, DriveWay, LicenceKind, Preparation, TestDriveField},
    },
    ids::{QuotationId, StaffId},
    ops::{
        Author, presentation, quotation,
        test_drive::{self, Around, Asked, Step},
    },
    printing::{self, Paper, Template},
};

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
/// When the first test drive of a day may begin, in minutes, and how many half hours there are.
const FIRST: u16 = 9 * 60 + 30;
const HALF_HOURS: u32 = 16;
const CARS: [(&str, &str, i64); 3] =
    [("辽B0T101", "奥迪 A6L 45 TFSI", 6_240), ("辽B0T102", "奥迪 Q5L 40 TFSI", 9_815), ("辽B0T103", "奥迪 A4L 40 TFSI", 3_402)];
const WORDS: [&str; 4] = ["底盘扎实，隔音好", "动力够用，座椅舒服", "后排空间满意，想再看看颜色", "喜欢内饰，觉得价格偏高"];
const ROUTES: [&str; 2] = ["滨海路往返 8 公里", "高新区环线 12 公里"];

/// The edits that put the test cars into the store file.
pub(in crate::app) fn cars(author: &Author) -> Vec<Edit> {
    let car = |(plate, model, km): &(&str, &str, i64)| {
        let car = TestCar {
            id: author.world.mint(),
            plate: (*plate).to_owned(),
            model: (*model).to_owned(),
            mileage_km: Some(*km),
            retired: false,
        };
        Edit::Store(StoreEdit::TestCar(TestCarEdit::Add(car)))
    };
    CARS.iter().map(car).collect()
}

/// The bookings of all days, as they come about, and what goes into the logs of the days.
#[derive(Default)]
pub(in crate::app) struct Book {
    bookings: Vec<Booking>,
    /// What goes into the log of each day.
    pub(in crate::app) days: BTreeMap<Date, Vec<Edit>>,
}

/// One customer's part of it.
pub(in crate::app) struct Selling<'a> {
    pub(in crate::app) store: &'a StoreFile,
    pub(in crate::app) owner: StaffId,
    pub(in crate::app) now: Instant,
    pub(in crate::app) nth: u32,
}

impl Selling<'_> {
    /// What was shown, driven and offered by the step at which the purchase stands; nothing before the showing.
    pub(in crate::app) fn history(&self, mut file: CustomerFile, book: &mut Book) -> Vec<Edit> {
        let Some(opportunity) = file.opportunities.first().cloned() else { return Vec::new() };
        let steps =
            [Stage::Presentation, Stage::TestDrive, Stage::Proposal, Stage::Closing, Stage::Delivery, Stage::AfterDelivery];
        let Some(came_to) = steps.iter().position(|step| *step == opportunity.stage) else { return Vec::new() };
        let mut draw = Draw::new(self.nth.wrapping_add(7_000));
        let opened = file.opened_at.unwrap_or(self.now);
        let age_days = (self.now.unix_ms() - opened.unix_ms()) / DAY_MS;
        let shown_at = opened.plus_ms(age_days.min(2) * DAY_MS / 2);
        let mut edits = self.presented(&mut draw, &file, &opportunity, shown_at);
        if came_to >= 1 {
            edits.extend(self.driven(&mut draw, &mut file, &opportunity, (came_to, age_days), book));
        }
        if came_to >= 2 {
            let offered_at = self.now.plus_ms(-(age_days / 3) * DAY_MS - HOUR_MS);
            edits.extend(self.offered(&mut draw, &mut file, &opportunity, (came_to >= 3, offered_at)));
        }
        edits
    }

    fn author(&self, at: Instant, salt: u32) -> Author {
        author_at(at, self.owner, self.nth.wrapping_mul(31).wrapping_add(salt))
    }

    fn presented(&self, draw: &mut Draw, file: &CustomerFile, about: &Opportunity, at: Instant) -> Vec<Edit> {
        let wanted = about.interests.iter().find(|one| one.kind == InterestKind::Series).map(|one| one.name.clone());
        let showing = presentation::Showing {
            cars: vec![format!("奥迪 {}", wanted.unwrap_or_else(|| "A6L".to_owned()))],
            way: if draw.below(4) == 0 { PresentationWay::Dynamic } else { PresentationWay::Static },
            reaction: Some(draw.weighted(&[(Reaction::Delighted, 2), (Reaction::Interested, 5), (Reaction::Neutral, 3)])),
            feedback: WORDS[draw.index(WORDS.len())].to_owned(),
        };
        presentation::add(&self.author(at, 1), file, about.id, &showing).into_iter().collect()
    }

    /// A test drive: past and done for most, still to come for those whose purchase stands at it.
    fn driven(
        &self,
        draw: &mut Draw,
        file: &mut CustomerFile,
        about: &Opportunity,
        (came_to, age_days): (usize, i64),
        book: &mut Book,
    ) -> Vec<Edit> {
        let is_to_come = came_to == 1 && draw.below(3) == 0;
        let days = if is_to_come { i64::from(draw.below(4)) } else { -(age_days * 2 / 3).max(1) };
        let on = self.now.store_date().plus_days(days);
        let booked_at = on.starts_at().plus_ms(9 * HOUR_MS).min(self.now).plus_ms(-DAY_MS);
        let author = self.author(booked_at, 2);
        let Some((mut edits, asked)) = self.booked(draw, &author, file, about, on, book) else { return Vec::new() };
        if is_to_come {
            return edits;
        }
        let Some(mut drive) = file.test_drives.last().cloned() else { return edits };
        if draw.below(12) == 0 {
            let called_off = test_drive::call_off(&author, &drive, &CalledOff::NoShow, "客户临时有事");
            if let Ok((customer, day)) = called_off {
                book.keep(on, day);
                edits.push(customer);
            }
            return edits;
        }
        let began = on.starts_at().plus_ms(i64::from(asked.from) * 60_000);
        let last = book.last_km(&asked, self.store);
        let words = WORDS[draw.index(WORDS.len())].to_owned();
        let reaction = draw.weighted(&[(Reaction::Delighted, 3), (Reaction::Interested, 4), (Reaction::Doubtful, 1)]);
        let steps = [
            (0, Step::Licence { kind: LicenceKind::C1, valid_until: None, number: String::new() }),
            (0, Step::Prepared(Preparation::ALL.to_vec())),
            (0, Step::Agreement { way: AgreementWay::Paper, wording: DrivingTerms::newest().version.to_owned(), strokes: None }),
            (1, Step::Out(last)),
            (26, Step::Back(last + 8 + i64::from(draw.below(9)))),
            (28, Step::Field(TestDriveField::Reaction, reaction.to_string())),
            (28, Step::Field(TestDriveField::Feedback, words)),
        ];
        for (minutes, step) in steps {
            let author = self.author(began.plus_ms(minutes * 60_000), 3);
            let Ok(done) = test_drive::step(&author, &drive, &step, Some(last)) else { continue };
            for edit in done.day {
                book.keep(on, edit);
            }
            for edit in &done.customer {
                if let Edit::Customer(CustomerEdit::Sales(SalesEdit::StepTestDrive(_, step))) = edit {
                    drive = drive.after(step);
                }
            }
            edits.extend(done.customer);
        }
        edits
    }

    fn booked(
        &self,
        draw: &mut Draw,
        author: &Author,
        file: &mut CustomerFile,
        about: &Opportunity,
        on: Date,
        book: &mut Book,
    ) -> Option<(Vec<Edit>, Asked)> {
        let cars: Vec<_> = self.store.cars.iter().collect();
        let route = ROUTES[draw.index(ROUTES.len())];
        // Whoever finds a car taken asks for another time.
        for _ in 0..HALF_HOURS {
            let car = cars.get(draw.index(cars.len().max(1)))?;
            let from = FIRST + 30 * u16::try_from(draw.below(HALF_HOURS)).unwrap_or(0);
            let asked = Asked { car: car.id, on, from, to: from + 30, consultant: Some(self.owner) };
            let around = Around { store: self.store, bookings: &book.bookings };
            let Ok(booked) = test_drive::book(author, file, about.id, (&DriveWay::Drive, route), &asked, &around) else {
                continue;
            };
            for edit in booked.day {
                book.keep(on, edit);
            }
            for edit in &booked.customer {
                if let Edit::Customer(CustomerEdit::Sales(SalesEdit::AddTestDrive(drive))) = edit {
                    file.test_drives.push((**drive).clone());
                }
            }
            return Some((booked.customer, asked));
        }
        None
    }

    /// A quotation, given; accepted where the purchase came so far.
    fn offered(
        &self,
        draw: &mut Draw,
        file: &mut CustomerFile,
        about: &Opportunity,
        (is_accepted, at): (bool, Instant),
    ) -> Vec<Edit> {
        let author = self.author(at, 4);
        let Ok(begun) = quotation::begin(&author, self.store, file, about.id) else { return Vec::new() };
        let mut edits = vec![begun.clone()];
        let Edit::Customer(CustomerEdit::Sales(SalesEdit::AddQuotation(offer))) = begun else { return edits };
        let id = offer.id;
        file.quotations.push(*offer);
        let line =
            |kind, label: &str, amount: String| quotation::Change::Line { id: None, kind, label: label.to_owned(), amount };
        let mut changes = vec![
            line(LineKind::PlateFee, "", "500".to_owned()),
            line(LineKind::Insurance, "交强险与商业险", format!("{}", 6_800 + 100 * draw.below(40))),
            line(LineKind::Discount, "店庆优惠", format!("{}", 5_000 + 1_000 * draw.below(12))),
        ];
        if draw.below(2) == 0 {
            let principal = format!("{}万", 8 + draw.below(8));
            changes.push(quotation::Change::Finance {
                lender: "大众金融".to_owned(),
                principal,
                months: 36,
                rate: "3.99".to_owned(),
            });
        } else {
            changes.push(quotation::Change::NoFinance);
        }
        for change in &changes {
            edits.extend(quotation::change(&author, file, id, change).unwrap_or_default());
        }
        take_lines(file, id, &edits);
        let words = [(true, QuotationState::Given), (is_accepted, QuotationState::Accepted)];
        for (_, to) in words.into_iter().filter(|(is_said, _)| *is_said) {
            let author = self.author(at.plus_ms(HOUR_MS / 2), 5);
            let said = quotation::decide(&author, file, id, &to, "").unwrap_or_default();
            take_words(file, &said);
            edits.extend(said);
        }
        let author = self.author(at.plus_ms(HOUR_MS / 2), 5);
        let paper = Paper {
            store: self.store,
            customer: file,
            private: None,
            language: Language::Chinese,
            at: author.now(),
            by: author.staff,
        };
        if let Some(offer) = file.quotations.iter().find(|one| one.id == id) {
            let (_, number) = printing::proposal(&paper, offer);
            edits.push(printed(&author, Template::Proposal, &number, &id.to_string()));
        }
        edits
    }
}

/// That a document was printed, as the timeline keeps it.
pub(super) fn printed(author: &Author, template: Template, number: &str, id: &str) -> Edit {
    let line = printing::told(template, template.newest(), Language::Chinese, number, id);
    Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::Printed, line, None)))
}

fn take_lines(file: &mut CustomerFile, id: QuotationId, edits: &[Edit]) {
    let Some(offer) = file.quotations.iter_mut().find(|one| one.id == id) else { return };
    for edit in edits {
        match edit {
            Edit::Customer(CustomerEdit::Sales(SalesEdit::SetPriceLine(_, line))) => offer.lines.push(line.clone()),
            Edit::Customer(CustomerEdit::Sales(SalesEdit::SetFinance(_, loan))) => offer.finance.clone_from(loan),
            _ => {}
        }
    }
}

fn take_words(file: &mut CustomerFile, edits: &[Edit]) {
    for edit in edits {
        let Edit::Customer(CustomerEdit::Sales(SalesEdit::SetWord(id, word))) = edit else { continue };
        if let Some(offer) = file.quotations.iter_mut().find(|one| one.id == *id) {
            offer.word = Some(word.clone());
        }
    }
}

impl Book {
    /// Keeps an edit for the log of a day, and what it says of a booking.
    fn keep(&mut self, on: Date, edit: Edit) {
        match &edit {
            Edit::Booking(BookingEdit::Add(booking)) => self.bookings.push(booking.clone()),
            Edit::Booking(BookingEdit::SetState(id, state)) => self.change(*id, |booking| booking.state = state.clone()),
            Edit::Booking(BookingEdit::SetBack(id, km)) => self.change(*id, |booking| booking.in_km = Some(*km)),
            _ => {}
        }
        self.days.entry(on).or_default().push(edit);
    }

    fn change(&mut self, id: crate::ids::TestDriveId, write: impl FnOnce(&mut Booking)) {
        if let Some(booking) = self.bookings.iter_mut().find(|booking| booking.id == id) {
            write(booking);
        }
    }

    /// What the car's odometer said before that time.
    fn last_km(&self, asked: &Asked, store: &StoreFile) -> i64 {
        let of_car = self.bookings.iter().filter(|booking| booking.slot.car == asked.car && booking.state == BookingState::Back);
        let before = of_car.filter(|booking| (booking.slot.on, booking.slot.from) < (asked.on, asked.from));
        let written = store.cars.iter().find(|car| car.id == asked.car).and_then(|car| car.mileage_km).unwrap_or(0);
        before.filter_map(|booking| booking.in_km).max().map_or(written, |km| km.max(written))
    }
}
