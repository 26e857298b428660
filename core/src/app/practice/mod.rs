//! The practice store: invented people and 90 days of their history, made by the same verbs as real work.
//!
//! Lives in a database of its own, is marked as practice in its ledger, has no relay, and is wiped in one tap.

mod follow;
mod orders;
mod people;
mod profile;
mod reception;
mod sales;

use std::sync::Arc;

pub(super) use reception::{Door, Guest, days as reception_days};
pub(super) use sales::{Book, Selling, cars};

use people::{Draw, GIVEN, PEOPLE, SERIES, SURNAMES, TALK};

use crate::{
    clock::{Date, Instant, ManualClock, SeededEntropy, World},
    domain::{
        customer::{CustomerField, CustomerFile, CustomerKind, InformationSource, Sex, Source},
        edit::{CustomerEdit, Edit, StoreEdit},
        event::EventField,
        follow_up::Outcome,
        money::Fen,
        opportunity::{Grade, Interest, InterestKind, OpportunityField, Stage},
        store::{CatalogueLevel, CatalogueNode, Rules, StoreFile},
    },
    ids::{FileId, InterestId, StaffId},
    ops::{Author, capture_lead, event, follow_up, opportunity, order, rules},
    policy::Role,
};

/// Customers of the practice store.
pub(super) const CUSTOMERS: u32 = 300;

/// A person of the practice staff.
pub(super) struct Person {
    pub id: StaffId,
    pub name: &'static str,
    pub roles: Vec<Role>,
}

/// Everyone but the person who practises.
pub(super) fn staff(world: &World) -> Vec<Person> {
    PEOPLE.iter().map(|(name, role)| Person { id: world.mint(), name, roles: vec![*role] }).collect()
}

/// The edits that fill the catalogue: one brand, its series and two models each.
pub(super) fn catalogue(author: &Author) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut add = |parent, level: CatalogueLevel, name: &str, price: &str, order: usize| {
        let id = author.world.mint();
        let price_fen = Fen::parse_said(price).ok().map(Fen::get);
        let order = i64::try_from(order).unwrap_or(0);
        let node = CatalogueNode { id, parent, level, name: name.to_owned(), price_fen, order, retired: false };
        edits.push(Edit::Store(StoreEdit::AddCatalogueNode(node)));
        id
    };
    let brand = add(None, CatalogueLevel::Brand, "奥迪", "", 0);
    for (place, (series, models)) in SERIES.iter().enumerate() {
        let id = add(Some(brand), CatalogueLevel::Series, series, "", place);
        for (place, (model, price)) in models.iter().enumerate() {
            add(Some(id), CatalogueLevel::Model, model, price, place);
        }
    }
    edits
}

/// The sales target since the history begins.
pub(super) fn target(today: Date) -> Vec<Edit> {
    rules::set_target(today.minus_months(3), Some(30)).into_iter().collect()
}

/// Three events: one that runs today, one last month, one next week.
pub(super) fn events(today: Date) -> Vec<Vec<Edit>> {
    let plan = |name: &str, place: &str, starts: Date, ends: Date, target: &str, cost: &str| {
        let fields = [
            (EventField::Name, name.to_owned()),
            (EventField::Place, place.to_owned()),
            (EventField::StartsOn, starts.to_string()),
            (EventField::EndsOn, ends.to_string()),
            (EventField::TargetLeads, target.to_owned()),
            (EventField::CostFen, cost.to_owned()),
        ];
        event::save(None, &fields, None).unwrap_or_default()
    };
    vec![
        plan("滨河公园试驾日", "滨河公园东门", today.plus_days(-1), today.plus_days(1), "60", "1.2万"),
        plan("秋季车展外展", "会展中心 2 号馆", today.plus_days(-33), today.plus_days(-30), "120", "5万"),
        plan("万达广场巡展", "万达广场中庭", today.plus_days(6), today.plus_days(8), "40", "8000"),
    ]
}

/// What the customers are made from.
pub(super) struct Cast<'a> {
    pub consultants: &'a [StaffId],
    pub events: &'a [FileId],
    pub store: &'a StoreFile,
    pub now: Instant,
}

/// One invented customer: how the file was caught, and what happened since.
pub(super) struct Invented {
    pub owner: StaffId,
    pub caught: Vec<Edit>,
    caught_at: Instant,
    grade: Grade,
    draw: Draw,
    nth: u32,
    gives_up: bool,
}

impl Cast<'_> {
    /// Customer number `nth`, always the same for the same number.
    pub(super) fn invent(&self, nth: u32) -> Invented {
        let mut draw = Draw::new(nth);
        let days_ago = i64::from(draw.below(90));
        let caught_at = self.now.plus_ms(-days_ago * 86_400_000 - i64::from(draw.below(8)) * 3_600_000);
        let owner = self.consultants[draw.index(self.consultants.len())];
        let author = author_at(caught_at, owner, nth);
        let grade = draw.weighted(&[(Grade::H, 12), (Grade::A, 22), (Grade::B, 30), (Grade::C, 26), (Grade::N, 10)]);
        let lead = self.lead(&mut draw, nth, days_ago, &grade);
        let mut caught = capture_lead::capture_lead(&author, &lead, &Rules::default()).unwrap_or_default();
        let is_company = draw.below(12) == 0;
        if is_company {
            caught.push(set(CustomerField::Kind, CustomerKind::Company.as_str()));
        }
        caught.extend(profile::told(&mut draw, nth, is_company));
        if draw.below(3) == 0 {
            let car = ["帕萨特 2018", "凯美瑞 2016", "无", "轩逸 2019"][draw.index(4)];
            caught.push(set(CustomerField::CurrentCar, car));
            if car != "无" {
                caught.extend(profile::car(&mut draw, nth));
            }
        }
        Invented { owner, caught, caught_at, grade, draw, nth, gives_up: false }
    }

    fn lead(&self, draw: &mut Draw, nth: u32, days_ago: i64, grade: &Grade) -> capture_lead::Lead {
        let sex = if draw.below(3) == 0 { Sex::Female } else { Sex::Male };
        let event = match days_ago {
            0..=1 => Some(self.events[0]),
            30..=33 => Some(self.events[1]),
            _ => None,
        };
        let source = draw.weighted(&[
            (Source::WalkIn, 40),
            (Source::PhoneIn, 15),
            (Source::Web, 20),
            (Source::Referral, 12),
            (Source::Hotline, 5),
            (Source::Repurchase, 8),
        ]);
        let refused = nth % 29 == 7;
        capture_lead::Lead {
            // Every fiftieth shares the number of the one before, so that there are duplicates to look at.
            phones: if refused { Vec::new() } else { vec![format!("1380000{:04}", if nth % 50 == 49 { nth - 1 } else { nth })] },
            name: format!("{}{}", SURNAMES[draw.index(SURNAMES.len())], GIVEN[draw.index(GIVEN.len())]),
            sex: Some(sex),
            plate: String::new(),
            contact_refused: refused,
            event,
            interests: self.interests(draw),
            grade: Some(grade.clone()),
            source: if event.is_some() { None } else { Some(source) },
            information_source: Some(draw.weighted(&[
                (InformationSource::Friend, 3),
                (InformationSource::WebPage, 4),
                (InformationSource::LiveStream, 3),
                (InformationSource::PassingBy, 2),
            ])),
            budget: if draw.below(4) == 0 { String::new() } else { format!("{}万", 18 + draw.below(50)) },
            purchase_on: None,
            next_follow_up_on: None,
            remark: if draw.below(3) == 0 { TALK[draw.index(TALK.len())].to_owned() } else { String::new() },
        }
    }

    fn interests(&self, draw: &mut Draw) -> Vec<Interest> {
        let series: Vec<_> = self.store.catalogue.iter().filter(|node| node.level == CatalogueLevel::Series).collect();
        if series.is_empty() {
            return Vec::new();
        }
        let chosen = series[draw.index(series.len())];
        let ours =
            Interest { id: InterestId::from_bytes(*chosen.id.as_bytes()), kind: InterestKind::Series, name: chosen.name.clone() };
        let rival = ["宝马 3系", "宝马 5系", "奔驰 C级", "奔驰 E级", "雷克萨斯 ES"][draw.index(5)];
        let world = seeded(self.now, u64::from(draw.below(u32::MAX)));
        let competitor = Interest { id: world.mint(), kind: InterestKind::Competitor, name: rival.to_owned() };
        if draw.below(2) == 0 { vec![ours, competitor] } else { vec![ours] }
    }
}

impl Invented {
    /// When they first came or called.
    pub(super) const fn came_at(&self) -> Instant {
        self.caught_at
    }

    /// What ties the customer to others of the store.
    pub(super) fn bonds(nth: u32, files: &[FileId], cast: &Cast<'_>) -> Vec<Edit> {
        profile::bonds(nth, files, |nth| cast.invent(nth).name())
    }

    fn name(&self) -> Option<String> {
        self.caught.iter().find_map(|edit| match edit {
            Edit::Customer(CustomerEdit::SetField(CustomerField::Name, name)) => name.clone(),
            _ => None,
        })
    }

    /// What happened after the file was caught: follow-ups done, stages moved, some ordered, some lost.
    pub(super) fn history(&mut self, file: &CustomerFile, now: Instant) -> Vec<Edit> {
        let age_days = (now.unix_ms() - self.caught_at.unix_ms()) / 86_400_000;
        let Some(opening) = file.follow_ups.first() else { return Vec::new() };
        let due_ms = opening.due_on.starts_at().plus_ms(10 * 3_600_000);
        // The newest are still to be called; some older ones were forgotten, so that there is something overdue.
        if age_days < 2 || due_ms > now || self.draw.below(9) == 0 {
            return Vec::new();
        }
        let author = author_at(due_ms, self.owner, self.draw.below(1_000_000));
        let (stage, grade) = self.where_it_went(age_days);
        let is_open = stage.is_open() && grade.is_open();
        let next_on = now.store_date().plus_days(i64::from(self.draw.below(12)) - 3);
        let report = follow_up::Report {
            outcome: self.draw.weighted(&[(Outcome::Reached, 6), (Outcome::VisitAgreed, 3), (Outcome::Visited, 2)]),
            text: TALK[self.draw.index(TALK.len())].to_owned(),
            grade: grade.is_by_hand().then(|| grade.clone()),
            stage: Some(stage.clone()),
            next_on: is_open.then_some(next_on),
            next_way: None,
            visit: None,
            next_aim: is_open.then(|| ["邀约到店", "确认试驾时间", "报价跟进", "了解决策人意见"][self.draw.index(4)].to_owned()),
        };
        let mut edits = follow_up::record(&author, file, opening.id, &report).unwrap_or_default();
        edits.extend(profile::learnt(&mut self.draw, due_ms, self.owner, file));
        if let Some(current) = file.opportunities.first() {
            // That of an order follows from it, whatever its story tells next.
            edits.extend(if grade.is_by_hand() { Vec::new() } else { opportunity::grade(&author, current, &grade) });
            edits.extend(
                opportunity::set_field(&author, file, current.id, &OpportunityField::Motive, "家庭换车").unwrap_or_default(),
            );
        }
        let far = match stage {
            Stage::Closing => Some(orders::Far::Ordered),
            Stage::AfterDelivery => Some(orders::Far::Delivered),
            _ => None,
        };
        if let Some(far) = far {
            edits.extend(orders::ordered(&author, file, self.nth + 1, far, &mut self.draw));
        }
        edits
    }

    /// What was said about it, and whether it was given up; `file` is as [`Self::history`] left it.
    pub(super) fn aftermath(mut self, file: &CustomerFile, manager: StaffId, now: Instant) -> Vec<Edit> {
        let mut edits = follow::said(&mut self.draw, file, self.owner, manager);
        let last = file.follow_ups.iter().filter_map(|task| task.result.as_ref()).map(|result| result.at).max();
        if let Some(at) = last.filter(|_| self.gives_up) {
            let at = at.plus_ms(i64::from(self.draw.below(10)) * 86_400_000 + 3_600_000).min(now.plus_ms(-3_600_000));
            edits.extend(follow::given_up(&mut self.draw, file, self.owner, manager, at, now));
        }
        edits.extend(follow::visited(&mut self.draw, file, self.owner, now));
        edits.extend(follow::thanked(&mut self.draw, file, self.owner, now));
        edits.extend(self.cancelled(file, now));
        edits
    }

    /// One order in five does not stand: it is cancelled two days after it was signed.
    fn cancelled(&self, file: &CustomerFile, now: Instant) -> Vec<Edit> {
        let signed = file.orders.first().filter(|_| self.nth % 5 == 2);
        let Some((order, done)) = signed.and_then(|order| Some((order, order.signed.as_ref()?))) else { return Vec::new() };
        let at = done.at.plus_ms(2 * 86_400_000).min(now.plus_ms(-3_600_000)).max(done.at);
        let author = author_at(at, self.owner, self.nth.wrapping_mul(17).wrapping_add(5));
        // A car that went is not cancelled.
        order::cancel(&author, file, order.id, "家人意见不一致，暂缓购车", "").unwrap_or_default()
    }

    fn where_it_went(&mut self, age_days: i64) -> (Stage, Grade) {
        let grade = self.grade.clone();
        if age_days > 20 && self.draw.below(7) == 0 {
            self.gives_up = true;
        }
        if age_days > 14 && self.draw.below(8) == 0 {
            self.gives_up = false;
            return (Stage::AfterDelivery, Grade::D);
        }
        let stage = self.draw.weighted(&[
            (Stage::InitialContact, 5),
            (Stage::Needs, 7),
            (Stage::Presentation, 5),
            (Stage::TestDrive, 5),
            (Stage::Proposal, 4),
            (Stage::Closing, 2),
        ]);
        self.gives_up &= stage != Stage::Closing;
        let grade = if stage == Stage::Closing { Grade::O } else { grade };
        (stage, grade)
    }
}

fn set(field: CustomerField, text: &str) -> Edit {
    Edit::Customer(CustomerEdit::SetField(field, Some(text.to_owned())))
}

fn seeded(at: Instant, seed: u64) -> World {
    World::new(Arc::new(ManualClock::at(at)), Arc::new(SeededEntropy::new(seed)))
}

fn author_at(at: Instant, staff: StaffId, seed: u32) -> Author {
    Author { world: seeded(at, u64::from(seed) + 1_000_000), staff }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_always_the_same_customer() {
        let world = seeded(Instant::from_unix_ms(1_795_230_000_000), 1);
        let consultants = [world.mint(), world.mint()];
        let events = [world.mint(), world.mint(), world.mint()];
        let store = StoreFile::empty(world.mint());
        let cast = Cast { consultants: &consultants, events: &events, store: &store, now: world.now() };
        assert_eq!(cast.invent(5).caught, cast.invent(5).caught);
        assert_ne!(cast.invent(5).caught, cast.invent(6).caught);
        assert!((0..CUSTOMERS).all(|nth| !cast.invent(nth).caught.is_empty()));
    }
}
