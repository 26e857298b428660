//! Purchases that were given up: pages and counts against the files themselves.

use super::fixtures::{file_id, mirror, named, opportunity, staff, today, write};
use crate::{
    clock::Instant,
    domain::{
        customer::CustomerFile,
        loss::{Loss, LossRequest, LossState, LossVerdict},
        opportunity::{Grade, Stage},
    },
    ids::{LossId, Minted as _, OpportunityId, StaffId},
    mirror::{self, LossFilter, Page, Scope, put_customer, set_owner},
};

const COUNT: u8 = 24;
const HOUR_MS: i64 = 3_600_000;

/// Customer `n` gave up; two at the same hour, every third is confirmed, every fourth refused.
fn lost(n: u8) -> CustomerFile {
    let id = LossId::mint(u64::from(n), &[n; 10]);
    let at = today().starts_at().plus_ms(i64::from(n / 2) * HOUR_MS);
    let request = LossRequest {
        id,
        at,
        by: staff(1),
        reason: ["price", "stock"][usize::from(n % 2)].to_owned(),
        competitor: ["宝马 3系", "", "奔驰 C级"][usize::from(n % 3)].to_owned(),
        words: format!("words {n}"),
        stage: Stage::Proposal,
        grade: Grade::A,
    };
    let verdict = (n.is_multiple_of(3) || n.is_multiple_of(4)).then(|| LossVerdict {
        request: id,
        revival: None,
        confirmed: n.is_multiple_of(3),
        words: String::new(),
        at: at.plus_ms(HOUR_MS),
        by: staff(2),
    });
    let mut file = named(n, "张伟");
    file.opportunities = vec![opportunity(n, Stage::Proposal, Grade::A)];
    file.opportunities[0].loss = Loss { request: Some(request), verdict, ..Loss::default() };
    file
}

fn owner(n: u8) -> Option<StaffId> {
    [None, Some(staff(1)), Some(staff(2))][usize::from(n / 2 % 3)]
}

/// What stands in the file: when, which purchase, state, reason, competitor.
type Told = (Instant, OpportunityId, LossState, String, String);

fn told(n: u8) -> Told {
    let one = lost(n).opportunities.remove(0);
    let request = one.loss.request.clone().unwrap();
    (request.at, one.id, one.loss.state(), request.reason, request.competitor)
}

fn filters() -> Vec<LossFilter> {
    let hour = |hour: i64| Some(today().starts_at().plus_ms(hour * HOUR_MS));
    vec![
        LossFilter::default(),
        LossFilter { states: vec![LossState::Lost, LossState::Contested], ..LossFilter::default() },
        LossFilter { from: hour(2), before: hour(9), states: vec![LossState::Requested], ..LossFilter::default() },
        LossFilter { reason: Some("price".to_owned()), ..LossFilter::default() },
        LossFilter { competitor: Some("奔驰 C级".to_owned()), states: vec![LossState::Refused], ..LossFilter::default() },
    ]
}

/// F7, F8
#[test]
fn pages_of_losses_put_together_are_those_of_the_files_and_their_counts_too() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for n in 0..COUNT {
            put_customer(tx, &lost(n), Some(staff(9))).unwrap();
            set_owner(tx, file_id(n), owner(n)).unwrap();
        }
    });
    for scope in [Scope::All, Scope::Own(staff(1)), Scope::OwnAndPool(staff(2))] {
        for filter in filters() {
            let is_timely =
                |one: &Told| filter.from.is_none_or(|from| one.0 >= from) && filter.before.is_none_or(|before| one.0 < before);
            let in_time: Vec<Told> = (0..COUNT).filter(|n| scope.admits(owner(*n))).map(told).filter(is_timely).collect();
            let mut wanted: Vec<Told> = in_time
                .iter()
                .filter(|one| filter.states.is_empty() || filter.states.contains(&one.2))
                .filter(|one| filter.reason.as_ref().is_none_or(|reason| *reason == one.3))
                .filter(|one| filter.competitor.as_ref().is_none_or(|competitor| *competitor == one.4))
                .cloned()
                .collect();
            wanted.sort_by_key(|one| std::cmp::Reverse((one.0, one.1)));
            let page = |offset| mirror::losses(&conn, scope, &filter, Page { offset, limit: 5 }).unwrap();
            let found: Vec<Told> = (0..=5)
                .flat_map(|nth| page(nth * 5))
                .map(|one| (one.asked_at, one.opportunity, one.state, one.reason, one.competitor))
                .collect();
            assert_eq!(found, wanted, "{scope:?} {filter:?}");
            let counts = mirror::loss_counts(&conn, scope, &filter).unwrap();
            for one in &counts {
                let alike = in_time.iter().filter(|told| (told.2, &told.3, &told.4) == (one.state, &one.reason, &one.competitor));
                assert_eq!(usize::try_from(one.count).unwrap(), alike.count(), "{scope:?} {one:?}");
            }
            assert_eq!(counts.iter().map(|one| one.count).sum::<u32>(), u32::try_from(in_time.len()).unwrap());
        }
    }
}
