//! Ninety days at the door of the practice store, written by the desk's own verbs: those who left a number are the invented
//! customers, and beside them come people who did not, who only need the workshop, or who call.

use std::collections::BTreeMap;

use super::{Cast, Draw, author_at};
use crate::{
    clock::{Date, Instant},
    domain::{
        edit::Edit,
        opportunity::{Interest, InterestKind},
        reception::{CameBy, Chore, ChosenBy, ContactLeft, Line, LineField, Purpose, VisitResult},
        store::CatalogueLevel,
    },
    ids::{FileId, InterestId, StaffId},
    ops::{
        Author,
        reception::{self, Arrival, Change},
    },
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// How many days there are to look at, today left out.
const DAYS: i64 = 90;

const ASKED: &[&str] = &["问优惠和现车", "比较油耗和空间", "想看内饰颜色", "关心置换补贴", "问贷款方案", "路过看看新款"];

/// A customer who came or called.
pub(in crate::app) struct Guest {
    pub file: FileId,
    pub at: Instant,
    pub consultant: StaffId,
}

/// Who stands at the door, and who looks the log over.
#[derive(Clone, Copy)]
pub(in crate::app) struct Door {
    pub desk: StaffId,
    pub clerk: StaffId,
    /// Who practises: today's last visitor waits for them.
    pub me: StaffId,
}

/// The edits of each day's log, oldest first.
pub(in crate::app) fn days(cast: &Cast<'_>, door: Door, guests: &[Guest]) -> Vec<(Date, Vec<Edit>)> {
    let today = cast.now.store_date();
    let mut by_day: BTreeMap<Date, Vec<&Guest>> = BTreeMap::new();
    let guests: Vec<Guest> = guests.iter().map(|guest| Guest { at: opened(guest.at, cast.now), ..*guest }).collect();
    for guest in &guests {
        by_day.entry(guest.at.store_date()).or_default().push(guest);
    }
    (0..=DAYS)
        .rev()
        .map(|ago| {
            let day = today.plus_days(-ago);
            let guests = by_day.remove(&day).unwrap_or_default();
            let mut scribe = Scribe {
                cast,
                door,
                day,
                draw: Draw::new(900_000 + u32::try_from(ago).unwrap_or(0)),
                edits: Vec::new(),
                seed: 0,
            };
            if ago == 0 {
                scribe.today(&guests)
            } else {
                scribe.past(&guests)
            }
            (day, scribe.edits)
        })
        .collect()
}

/// The same day while the doors were open; a time that is still to come stays as it is.
fn opened(at: Instant, now: Instant) -> Instant {
    let midnight = at.store_date().starts_at();
    let since = at.unix_ms() - midnight.unix_ms();
    let open = if since < 9 * HOUR_MS { midnight.plus_ms(9 * HOUR_MS + since % (8 * HOUR_MS)) } else { at };
    if open > now { at } else { open }
}

/// Writes one day.
struct Scribe<'a> {
    cast: &'a Cast<'a>,
    door: Door,
    day: Date,
    draw: Draw,
    edits: Vec<Edit>,
    seed: u32,
}

impl Scribe<'_> {
    fn past(&mut self, guests: &[&Guest]) {
        for guest in guests {
            let line = Arrival { customer: Some(guest.file), contact: Some(ContactLeft::Left), ..self.visitor() };
            self.write(guest.at, Arrival { consultant: Some((guest.consultant, ChosenBy::Rota)), ..line });
        }
        let others = 4 + self.draw.below(5);
        for _ in 0..others {
            let at = self.between_nine_and_six();
            let line = self.stranger();
            self.write(at, line);
        }
        self.chores(Chore::ALL);
    }

    /// Today, so far: who came this morning, and who is in the house now.
    fn today(&mut self, guests: &[&Guest]) {
        let now = self.cast.now;
        for guest in guests {
            let line = Arrival { customer: Some(guest.file), contact: Some(ContactLeft::Left), ..self.visitor() };
            self.write(guest.at, Arrival { consultant: Some((guest.consultant, ChosenBy::Rota)), ..line });
        }
        let stay = |minutes: i64| Some(now.plus_ms(-minutes * MINUTE_MS)).filter(|at| at.store_date() == now.store_date());
        let others = [self.door.me, self.cast.consultants[0]];
        for (minutes, consultant) in [(38, Some(others[1])), (12, Some(others[0])), (4, None)] {
            if let Some(at) = stay(minutes) {
                let chosen = consultant.map(|staff| (staff, ChosenBy::Rota));
                let arrival = Arrival { consultant: chosen, contact: None, asked: Some(1), ..self.visitor() };
                let author = self.author(at, self.door.desk);
                if let Ok((line, edits)) = reception::log_arrival(&author, &arrival) {
                    self.edits.extend(edits);
                    if consultant == Some(others[1]) {
                        self.accept(&line, others[1], at);
                    }
                }
            }
        }
        self.chores(&Chore::ALL[..1]);
    }

    fn chores(&mut self, done: &[Chore]) {
        for (nth, chore) in (0_i64..).zip(done) {
            let at = self.day.starts_at().plus_ms((8 + 2 * nth) * HOUR_MS);
            if at <= self.cast.now && self.draw.below(10) > 0 {
                let author = self.author(at, self.door.clerk);
                self.edits.extend(reception::tick(&author, self.day, chore));
            }
        }
    }

    /// A whole visit: entered by the desk, taken over, seen out, and now and then looked over.
    fn write(&mut self, came: Instant, arrival: Arrival) {
        let late = if self.draw.below(12) == 0 { 40 } else { 2 };
        let author = self.author(came.plus_ms(late * MINUTE_MS), self.door.desk);
        let Ok((line, edits)) = reception::log_arrival(&author, &Arrival { in_at: Some(came), ..arrival }) else { return };
        self.edits.extend(edits);
        if let Some(consultant) = line.consultant() {
            self.accept(&line, consultant, came);
        }
        let out = came.plus_ms((15 + i64::from(self.draw.below(90))) * MINUTE_MS);
        if self.draw.below(40) == 0 || out > self.cast.now {
            return;
        }
        let result = self.result(&line);
        let author = self.author(out, self.door.desk);
        self.edits.extend(reception::leave(&author, std::slice::from_ref(&line), line.id, &result, None).unwrap_or_default());
        self.look_over(&line, out);
    }

    fn accept(&mut self, line: &Line, consultant: StaffId, came: Instant) {
        let minutes = 4 + i64::from(self.draw.below(9));
        let author = self.author(came.plus_ms(minutes * MINUTE_MS), consultant);
        self.edits.extend(reception::accept(&author, std::slice::from_ref(line), line.id).unwrap_or_default());
    }

    fn look_over(&mut self, line: &Line, out: Instant) {
        if self.draw.below(20) > 0 {
            return;
        }
        let author = self.author(out.plus_ms(HOUR_MS), self.door.clerk);
        let change = Change::Field(LineField::PartySize, (2 + self.draw.below(2)).to_string());
        self.edits.extend(reception::change(&author, std::slice::from_ref(line), line.id, &[change]).unwrap_or_default());
    }

    fn result(&mut self, line: &Line) -> VisitResult {
        let choices: &[(VisitResult, u32)] = match (line.came_by.is_in_store() && line.is_intending(), line.customer) {
            (false, _) if line.is_intending() => &[(VisitResult::VisitAgreed, 2), (VisitResult::Left, 1)],
            (false, _) => &[(VisitResult::Left, 1)],
            (true, Some(_)) => {
                &[(VisitResult::Left, 9), (VisitResult::Quote, 6), (VisitResult::TestDrive, 6), (VisitResult::Deal, 1)]
            }
            (true, None) => &[(VisitResult::Left, 8), (VisitResult::TestDrive, 1), (VisitResult::Quote, 1)],
        };
        self.draw.weighted(choices)
    }

    /// Somebody who means to buy.
    fn visitor(&mut self) -> Arrival {
        let interests = self.interest();
        Arrival {
            came_by: self.draw.weighted(&[(CameBy::WalkIn, 7), (CameBy::Appointment, 2), (CameBy::Event, 1)]),
            in_at: None,
            out_at: None,
            visit_count: Some(if self.draw.below(4) == 0 { 2 } else { 1 }),
            party_size: Some(1 + self.draw.below(3)),
            purpose: Purpose::Buying,
            interests,
            enquiry: ASKED[self.draw.index(ASKED.len())].to_owned(),
            contact: None,
            asked: None,
            result: None,
            stage: None,
            remark: String::new(),
            event: None,
            customer: None,
            consultant: None,
        }
    }

    /// Somebody without a file.
    fn stranger(&mut self) -> Arrival {
        let consultant = self.cast.consultants[self.draw.index(self.cast.consultants.len())];
        let visitor = Arrival { consultant: Some((consultant, ChosenBy::Rota)), ..self.visitor() };
        let kinds = [(0, 5), (1, 2), (2, 1), (3, 2)];
        match self.draw.weighted(&kinds) {
            0 => Arrival {
                contact: Some(ContactLeft::Refused),
                asked: Some(1 + self.draw.below(3)),
                visit_count: Some(1),
                ..visitor
            },
            1 => {
                Arrival { purpose: Purpose::Service, consultant: None, interests: Vec::new(), enquiry: String::new(), ..visitor }
            }
            2 => {
                Arrival { purpose: Purpose::Restroom, consultant: None, interests: Vec::new(), enquiry: String::new(), ..visitor }
            }
            _ => {
                let asked = Some(1);
                Arrival { came_by: CameBy::Phone, party_size: None, contact: Some(ContactLeft::Refused), asked, ..visitor }
            }
        }
    }

    fn interest(&mut self) -> Vec<Interest> {
        let series: Vec<_> = self.cast.store.catalogue.iter().filter(|node| node.level == CatalogueLevel::Series).collect();
        // Now and then nobody writes what they looked at.
        if series.is_empty() || self.draw.below(15) == 0 {
            return Vec::new();
        }
        let chosen = series[self.draw.index(series.len())];
        let id = InterestId::from_bytes(*chosen.id.as_bytes());
        vec![Interest { id, kind: InterestKind::Series, name: chosen.name.clone() }]
    }

    fn between_nine_and_six(&mut self) -> Instant {
        self.day.starts_at().plus_ms(9 * HOUR_MS + i64::from(self.draw.below(8 * 60)) * MINUTE_MS)
    }

    /// Somebody at that instant, whose ids are like nobody else's.
    fn author(&mut self, at: Instant, staff: StaffId) -> Author {
        self.seed += 1;
        let day = u32::try_from(self.cast.now.store_date().days_since(self.day)).unwrap_or(0);
        author_at(at, staff, day.wrapping_mul(1_000).wrapping_add(self.seed).wrapping_add(2_000_000_000))
    }
}
