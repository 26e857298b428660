//! What to remind a person of, and when: a summary in the morning, what is still due in the afternoon, and leads that nobody
//! has contacted shortly before their limit. Pure: the device that shows them asks anew whenever something changes and at
//! every start, so nothing is forgotten by a restart. Names are shortened, because a screen is seen by others; numbers are
//! not in it at all.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    clock::{Date, Instant},
    ids::FileId,
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// 08:45
const SUMMARY_MS: i64 = 8 * HOUR_MS + 45 * MINUTE_MS;
/// 16:30
const STILL_DUE_MS: i64 = 16 * HOUR_MS + 30 * MINUTE_MS;
/// How long before its limit a lead is called to mind.
const BEFORE_LIMIT_MS: i64 = 30 * MINUTE_MS;
/// Names in one reminder.
const MOST_NAMES: usize = 3;

/// What a reminder says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Reminds {
    /// What the day holds.
    Summary {
        /// Follow-ups overdue.
        overdue: u32,
        /// Due today.
        due: u32,
        /// Lost purchases that wait for this manager.
        losses: u32,
    },
    /// What is still to be done today.
    StillDue {
        /// How many.
        due: u32,
        /// The first of them, shortened.
        names: Vec<String>,
    },
    /// A lead that nobody has contacted.
    FirstContact {
        /// Its name, shortened.
        name: String,
    },
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reminder {
    /// The same reminder has the same key: it is shown once.
    pub key: String,
    /// When it is shown.
    pub at: Instant,
    /// What it says.
    pub reminds: Reminds,
    /// The file it opens; none opens the day's list.
    pub file: Option<FileId>,
}

/// A lead without a first contact.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Until when it should be contacted.
    pub until: Instant,
}

/// What there is to be reminded of.
#[derive(Debug, Clone)]
pub struct Day {
    /// Now.
    pub now: Instant,
    /// Hours between which nobody is reminded: from the first, until the second.
    pub quiet: (i64, i64),
    /// Follow-ups overdue.
    pub overdue: u32,
    /// How many are due today.
    pub due: u32,
    /// Names of those due today, first ones first.
    pub names: Vec<String>,
    /// Lost purchases that wait for this person.
    pub losses: u32,
    /// Leads without a first contact.
    pub waiting: Vec<Waiting>,
}

/// The reminders of today that are past, shown at once to who opens the app late, and those from now on, in order of time;
/// what falls into the quiet hours is shown when they end. Each is shown once, by its key.
#[must_use]
pub fn reminders(day: &Day) -> Vec<Reminder> {
    let today = day.now.store_date();
    let mut all = Vec::new();
    if day.overdue + day.due + day.losses > 0 {
        let reminds = Reminds::Summary { overdue: day.overdue, due: day.due, losses: day.losses };
        all.push(Reminder { key: format!("summary:{today}"), at: today.starts_at().plus_ms(SUMMARY_MS), reminds, file: None });
    }
    if day.due > 0 {
        let names = day.names.iter().take(MOST_NAMES).map(|name| shortened(name)).collect();
        let reminds = Reminds::StillDue { due: day.due, names };
        all.push(Reminder { key: format!("due:{today}"), at: today.starts_at().plus_ms(STILL_DUE_MS), reminds, file: None });
    }
    all.extend(day.waiting.iter().map(|lead| Reminder {
        key: format!("first:{}", lead.file),
        at: lead.until.plus_ms(-BEFORE_LIMIT_MS),
        reminds: Reminds::FirstContact { name: shortened(&lead.name) },
        file: Some(lead.file),
    }));
    all.retain(|reminder| reminder.at.store_date() >= today);
    for reminder in &mut all {
        reminder.at = after_quiet(reminder.at.max(day.now), day.quiet);
    }
    // What sums today up is not shown tomorrow.
    all.retain(|reminder| reminder.file.is_some() || reminder.at.store_date() == today);
    all.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
    all
}

/// The first sign of a name, and how many follow.
fn shortened(name: &str) -> String {
    let mut signs = name.chars();
    match signs.next() {
        Some(first) if !first.is_ascii_digit() => format!("{first}{}", "*".repeat(signs.count().min(2))),
        Some(_) | None => String::new(),
    }
}

/// This instant, or the end of the quiet hours in which it falls.
fn after_quiet(at: Instant, (from, until): (i64, i64)) -> Instant {
    let date: Date = at.store_date();
    let into_day = at.unix_ms().saturating_sub(date.starts_at().unix_ms());
    let hour = into_day / HOUR_MS;
    let ends = |date: Date| date.starts_at().plus_ms(until * HOUR_MS);
    match (from > until, hour >= from, hour < until) {
        (true, true, _) => ends(date.plus_days(1)),
        (true, false, true) | (false, true, true) => ends(date),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: &str, hour: i64, minute: i64) -> Instant {
        date.parse::<Date>().unwrap().starts_at().plus_ms(hour * HOUR_MS + minute * MINUTE_MS)
    }

    fn day(now: Instant) -> Day {
        Day {
            now,
            quiet: (21, 8),
            overdue: 2,
            due: 4,
            names: vec!["刘汉".into(), "欧阳修远".into(), "13800001234".into(), "张松".into()],
            losses: 0,
            waiting: vec![Waiting { file: FileId::from_bytes([1; 16]), name: "李强".into(), until: at("2026-11-24", 22, 0) }],
        }
    }

    /// F2
    #[test]
    fn a_day_is_summed_up_at_a_quarter_to_nine_and_what_is_left_named_in_the_afternoon() {
        let all = reminders(&day(at("2026-11-24", 7, 0)));
        let told: Vec<(Instant, &str)> = all.iter().map(|one| (one.at, one.key.split(':').next().unwrap())).collect();
        assert_eq!(
            told,
            [(at("2026-11-24", 8, 45), "summary"), (at("2026-11-24", 16, 30), "due"), (at("2026-11-25", 8, 0), "first")],
            "a limit in the quiet hours is called to mind when they end",
        );
        let noon = at("2026-11-24", 12, 0);
        let late: Vec<Instant> = reminders(&day(noon)).iter().map(|one| one.at).collect();
        let rest = [at("2026-11-24", 16, 30), at("2026-11-25", 8, 0)];
        assert_eq!(late, [noon, rest[0], rest[1]], "who opens the app at noon is told at once");
        let night: Vec<String> = reminders(&day(at("2026-11-24", 21, 30))).into_iter().map(|one| one.key).collect();
        assert_eq!(night.len(), 1, "the sums of a day that is over are not shown tomorrow: {night:?}");
    }

    /// F2
    #[test]
    fn no_reminder_tells_a_whole_name_or_a_number() {
        let text = serde_json::to_string(&reminders(&day(at("2026-11-24", 7, 0)))).unwrap();
        assert!(!text.contains("刘汉") && !text.contains("1380000") && !text.contains("李强"), "{text}");
        assert!(text.contains("刘*") && text.contains("欧**"), "{text}");
    }

    /// F2
    #[test]
    fn nothing_to_do_reminds_of_nothing() {
        let idle = Day { overdue: 0, due: 0, names: Vec::new(), waiting: Vec::new(), ..day(at("2026-11-24", 7, 0)) };
        assert_eq!(reminders(&idle), []);
    }
}
