//! What stands on documents, from values.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::{
    clock::Instant,
    domain::{
        booking::Slot,
        customer::{CustomerField, CustomerFile, Phone, PrivateField, PrivateFile},
        driving_terms::DrivingTerms,
        language::Language,
        money::Fen,
        phone::PhoneNumber,
        quotation::{Finance, LineKind, QuotationField, TradeIn, tests::quotation},
        signature::Signature,
        store::{StoreField, StoreFile},
        test_car::TestCar,
        test_drive::{Agreement, AgreementWay, DriveWay, LicenceCheck, LicenceKind, Reading, TestDrive},
    },
    ids::{FileId, PhoneId, StaffId, TestCarId, TestDriveId},
};

fn staff() -> StaffId {
    StaffId::from_bytes([1; 16])
}

fn at(minute: i64) -> Instant {
    // 2026-11-22 10:31 in the store.
    Instant::from_unix_ms(1_795_314_660_000 + minute * 60_000)
}

struct Desk {
    store: StoreFile,
    customer: CustomerFile,
    private: PrivateFile,
}

impl Desk {
    fn new() -> Self {
        let mut store = StoreFile::empty(FileId::from_bytes([9; 16]));
        store.fields.insert(StoreField::Name, "迎宾汽车".into());
        store.staff_names.insert(staff(), "王喆".into());
        let mut customer = CustomerFile::empty(FileId::from_bytes([2; 16]));
        customer.fields.insert(CustomerField::Name, "刘𠮷\u{202e}汉".into());
        customer.fields.insert(CustomerField::Postcode, "116023".into());
        customer.phones.push(Phone {
            id: PhoneId::from_bytes([3; 16]),
            number: PhoneNumber::parse("13800001234"),
            label: String::new(),
            is_main: true,
            contact: None,
        });
        let private = PrivateFile {
            id: FileId::from_bytes([4; 16]),
            about: None,
            fields: BTreeMap::from([
                (PrivateField::HomeAddress, "星海广场 3 号".into()),
                (PrivateField::IdentityCard, "21020319850617002X".into()),
                (PrivateField::DrivingLicence, "210203198506170021".into()),
            ]),
            clashes: Vec::new(),
        };
        Self { store, customer, private }
    }

    fn paper(&self, language: Language) -> Paper<'_> {
        Paper { store: &self.store, customer: &self.customer, private: Some(&self.private), language, at: at(0), by: staff() }
    }
}

/// S5, S13, S14
#[test]
fn a_quotation_is_printed_with_its_lines_its_loan_and_its_total_in_words() {
    let desk = Desk::new();
    let mut asked = quotation(&[(LineKind::Vehicle, 30_000_000), (LineKind::Discount, 1_200_000)]);
    asked.fields.insert(QuotationField::ValidUntil, "2026-11-30".into());
    asked.fields.insert(QuotationField::Remark, "#import \"x\"".into());
    asked.made_at = at(0);
    asked.made_by = staff();
    asked.finance = Some(Finance { lender: "大众金融".into(), principal: Fen::new(20_000_000), months: 36, rate_bp: 399 });
    asked.trade_in = Some(TradeIn {
        car: "帕萨特".into(),
        valuation: Fen::new(6_000_000),
        valuer: "孙师傅".into(),
        valued_on: at(0).store_date(),
    });
    let (data, number) = proposal(&desk.paper(Language::Chinese), &asked);
    assert_eq!((number.as_str(), &data["number"]), ("Q20261122-0101", &json!("Q20261122-0101")));
    assert_eq!(data["store"]["name"], "迎宾汽车");
    assert_eq!(data["customer"]["name"], "刘𠮷〓汉", "a sign that turns the words around it is seen");
    assert_eq!(data["printed"], json!({"at": "2026-11-22 10:31", "by": "王喆"}));
    assert_eq!((&data["valid_until"], &data["remark"]), (&json!("2026年11月30日"), &json!("#import \"x\"")));
    assert_eq!(data["lines"][1], json!({"kind": "discount", "label": "", "amount": "-12,000.00"}));
    assert_eq!(data["total"], json!({"figures": "228,000.00", "words": "贰拾贰万捌仟元整"}));
    assert_eq!(data["trade_in"]["valued_on"], "2026年11月22日");
    assert_eq!((&data["finance"]["rate"], &data["finance"]["monthly"]), (&json!("3.99%"), &json!("5,903.91")));
    let (data, _) = proposal(&desk.paper(Language::English), &asked);
    assert_eq!(data["total"]["words"], "Two hundred twenty-eight thousand yuan only");
    assert_eq!(data["valid_until"], "30 November 2026");
}

/// S4, S11
#[test]
fn a_test_drive_is_printed_with_licence_times_mileage_and_the_hand_that_signed() {
    let desk = Desk::new();
    let reading = |minute, mileage_km| Some(Reading { mileage_km, at: at(minute), by: staff() });
    let drive = TestDrive {
        id: TestDriveId::from_bytes([5; 16]),
        opportunity: None,
        way: DriveWay::Drive,
        car: None,
        route: "滨海路".into(),
        licence: Some(LicenceCheck { kind: LicenceKind::C1, valid_until: None, at: at(-10), by: staff() }),
        agreement: Some(Agreement {
            way: AgreementWay::Drawn,
            wording: "test_drive_2026_1".into(),
            strokes: Some(Signature::parse("[[10,20,40,40]]").unwrap()),
            at: at(-5),
            by: staff(),
        }),
        prepared: None,
        out: reading(0, 1_204),
        back: reading(30, 1_221),
        reaction: None,
        feedback: "底盘扎实".into(),
        not_held: None,
        booked_at: at(-60),
        booked_by: staff(),
    };
    let car = TestCar {
        id: TestCarId::from_bytes([6; 16]),
        plate: "辽B·12345".into(),
        model: "A4L".into(),
        mileage_km: None,
        retired: false,
    };
    let slot = Slot { car: car.id, on: at(0).store_date(), from: 630, to: 665, consultant: staff(), at: at(-60) };
    let (data, number) = test_drive(&desk.paper(Language::Chinese), &drive, Some(&slot), Some(&car));
    assert_eq!(number, "T20261122-0505");
    assert_eq!(data["booked_for"], "2026年11月22日 10:30–11:05");
    assert_eq!(data["car"], json!({"name": "A4L", "plate": "辽B·12345"}));
    assert_eq!(data["licence"]["number"], "210203198506170021");
    assert_eq!(data["licence"]["checked"], "2026-11-22 10:21 王喆");
    assert_eq!(data["terms"], json!(DrivingTerms::of("test_drive_2026_1").unwrap().clauses(Language::Chinese)));
    assert_eq!(data["agreement"]["signature"]["strokes"], json!([[[0, 0], [30, 20]]]));
    assert_eq!((&data["out"]["km"], &data["back"]["at"]), (&json!("1,204"), &json!("2026-11-22 11:01")));
    let with = |agreement| test_drive(&desk.paper(Language::Chinese), &TestDrive { agreement, ..drive.clone() }, None, None).0;
    assert_eq!(with(None)["terms"], data["terms"], "to be signed on the paper");
    let own = drive.agreement.clone().map(|signed| Agreement { wording: "a form of the store's own".into(), ..signed });
    assert_eq!(with(own)["terms"], json!([]), "words that nobody signed are not printed above the signature");
}

#[test]
fn what_may_not_be_read_of_the_private_part_is_a_blank() {
    let desk = Desk::new();
    let paper = Paper { private: None, ..desk.paper(Language::Chinese) };
    let (data, _) = proposal(&paper, &quotation(&[]));
    assert_eq!((&data["customer"]["identity"], &data["customer"]["address"]), (&json!(""), &json!("")));
}

#[test]
fn the_way_back_to_the_record_tells_nothing_of_the_customer() {
    let (one, mut other) = (Desk::new(), Desk::new());
    other.customer.fields.insert(CustomerField::Name, "别人".into());
    other.customer.phones.clear();
    let qr = |desk: &Desk| -> Value { proposal(&desk.paper(Language::Chinese), &quotation(&[])).0["qr"].clone() };
    assert_eq!(qr(&one), qr(&other));
}
