//! For random histories: rebuilt equals incremental, and every number equals a plain walk over the files.

use std::collections::BTreeMap;

use proptest::{prelude::*, test_runner::RngSeed};
use rusqlite::Connection;

use super::fixtures::{any_customer, event, event_id, mirror, staff, today, write};
use crate::{
    clock::Instant,
    domain::{
        customer::{CustomerField, CustomerFile},
        event::EventFile,
        opportunity::{Grade, Stage},
        pair::{PairReason, names_agree},
        profile::TagGroup,
        relation::{self, Relation},
    },
    ids::{FileId, StaffId},
    mirror::{
        self, Columns, Filter, Need, Page, Scope, Sort, digest, duplicate_count, events, list, pipeline, put_customer, put_event,
        remove, set_owner,
    },
};

const FILES: u8 = 7;

/// One step of a history.
#[derive(Debug, Clone)]
enum Step {
    Put(Box<CustomerFile>, Option<StaffId>),
    Give(FileId, Option<StaffId>),
    Remove(FileId),
    Event(EventFile),
}

fn any_owner() -> impl Strategy<Value = Option<StaffId>> {
    proptest::option::of((1..4_u8).prop_map(staff))
}

fn any_step() -> impl Strategy<Value = Step> {
    let file = || (0..FILES).prop_map(super::fixtures::file_id);
    prop_oneof![
        6 => (any_customer(FILES), any_owner()).prop_map(|(file, owner)| Step::Put(Box::new(file), owner)),
        2 => (file(), any_owner()).prop_map(|(file, owner)| Step::Give(file, owner)),
        1 => file().prop_map(Step::Remove),
        1 => (0..3_u8, "[a-c]{1,2}").prop_map(|(n, name)| Step::Event(event(n, &name, "2026-11-22"))),
    ]
}

/// What should be in the mirror after a history.
#[derive(Debug, Default)]
struct Model {
    customers: BTreeMap<FileId, (CustomerFile, Option<StaffId>)>,
    events: BTreeMap<FileId, EventFile>,
}

impl Model {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Put(file, owner) => drop(self.customers.insert(file.id, (file.as_ref().clone(), *owner))),
            Step::Give(file, owner) => {
                if let Some(customer) = self.customers.get_mut(file) {
                    customer.1 = *owner;
                }
            }
            Step::Remove(file) => drop(self.customers.remove(file)),
            Step::Event(event) => drop(self.events.insert(event.id, event.clone())),
        }
    }

    fn lead(file: &CustomerFile) -> Option<(&Stage, &Grade)> {
        let open = file.opportunities.iter().rev().find(|one| one.stage.is_open());
        let kept = file.opportunities.iter().rev().find(|one| !matches!(one.stage, Stage::Lost | Stage::Dormant));
        open.or(kept).or(file.opportunities.last()).map(|one| (&one.stage, &one.grade))
    }

    fn shares_a_phone(&self, file: &CustomerFile, other: &CustomerFile) -> bool {
        file.id != other.id
            && !Self::are_apart(file, other)
            && file.phones.iter().any(|own| other.phones.iter().any(|their| own.number.normalised == their.number.normalised))
    }

    fn are_apart(one: &CustomerFile, other: &CustomerFile) -> bool {
        let says = |a: &CustomerFile, b: &CustomerFile| a.judged.iter().any(|judged| judged.other == b.id);
        says(one, other) || says(other, one)
    }

    /// Why two files may be one person, from the files themselves.
    fn reasons(&self, one: &CustomerFile, other: &CustomerFile) -> Vec<PairReason> {
        let name = |file: &CustomerFile| file.field(&CustomerField::Name).unwrap_or_default().to_owned();
        let numbers =
            |file: &CustomerFile| file.phones.iter().filter_map(|phone| phone.number.normalised.clone()).collect::<Vec<_>>();
        let differ_once = |a: &str, b: &str| {
            let differing: Vec<usize> =
                a.bytes().zip(b.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
            let swapped = || matches!(differing[..], [at, next] if next == at + 1 && a.as_bytes()[at] == b.as_bytes()[next] && a.as_bytes()[next] == b.as_bytes()[at]);
            a.len() == b.len() && (differing.len() == 1 || swapped())
        };
        let is_near = numbers(one).iter().any(|a| numbers(other).iter().any(|b| differ_once(a, b)));
        let mut found = Vec::new();
        found.extend(self.shares_a_phone(one, other).then_some(PairReason::Phone));
        found.extend((is_near && names_agree(&name(one), &name(other))).then_some(PairReason::NearPhone));
        let plate = |file: &CustomerFile| file.field(&CustomerField::CurrentPlate).map(str::to_owned);
        found.extend((plate(one).is_some() && plate(one) == plate(other)).then_some(PairReason::Plate));
        found
    }

    fn needs(&self, file: &CustomerFile, need: Need) -> bool {
        let open: Vec<_> = file.follow_ups.iter().filter(|task| task.result.is_none()).collect();
        match need {
            Need::OverdueFollowUp => open.iter().any(|task| task.due_on < today()),
            Need::NoFollowUp => {
                open.is_empty() && Self::lead(file).is_some_and(|(stage, grade)| stage.is_open() && grade.is_open())
            }
            Need::Incomplete => file.phones.is_empty() || file.field(&CustomerField::Name).is_none(),
            Need::Duplicate => self.customers.values().any(|(other, _)| self.shares_a_phone(file, other)),
            Need::Clash => !file.clashes.is_empty(),
        }
    }

    fn matching(&self, scope: Scope, filter: &Filter) -> Vec<FileId> {
        let admits = |file: &CustomerFile, owner: Option<StaffId>| {
            let lead = Self::lead(file);
            scope.admits(owner)
                && (filter.owners.is_empty() || owner.is_some_and(|owner| filter.owners.contains(&owner)))
                && (filter.sources.is_empty()
                    || filter.sources.iter().any(|source| file.field(&CustomerField::Source).unwrap_or_default() == source))
                && (filter.grades.is_empty() || lead.is_some_and(|(_, grade)| filter.grades.contains(grade)))
                && (filter.stages.is_empty() || lead.is_some_and(|(stage, _)| filter.stages.contains(stage)))
                && filter.event.is_none_or(|event| file.opportunities.iter().any(|one| one.event == Some(event)))
                && filter.need.is_none_or(|need| self.needs(file, need))
                && (filter.tags.is_empty()
                    || file.tags.iter().any(|tag| tag.group == TagGroup::Free && filter.tags.contains(&tag.word)))
                && (filter.relations.is_empty() || filter.relations.contains(&stands(file, filter.lapsed_before)))
                && file.field(&CustomerField::Name).unwrap_or_default().contains(&filter.search)
        };
        self.customers.values().filter(|(file, owner)| admits(file, *owner)).map(|(file, _)| file.id).collect()
    }

    fn pairs(&self) -> usize {
        let files: Vec<_> = self.customers.values().map(|(file, _)| file).collect();
        let pair = |(place, a): (usize, &&CustomerFile)| files[place + 1..].iter().filter(|b| self.shares_a_phone(a, b)).count();
        files.iter().enumerate().map(pair).sum()
    }

    /// A new mirror with the same files, put in the opposite order.
    fn rebuilt(&self) -> Connection {
        let mut conn = mirror();
        write(&mut conn, |tx| {
            for event in self.events.values().rev() {
                put_event(tx, event).unwrap();
            }
            for (file, owner) in self.customers.values().rev() {
                put_customer(tx, file, *owner).unwrap();
            }
        });
        conn
    }
}

fn run(history: &[Step]) -> (Connection, Model) {
    let mut conn = mirror();
    let mut model = Model::default();
    for step in history {
        model.take(step);
        write(&mut conn, |tx| match step {
            Step::Put(file, owner) => put_customer(tx, file, *owner).unwrap(),
            Step::Give(file, owner) => set_owner(tx, *file, *owner).unwrap(),
            Step::Remove(file) => remove(tx, *file).unwrap(),
            Step::Event(event) => put_event(tx, event).unwrap(),
        });
    }
    (conn, model)
}

/// How a customer stands, by the domain's own reckoning.
fn stands(file: &CustomerFile, lapsed_before: Option<Instant>) -> Relation {
    let now = relation::now(file);
    match lapsed_before.map(Instant::store_date) {
        Some(day) => now.on(day, 0),
        None => now.relation,
    }
}

fn lapsed_before() -> Instant {
    today().plus_days(-5).starts_at()
}

fn any_scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::All),
        (1..4_u8).prop_map(|n| Scope::Own(staff(n))),
        (1..4_u8).prop_map(|n| Scope::OwnAndPool(staff(n))),
    ]
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let few = |n: usize| 0..n;
    let needs = [Need::OverdueFollowUp, Need::NoFollowUp, Need::Incomplete, Need::Duplicate, Need::Clash];
    (
        prop_oneof![3 => Just(String::new()), 1 => "[张王李陈]{1,2}"],
        proptest::collection::vec((1..4_u8).prop_map(staff), few(2)),
        proptest::collection::vec("walk_in|event|".prop_map(String::from), few(2)),
        proptest::collection::vec(proptest::sample::select(Grade::ALL), few(5)),
        proptest::collection::vec(proptest::sample::select(Stage::ALL), few(5)),
        proptest::option::weighted(0.3, (0..3_u8).prop_map(event_id)),
        proptest::option::weighted(0.5, proptest::sample::select(needs.to_vec())),
        proptest::collection::vec("大客户|老友".prop_map(String::from), few(2)),
        proptest::collection::vec(proptest::sample::select(Relation::ALL), few(2)),
        proptest::option::of(Just(lapsed_before())),
    )
        .prop_map(|(search, owners, sources, grades, stages, event, need, tags, relations, lapsed_before)| Filter {
            search,
            owners,
            sources,
            grades,
            stages,
            event,
            need,
            tags,
            relations,
            lapsed_before,
        })
}

fn seeded(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..ProptestConfig::default() }
}

const ALL_ROWS: Page = Page { offset: 0, limit: 1_000 };

proptest! {
    #![proptest_config(seeded(96))]

    #[test]
    fn a_rebuilt_mirror_equals_the_one_kept_up_to_date(history in proptest::collection::vec(any_step(), 0..24)) {
        let (conn, model) = run(&history);
        let rebuilt = model.rebuilt();
        prop_assert_eq!(digest(&conn).unwrap(), digest(&rebuilt).unwrap());
        for sort in [Sort::LastContact, Sort::Name, Sort::NextFollowUp, Sort::Opened] {
            for search in ["", "张", "zhang", "138"] {
                let filter = Filter { search: search.to_owned(), ..Filter::default() };
                let of = |conn| list(conn, Scope::All, &filter, sort, today(), ALL_ROWS).unwrap();
                prop_assert_eq!(of(&conn), of(&rebuilt));
            }
        }
    }

    #[test]
    fn a_list_holds_exactly_what_its_filter_says(
        history in proptest::collection::vec(any_step(), 0..24),
        questions in proptest::collection::vec((any_scope(), any_filter()), 8),
    ) {
        let (conn, model) = run(&history);
        for (scope, filter) in questions {
            let found = list(&conn, scope, &filter, Sort::Name, today(), ALL_ROWS).unwrap();
            let mut files: Vec<FileId> = found.rows.iter().map(|row| row.file).collect();
            files.sort();
            prop_assert_eq!(&files, &model.matching(scope, &filter), "{:?} {:?}", scope, filter);
            prop_assert_eq!(usize::try_from(found.total).unwrap(), files.len());
        }
    }

    #[test]
    fn pages_put_together_are_the_list(history in proptest::collection::vec(any_step(), 0..24), scope in any_scope(), limit in 1..4_u32) {
        let (conn, _) = run(&history);
        for sort in [Sort::LastContact, Sort::Name, Sort::NextFollowUp, Sort::Opened] {
            let whole = list(&conn, scope, &Filter::default(), sort, today(), ALL_ROWS).unwrap();
            let mut put_together = Vec::new();
            for offset in (0..whole.total).step_by(usize::try_from(limit).unwrap()) {
                put_together.extend(list(&conn, scope, &Filter::default(), sort, today(), Page { offset, limit }).unwrap().rows);
            }
            prop_assert_eq!(put_together, whole.rows);
        }
    }

    #[test]
    fn the_board_counts_every_opportunity_once(history in proptest::collection::vec(any_step(), 0..24), scope in any_scope(), filter in any_filter()) {
        let (conn, model) = run(&history);
        let of_customer = Filter {
            search: filter.search.clone(),
            need: filter.need,
            tags: filter.tags.clone(),
            relations: filter.relations.clone(),
            lapsed_before: filter.lapsed_before,
            ..Filter::default()
        };
        let customers = model.matching(scope, &of_customer);
        let admits = |file: &CustomerFile, owner: Option<StaffId>, one: &crate::domain::opportunity::Opportunity| {
            let source = file.field(&CustomerField::Source).unwrap_or_default();
            customers.contains(&file.id)
                && (filter.owners.is_empty() || owner.is_some_and(|owner| filter.owners.contains(&owner)))
                && (filter.sources.is_empty() || filter.sources.iter().any(|wanted| wanted == source))
                && (filter.grades.is_empty() || filter.grades.contains(&one.grade))
                && (filter.stages.is_empty() || filter.stages.contains(&one.stage))
                && filter.event.is_none_or(|event| one.event == Some(event))
        };
        let expected: Vec<_> = model.customers.values()
            .flat_map(|(file, owner)| file.opportunities.iter().filter(move |one| admits(file, *owner, one)))
            .collect();
        for by in [Columns::Stage, Columns::Grade] {
            let board = pipeline(&conn, scope, &filter, by, today(), 100).unwrap();
            let amount: i64 = expected.iter().filter_map(|one| one.budget).map(crate::domain::money::Fen::get).sum();
            prop_assert_eq!((usize::try_from(board.total.count).unwrap(), board.total.amount_fen), (expected.len(), amount));
            prop_assert_eq!(board.columns.iter().map(|column| column.share.count).sum::<u32>(), board.total.count);
            prop_assert_eq!(board.columns.iter().map(|column| column.cards.len()).sum::<usize>(), expected.len());
            prop_assert_eq!(board.by_owner.iter().map(|(_, share)| share.count).sum::<u32>(), board.total.count);
            prop_assert_eq!(board.by_source.iter().map(|(_, share)| share.amount_fen).sum::<i64>(), amount);
            for column in &board.columns {
                for card in &column.cards {
                    let one = expected.iter().find(|one| one.id == card.opportunity).unwrap();
                    let word = match by { Columns::Stage => one.stage.as_str(), Columns::Grade => one.grade.as_str() };
                    prop_assert_eq!(word, column.word.as_str());
                    prop_assert_eq!(card.customer.budget_fen, one.budget.map(crate::domain::money::Fen::get));
                    let names: Vec<_> = one.interests.iter().map(|interest| interest.name.clone()).collect();
                    prop_assert_eq!(&card.customer.interests, &names);
                }
                let idle: Vec<_> = column.cards.iter().map(|card| card.customer.last_contact_at).collect();
                prop_assert!(idle.is_sorted());
            }
        }
    }

    #[test]
    fn today_shows_every_open_follow_up_in_reach_once(history in proptest::collection::vec(any_step(), 0..24), scope in any_scope()) {
        let (conn, model) = run(&history);
        let found = mirror::today(&conn, scope, today(), today(), 1_000).unwrap();
        let open: Vec<_> = model.customers.values()
            .filter(|(_, owner)| scope.admits(*owner))
            .flat_map(|(file, _)| file.follow_ups.iter().filter(|task| task.result.is_none()))
            .collect();
        let count = |from: i64, upto: i64| {
            let days = today().plus_days(from)..=today().plus_days(upto);
            u32::try_from(open.iter().filter(|task| days.contains(&task.due_on)).count()).unwrap()
        };
        prop_assert_eq!((found.overdue_total, found.due_total, found.planned_total), (count(-900, -1), count(0, 0), count(1, 7)));
        for (list, total) in [(&found.overdue, found.overdue_total), (&found.due, found.due_total), (&found.planned, found.planned_total)] {
            prop_assert_eq!(u32::try_from(list.len()).unwrap(), total);
            prop_assert!(list.iter().map(|due| due.due_on).is_sorted());
        }
        let done = model.customers.values().flat_map(|(file, _)| file.follow_ups.iter())
            .filter_map(|task| task.result.as_ref())
            .filter(|result| result.at.store_date() == today() && scope.staff().is_none_or(|staff| staff == result.by));
        prop_assert_eq!(usize::try_from(found.done_today).unwrap(), done.count());
        let opened = model.customers.values().map(|(file, _)| file)
            .filter(|file| file.opened_at.is_some_and(|at| at.store_date() == today()))
            .filter(|file| scope.staff().is_none_or(|staff| file.opened_by == Some(staff)));
        prop_assert_eq!(usize::try_from(found.captured_today).unwrap(), opened.count());
    }

    #[test]
    fn an_events_counts_are_those_of_the_lists_they_open(history in proptest::collection::vec(any_step(), 0..24), scope in any_scope()) {
        let (conn, model) = run(&history);
        for row in events(&conn, scope, today()).unwrap() {
            let filter = Filter { event: Some(row.event.id), ..Filter::default() };
            let leads = model.matching(scope, &filter);
            prop_assert_eq!(usize::try_from(row.leads).unwrap(), leads.len());
            prop_assert_eq!(row.grades.iter().map(|(_, count)| count).sum::<u32>(), row.leads);
            let with_phone = leads.iter().filter(|file| !model.customers[file].0.phones.is_empty()).count();
            prop_assert_eq!(usize::try_from(row.with_phone).unwrap(), with_phone);
            let shares = mirror::event_by_owner(&conn, scope, row.event.id).unwrap();
            prop_assert_eq!(shares.iter().map(|share| share.count).sum::<u32>(), row.leads);
            prop_assert_eq!(mirror::event_leads(&conn, scope, row.event.id).unwrap(), Some(row));
        }
    }

    /// C34
    #[test]
    fn every_pair_that_may_be_one_person_is_told_once_with_its_reasons(history in proptest::collection::vec(any_step(), 0..24)) {
        let (conn, model) = run(&history);
        let files: Vec<_> = model.customers.values().map(|(file, _)| file).collect();
        let mut expected = BTreeMap::new();
        for (at, one) in files.iter().enumerate() {
            for other in files[at + 1..].iter().filter(|other| !Model::are_apart(one, other)) {
                let reasons = model.reasons(one, other);
                if !reasons.is_empty() {
                    expected.insert((one.id, other.id), reasons);
                }
            }
        }
        let found = mirror::suspects(&conn, 0, 1_000).unwrap();
        let told: BTreeMap<_, _> = found.pairs.iter().map(|pair| ((pair.a.file, pair.b.file), pair.reasons.clone())).collect();
        prop_assert_eq!(&told, &expected);
        let certain = expected.values().filter(|reasons| reasons.contains(&PairReason::Phone)).count();
        prop_assert_eq!((usize::try_from(found.certain).unwrap(), usize::try_from(found.hints).unwrap()), (certain, expected.len() - certain));
        let mut paged = Vec::new();
        for offset in 0..u32::try_from(expected.len()).unwrap() {
            paged.extend(mirror::suspects(&conn, offset, 1).unwrap().pairs);
        }
        prop_assert_eq!(paged, found.pairs);
    }

    #[test]
    fn every_pair_with_the_same_phone_is_told_once(history in proptest::collection::vec(any_step(), 0..24)) {
        let (conn, model) = run(&history);
        prop_assert_eq!(usize::try_from(duplicate_count(&conn).unwrap()).unwrap(), model.pairs());
        let pairs = mirror::duplicates(&conn, 1_000).unwrap();
        prop_assert_eq!(pairs.len(), model.pairs());
        for pair in &pairs {
            prop_assert!(pair.a.file < pair.b.file && pair.a.duplicates > 0 && pair.b.duplicates > 0);
        }
        for (file, _) in model.customers.values() {
            let others = model.customers.values().filter(|(other, _)| model.shares_a_phone(file, other)).count();
            prop_assert_eq!(mirror::same_phone(&conn, file.id).unwrap().len(), others);
            let row = mirror::customer(&conn, file.id).unwrap().unwrap();
            prop_assert_eq!(usize::try_from(row.duplicates).unwrap(), others);
        }
    }
}
