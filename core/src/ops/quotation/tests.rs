use super::*;
use crate::{
    domain::{
        edit::CustomerEdit,
        presentation::{Presentation, PresentationWay},
        quotation::{QuotationDoubt, QuotationWord},
        store::CatalogueLevel,
    },
    ids::{FileId, InterestId, PriceLineId},
    ops::{opportunity::add_opportunity, testing::author},
};

struct Desk {
    author: Author,
    store: StoreFile,
    file: CustomerFile,
    about: OpportunityId,
}

fn desk() -> Desk {
    let author = author();
    let Edit::Customer(CustomerEdit::AddOpportunity(mut opportunity)) = add_opportunity(&author) else { panic!("a purchase") };
    let about = opportunity.id;
    opportunity.interests =
        vec![Interest { id: InterestId::from_bytes([2; 16]), kind: InterestKind::Series, name: "A6L".into() }];
    let node = |id: u8, parent: Option<u8>, level, name: &str, price_fen| CatalogueNode {
        id: CatalogueId::from_bytes([id; 16]),
        parent: parent.map(|id| CatalogueId::from_bytes([id; 16])),
        level,
        name: name.to_owned(),
        price_fen,
        order: 0,
        retired: false,
    };
    let store = StoreFile {
        catalogue: vec![
            node(2, None, CatalogueLevel::Series, "A6L", None),
            node(3, Some(2), CatalogueLevel::Model, "45 TFSI", Some(45_000_000)),
            node(4, Some(2), CatalogueLevel::Model, "40 TFSI", Some(42_000_000)),
        ],
        ..StoreFile::empty(FileId::from_bytes([1; 16]))
    };
    let file = CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) };
    Desk { author, store, file, about }
}

impl Desk {
    fn begun(&mut self) -> QuotationId {
        let edit = begin(&self.author, &self.store, &self.file, self.about).unwrap();
        self.take(vec![edit]);
        self.file.quotations.last().unwrap().id
    }

    fn decide(&mut self, id: QuotationId, to: &QuotationState) -> Result<(), QuotationRefused> {
        let edits = decide(&self.author, &self.file, id, to, "")?;
        self.take(edits);
        Ok(())
    }

    fn take(&mut self, edits: Vec<Edit>) {
        for edit in edits {
            match edit {
                Edit::Customer(CustomerEdit::Sales(SalesEdit::AddQuotation(quotation))) => self.file.quotations.push(*quotation),
                Edit::Customer(CustomerEdit::Sales(SalesEdit::SetWord(id, word))) => self.find(id).word = Some(word),
                Edit::Customer(CustomerEdit::Sales(SalesEdit::SetPriceLine(id, line))) => {
                    let lines = &mut self.find(id).lines;
                    lines.retain(|one| one.id != line.id);
                    lines.push(line);
                }
                other => panic!("{other:?}"),
            }
        }
    }

    fn find(&mut self, id: QuotationId) -> &mut Quotation {
        self.file.quotations.iter_mut().find(|one| one.id == id).unwrap()
    }
}

#[test]
fn a_quotation_begins_with_the_catalogue_s_price_and_tax() {
    let mut desk = desk();
    let id = desk.begun();
    let begun = desk.find(id);
    assert_eq!(begun.field(&QuotationField::Configuration), Some("A6L 40 TFSI"), "the cheapest model of the series");
    assert_eq!(begun.totals().total_fen, 42_000_000 + 3_716_814);
    assert!(begun.valid_until().is_some());
}

#[test]
fn of_several_series_the_one_that_was_shown_is_quoted() {
    let mut desk = desk();
    let older = CatalogueNode { id: CatalogueId::from_bytes([1; 16]), name: "A4L".into(), ..desk.store.catalogue[0].clone() };
    let purchase = &mut desk.file.opportunities[0];
    let interest = Interest { id: InterestId::from_bytes([1; 16]), name: older.name.clone(), ..purchase.interests[0].clone() };
    purchase.interests.insert(0, interest);
    desk.store.catalogue.push(older);
    let configuration = |desk: &mut Desk| {
        let id = desk.begun();
        desk.find(id).field(&QuotationField::Configuration).map(ToOwned::to_owned)
    };
    assert_eq!(configuration(&mut desk).as_deref(), Some("A4L"));
    let author = &desk.author;
    desk.file.presentations.push(Presentation {
        id: author.world.mint(),
        opportunity: Some(desk.about),
        cars: vec!["奥迪 A6L".into()],
        way: PresentationWay::Static,
        reaction: None,
        feedback: String::new(),
        at: author.now(),
        by: author.staff,
    });
    assert_eq!(configuration(&mut desk).as_deref(), Some("A6L 40 TFSI"));
}

#[test]
fn what_was_given_is_not_changed_but_copied_and_the_copy_takes_its_place_when_given() {
    let mut desk = desk();
    let first = desk.begun();
    assert_eq!(desk.decide(first, &QuotationState::Accepted), Err(QuotationRefused::NotNow), "not before it was given");
    desk.decide(first, &QuotationState::Given).unwrap();
    let field = Change::Field(QuotationField::Colour, "黑".into());
    assert_eq!(change(&desk.author, &desk.file, first, &field), Err(QuotationRefused::Frozen));
    let edit = copy(&desk.author, &desk.file, first).unwrap();
    desk.take(vec![edit]);
    let second = desk.file.quotations[1].id;
    assert_eq!((desk.find(second).version, desk.find(second).state()), (2, QuotationState::Draft));
    assert_ne!(desk.file.quotations[0].lines[0].id, desk.file.quotations[1].lines[0].id);
    assert_eq!(desk.find(first).state(), QuotationState::Given, "the customer still has the old one");
    desk.decide(second, &QuotationState::Given).unwrap();
    assert_eq!(desk.find(first).state(), QuotationState::Superseded);
    assert_eq!(desk.decide(first, &QuotationState::Accepted), Err(QuotationRefused::NotNow));
    desk.decide(second, &QuotationState::Accepted).unwrap();
    assert_eq!(desk.find(second).state(), QuotationState::Accepted);
}

#[test]
fn a_quotation_without_lines_is_not_given() {
    let mut desk = desk();
    let id = desk.begun();
    desk.find(id).lines.clear();
    assert_eq!(desk.decide(id, &QuotationState::Given), Err(QuotationRefused::Empty));
}

#[test]
fn amounts_are_read_as_said_and_what_cannot_be_read_is_refused() {
    let mut desk = desk();
    let id = desk.begun();
    let line = |amount: &str| Change::Line { id: None, kind: LineKind::Discount, label: "店庆".into(), amount: amount.into() };
    let edits = change(&desk.author, &desk.file, id, &line("1.2万")).unwrap();
    desk.take(edits);
    assert_eq!(desk.find(id).totals().discount_fen, 1_200_000);
    assert_eq!(change(&desk.author, &desk.file, id, &line("贵")), Err(QuotationRefused::BadAmount("amount")));
    let stranger = Change::Line {
        id: Some(PriceLineId::from_bytes([9; 16])),
        kind: LineKind::Else,
        label: String::new(),
        amount: "1".into(),
    };
    assert_eq!(change(&desk.author, &desk.file, id, &stranger), Err(QuotationRefused::NotFound));
    let loan = |months| Change::Finance { lender: "银行".into(), principal: "20万".into(), months, rate: "3.99".into() };
    assert_eq!(change(&desk.author, &desk.file, id, &loan(0)), Err(QuotationRefused::BadLoan("months")));
    assert_eq!(change(&desk.author, &desk.file, id, &loan(36)).unwrap().len(), 2, "and no longer unwanted");
}

#[test]
fn the_word_keeps_the_total_that_the_customer_was_told() {
    let mut desk = desk();
    let id = desk.begun();
    desk.decide(id, &QuotationState::Given).unwrap();
    let today = desk.author.world.today();
    let given = desk.find(id);
    assert!(matches!(&given.word, Some(QuotationWord { total, .. }) if total.get() == given.totals().total_fen));
    // A colleague's device changed the draft before it heard of it.
    given.lines[0].amount = Fen::new(1);
    assert!(given.doubts(today).contains(&QuotationDoubt::ChangedSince));
}
