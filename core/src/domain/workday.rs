//! Workdays 工作日 and the days the store is open: pure functions over a yearly table.
//!
//! China moves days off and makes up for them at weekends, by a notice of the State Council each autumn. The notices of 2025
//! and 2026 are built in; a year the store writes takes the place of the built-in one; a year nobody knows has Monday to
//! Friday, and says so. Two questions are kept apart: showrooms work at weekends, so a date made by rule avoids only days
//! on which the store is closed; what is overdue is counted in workdays, so nobody is late because of a holiday.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Date;

/// The days of a year that are not as its weekdays say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct YearDays {
    /// Weekdays off, and the weekend days of a holiday.
    pub off: BTreeSet<Date>,
    /// Weekend days that make up for them.
    pub work: BTreeSet<Date>,
    /// Days on which this store is closed whatever the calendar says.
    #[serde(default)]
    pub closed: BTreeSet<Date>,
}

/// Where a year's days come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum YearSource {
    /// The State Council's notice, as this version holds it.
    BuiltIn,
    /// The store wrote it.
    Store,
    /// Nobody told: Monday to Friday.
    Unknown,
}

/// Days searched before a question about the next day is given up; the longest holiday has nine.
const MOST_DAYS: usize = 60;

/// The workdays by year, as the store has them; years it did not write are the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Calendar {
    /// The years that the store wrote.
    pub years: BTreeMap<i32, YearDays>,
}

impl Calendar {
    /// The days of a year; nothing for a year nobody knows.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&YearDays> {
        self.years.get(&year).or_else(|| built_in().get(&year))
    }

    /// Where a year's days come from.
    #[must_use]
    pub fn source(&self, year: i32) -> YearSource {
        match (self.years.contains_key(&year), built_in().contains_key(&year)) {
            (true, _) => YearSource::Store,
            (false, true) => YearSource::BuiltIn,
            (false, false) => YearSource::Unknown,
        }
    }

    /// Whether people work on this date by the notice of its year, else from Monday to Friday.
    #[must_use]
    pub fn is_workday(&self, date: Date) -> bool {
        match self.year(date.year()) {
            Some(days) if days.off.contains(&date) => false,
            Some(days) if days.work.contains(&date) => true,
            Some(_) | None => !date.is_weekend(),
        }
    }

    /// Whether the store is open: on workdays, with `at_weekends` on all days, never where the store says it is closed.
    #[must_use]
    pub fn is_open(&self, date: Date, at_weekends: bool) -> bool {
        let is_closed = self.year(date.year()).is_some_and(|days| days.closed.contains(&date));
        !is_closed && (at_weekends || self.is_workday(date))
    }

    /// This date if the store is open, else the next on which it is.
    #[must_use]
    pub fn next_open_day(&self, date: Date, at_weekends: bool) -> Date {
        days_from(date, 1).find(|day| self.is_open(*day, at_weekends)).unwrap_or(date)
    }

    /// This date if the store is open, else the last one before it on which it is.
    #[must_use]
    pub fn last_open_day(&self, date: Date, at_weekends: bool) -> Date {
        days_from(date, -1).find(|day| self.is_open(*day, at_weekends)).unwrap_or(date)
    }

    /// The first workday after this date.
    #[must_use]
    pub fn next_workday(&self, date: Date) -> Date {
        let after = date.plus_days(1);
        days_from(after, 1).find(|day| self.is_workday(*day)).unwrap_or(after)
    }

    /// This date if it is a workday, else the last one before it.
    #[must_use]
    pub fn last_workday(&self, date: Date) -> Date {
        days_from(date, -1).find(|day| self.is_workday(*day)).unwrap_or(date)
    }

    /// The date `count` workdays after this one.
    #[must_use]
    pub fn plus_workdays(&self, date: Date, count: u32) -> Date {
        (0..count).fold(date, |day, _| self.next_workday(day))
    }

    /// Workdays after `from` up to and with `upto`: by how many workdays something due on `from` is late on `upto`.
    #[must_use]
    pub fn workdays_between(&self, from: Date, upto: Date) -> i64 {
        if upto <= from {
            return 0;
        }
        let years: BTreeSet<i32> = self.years.keys().chain(built_in().keys()).copied().collect();
        let told = years.range(from.year()..=upto.year()).filter_map(|year| Some((*year, self.year(*year)?)));
        let moved: i64 = told
            .map(|(year, days)| {
                let counts = |day: &&Date| day.year() == year && from < **day && **day <= upto;
                let off = days.off.iter().filter(counts).filter(|day| !day.is_weekend()).map(|_| -1);
                let work = days.work.difference(&days.off).filter(counts).filter(|day| day.is_weekend()).map(|_| 1);
                off.chain(work).sum::<i64>()
            })
            .sum();
        upto.weekdays_since(from) + moved
    }

    /// What was due before this date is overdue on `today`: at least one workday has passed over it. What was due on a Friday
    /// is not overdue on Saturday, unless that Saturday makes up for a day off.
    #[must_use]
    pub fn overdue_before(&self, today: Date) -> Date {
        self.last_workday(today)
    }
}

fn days_from(date: Date, step: i64) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date), move |day| Some(day.plus_days(step))).take(MOST_DAYS)
}

/// The notices of the State Council that this version holds.
fn built_in() -> &'static BTreeMap<i32, YearDays> {
    static YEARS: std::sync::LazyLock<BTreeMap<i32, YearDays>> =
        std::sync::LazyLock::new(|| serde_json::from_str(include_str!("workdays.json")).unwrap_or_default());
    &YEARS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn make_up_days_are_workdays_and_holidays_are_not() {
        let calendar = Calendar::default();
        for (day, works) in [
            ("2026-02-14", true),
            ("2026-02-16", false),
            ("2026-02-23", false),
            ("2026-02-24", true),
            ("2026-02-28", true),
            ("2026-10-10", true),
            ("2026-11-21", false),
            ("2026-11-23", true),
            ("2025-09-28", true),
            ("2025-10-08", false),
        ] {
            assert_eq!(calendar.is_workday(date(day)), works, "{day}");
        }
    }

    #[test]
    fn the_notices_move_days_and_give_none_away() {
        for year in [2025, 2026] {
            let days = Calendar::default().year(year).cloned().unwrap();
            assert!(days.work.iter().all(|day| day.is_weekend() && day.year() == year), "{year}");
            assert!(days.off.iter().all(|day| day.year() == year && !days.work.contains(day)), "{year}");
            let off = days.off.iter().filter(|day| !day.is_weekend()).count();
            assert_eq!(off - days.work.len(), 13, "thirteen days a year are free by law, {year}");
        }
    }

    #[test]
    fn a_year_nobody_knows_has_monday_to_friday_and_says_so() {
        let calendar = Calendar::default();
        assert_eq!(calendar.source(2031), YearSource::Unknown);
        assert!(calendar.is_workday(date("2031-01-01")));
        assert_eq!((calendar.source(2026), calendar.source(2025)), (YearSource::BuiltIn, YearSource::BuiltIn));
    }

    #[test]
    fn a_year_that_the_store_writes_takes_the_place_of_the_built_in_one() {
        let mut calendar = Calendar::default();
        let closed = BTreeSet::from([date("2026-02-17")]);
        calendar.years.insert(2026, YearDays { closed, ..YearDays::default() });
        assert_eq!(calendar.source(2026), YearSource::Store);
        assert!(!calendar.is_workday(date("2026-02-14")));
        assert!(!calendar.is_open(date("2026-02-17"), true));
        assert_eq!(calendar.next_open_day(date("2026-02-17"), true), date("2026-02-18"));
    }

    #[test]
    fn workdays_are_counted_as_walking_day_by_day_counts_them() {
        let mut calendar = Calendar::default();
        let holiday = YearDays { off: [date("2027-01-01")].into(), work: [date("2027-01-02")].into(), ..YearDays::default() };
        calendar.years.insert(2027, holiday);
        for (first, last) in [("2025-12-20", "2026-03-10"), ("2026-09-20", "2026-10-20"), ("2026-12-25", "2027-01-20")] {
            let (first, last) = (date(first), date(last));
            let dates: Vec<Date> = (0..=last.days_since(first)).map(|day| first.plus_days(day)).collect();
            for (place, from) in dates.iter().enumerate() {
                let mut walked = 0;
                for upto in &dates[place..] {
                    walked += i64::from(upto > from && calendar.is_workday(*upto));
                    assert_eq!(calendar.workdays_between(*from, *upto), walked, "{from} {upto}");
                }
            }
        }
    }

    #[test]
    fn a_date_of_no_year_that_anybody_means_is_none() {
        for text in ["-262143-01-01", "+262142-12-31", "1899-12-31", "2201-01-01", "0026-11-22"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
            assert!(serde_json::from_value::<Date>(serde_json::json!(text)).is_err(), "{text}");
        }
        let last = date("2200-12-31");
        assert_eq!((last.plus_days(1), last.plus_months(1), date("1900-01-01").minus_months(1)), (last, last, Date::FIRST));
        let far = crate::clock::Instant::from_unix_ms(8_000_000_000_000_000).store_date();
        assert_eq!(far, date("1970-01-01"));
        assert_eq!(Calendar::default().workdays_between(Date::FIRST, last), 78_501);
    }

    #[test]
    fn workdays_are_counted_over_a_holiday() {
        let calendar = Calendar::default();
        let saturday = date("2026-02-14");
        assert_eq!(calendar.next_workday(saturday), date("2026-02-24"));
        assert_eq!(calendar.plus_workdays(date("2026-02-13"), 2), date("2026-02-24"));
        assert_eq!(calendar.workdays_between(saturday, date("2026-02-24")), 1);
        assert_eq!(calendar.workdays_between(date("2026-02-24"), saturday), 0);
        assert_eq!(calendar.overdue_before(date("2026-02-20")), saturday, "in the holiday nothing becomes overdue");
        assert_eq!(calendar.overdue_before(saturday), saturday, "and on the make-up day Friday's is");
    }
}
