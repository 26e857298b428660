use super::*;
use crate::{
    clock::Date,
    domain::{
        edit::{CustomerEdit, Edit, PrivateEdit},
        sales_edit::{BookingEdit, SalesEdit},
        test_drive::{AgreementWay, CalledOff, DriveWay, LicenceKind, TestDriveStep},
    },
    ids::{FileId, OpportunityId},
    ops::{Author, opportunity::add_opportunity, testing::author},
};

struct Desk {
    author: Author,
    store: StoreFile,
    file: CustomerFile,
    about: OpportunityId,
}

fn desk() -> Desk {
    let author = author();
    let Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) = add_opportunity(&author) else { panic!("a purchase") };
    let about = opportunity.id;
    let file = CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) };
    let car = |n: u8, retired| TestCar {
        id: TestCarId::from_bytes([n; 16]),
        plate: format!("辽B0000{n}"),
        model: "A6L".into(),
        mileage_km: None,
        retired,
    };
    let store = StoreFile { cars: vec![car(1, false), car(2, true)], ..StoreFile::empty(FileId::from_bytes([1; 16])) };
    Desk { author, store, file, about }
}

fn asked(on: Date, from: u16, to: u16) -> Asked {
    Asked { car: TestCarId::from_bytes([1; 16]), on, from, to, consultant: None }
}

impl Desk {
    fn book(&self, asked: &Asked, bookings: &[Booking]) -> Result<Booked, TestDriveRefused> {
        let around = Around { store: &self.store, bookings };
        book(&self.author, &self.file, self.about, (&DriveWay::Drive, "滨海路"), asked, &around)
    }

    fn today(&self) -> Date {
        self.author.world.today()
    }

    fn booked(&self) -> (TestDrive, Booking) {
        let booked = self.book(&asked(self.today(), 600, 630), &[]).unwrap();
        let (Edit::Customer(CustomerEdit::Sales(SalesEdit::AddTestDrive(drive))), Edit::Booking(BookingEdit::Add(booking))) =
            (booked.customer[0].clone(), booked.day[1].clone())
        else {
            panic!("a booking")
        };
        (*drive, booking)
    }

    /// The test drive after a step.
    fn after(&self, drive: &TestDrive, done: &Step) -> TestDrive {
        let edits = step(&self.author, drive, done, None).unwrap().customer;
        let mut drive = drive.clone();
        for edit in edits {
            match edit {
                Edit::Customer(CustomerEdit::Sales(SalesEdit::StepTestDrive(_, TestDriveStep::Licence(check)))) => {
                    drive.licence = Some(check);
                }
                Edit::Customer(CustomerEdit::Sales(SalesEdit::StepTestDrive(_, TestDriveStep::Out(reading)))) => {
                    drive.out = Some(reading);
                }
                _ => {}
            }
        }
        drive
    }
}

fn licence(valid_until: Option<Date>, number: &str) -> Step {
    Step::Licence { kind: LicenceKind::C1, valid_until, number: number.into() }
}

#[test]
fn a_car_that_somebody_has_is_refused_with_their_time_and_one_beside_it_is_not() {
    let desk = desk();
    let (_, other) = desk.booked();
    assert_eq!(
        desk.book(&asked(desk.today(), 615, 645), std::slice::from_ref(&other)).unwrap_err(),
        TestDriveRefused::CarTaken(other.slot.clone())
    );
    assert!(desk.book(&asked(desk.today(), 630, 660), std::slice::from_ref(&other)).is_ok(), "the next half hour");
    let gone = Booking { state: crate::domain::booking::BookingState::Cancelled, ..other };
    assert!(desk.book(&asked(desk.today(), 600, 630), &[gone]).is_ok(), "given up");
}

#[test]
fn times_out_of_order_and_cars_that_are_not_driven_are_refused() {
    let desk = desk();
    for (from, to) in [(600, 600), (630, 600), (1_400, 1_441)] {
        assert_eq!(desk.book(&asked(desk.today(), from, to), &[]).unwrap_err(), TestDriveRefused::BadTimes, "{from} {to}");
    }
    let retired = Asked { car: TestCarId::from_bytes([2; 16]), ..asked(desk.today(), 600, 630) };
    assert_eq!(desk.book(&retired, &[]).unwrap_err(), TestDriveRefused::NoSuchCar);
}

#[test]
fn a_booking_moves_within_its_day_by_one_register_and_to_another_day_by_two_logs() {
    let desk = desk();
    let (drive, booking) = desk.booked();
    let around = Around { store: &desk.store, bookings: std::slice::from_ref(&booking) };
    let near = move_to(&desk.author, &drive, &booking, &asked(desk.today(), 615, 645), &around).unwrap();
    assert!(
        near.leave.is_empty() && matches!(near.to[..], [Edit::Booking(BookingEdit::Move(..))]),
        "its own time is no hindrance"
    );
    let far = move_to(&desk.author, &drive, &booking, &asked(desk.today().plus_days(1), 600, 630), &around).unwrap();
    let left = BookingEdit::Leave(drive.id, vec![booking.slot.at]);
    assert_eq!(far.leave, [(desk.today(), Edit::Booking(left))], "what somebody writes there apart stays");
    assert!(matches!(&far.to[1], Edit::Booking(BookingEdit::Add(moved)) if moved.booked_at == booking.booked_at));
}

#[test]
fn who_drives_shows_a_valid_licence_first() {
    let desk = desk();
    let (drive, _) = desk.booked();
    assert_eq!(step(&desk.author, &drive, &Step::Out(100), None).unwrap_err(), TestDriveRefused::NeedsLicence);
    let expired = desk.after(&drive, &licence(Some(desk.today().plus_days(-1)), ""));
    assert_eq!(step(&desk.author, &expired, &Step::Out(100), None).unwrap_err(), TestDriveRefused::NeedsLicence);
    let valid = desk.after(&drive, &licence(Some(desk.today()), ""));
    let doubts = step(&desk.author, &valid, &Step::Out(100), Some(250)).unwrap().doubts;
    assert_eq!(doubts, [Doubt::NoAgreement, Doubt::MileageBelowLast]);
    let rider = TestDrive { way: DriveWay::Ride, ..drive };
    assert!(step(&desk.author, &rider, &Step::Out(100), None).is_ok(), "a rider needs none");
}

#[test]
fn the_number_of_a_licence_goes_into_the_private_part_alone() {
    let desk = desk();
    let (drive, _) = desk.booked();
    let Done { customer: edits, day, .. } = step(&desk.author, &drive, &licence(None, "210203198506170021"), None).unwrap();
    assert!(matches!(&edits[1], Edit::Private(PrivateEdit::SetField(_, Some(number))) if number == "210203198506170021"));
    assert!(!format!("{:?}{day:?}", edits[0]).contains("210203198506170021"));
}

#[test]
fn a_car_comes_back_with_no_less_than_it_left_with() {
    let desk = desk();
    let (drive, _) = desk.booked();
    assert_eq!(step(&desk.author, &drive, &Step::Back(100), None).unwrap_err(), TestDriveRefused::NotOut);
    let out = desk.after(&desk.after(&drive, &licence(None, "")), &Step::Out(100));
    assert_eq!(step(&desk.author, &out, &Step::Back(99), None).unwrap_err(), TestDriveRefused::MileageBackwards);
    assert_eq!(step(&desk.author, &out, &Step::Back(-1), None).unwrap_err(), TestDriveRefused::BadMileage);
    assert_eq!(step(&desk.author, &out, &Step::Back(112), None).unwrap().doubts, []);
    assert_eq!(step(&desk.author, &out, &Step::Back(500), None).unwrap().doubts, [Doubt::LongWay]);
    assert_eq!(call_off(&desk.author, &out, &CalledOff::NoShow, "").unwrap_err(), TestDriveRefused::TooLate);
}

#[test]
fn an_agreement_on_the_screen_needs_a_hand_and_one_on_paper_does_not() {
    let desk = desk();
    let (drive, _) = desk.booked();
    let signed = |way, strokes: Option<&str>| Step::Agreement { way, wording: "v1".into(), strokes: strokes.map(str::to_owned) };
    let refused = |done: &Step| step(&desk.author, &drive, done, None).unwrap_err();
    assert_eq!(refused(&signed(AgreementWay::Drawn, None)), TestDriveRefused::BadSignature);
    assert_eq!(refused(&signed(AgreementWay::Drawn, Some("[]"))), TestDriveRefused::BadSignature);
    assert!(step(&desk.author, &drive, &signed(AgreementWay::Drawn, Some("[[1,2,3,4]]")), None).is_ok());
    assert!(step(&desk.author, &drive, &signed(AgreementWay::Paper, None), None).is_ok());
}

#[test]
fn what_was_called_off_comes_back_only_while_the_car_is_free() {
    let desk = desk();
    let (mut drive, booking) = desk.booked();
    let (edit, day) = call_off(&desk.author, &drive, &CalledOff::Cancelled, "客户临时有事").unwrap();
    assert!(matches!(day, Edit::Booking(BookingEdit::SetState(..))));
    let Edit::Customer(CustomerEdit::Sales(SalesEdit::StepTestDrive(_, TestDriveStep::NotHeld(not_held)))) = edit else {
        panic!("called off")
    };
    drive.not_held = not_held;
    let other = Booking { id: TestDriveId::from_bytes([9; 16]), ..booking.clone() };
    let taken = Around { store: &desk.store, bookings: &[other] };
    assert!(matches!(restore(&drive, &booking, &taken), Err(TestDriveRefused::CarTaken(_))));
    let free = Around { store: &desk.store, bookings: &[] };
    assert!(restore(&drive, &booking, &free).is_ok());
}
