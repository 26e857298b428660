//! Changes to the rules of the house: intervals, numbers, lists, the rota, the calendar.

use super::{
    Author,
    text::{LINE, TooLong, clean},
};
use crate::{
    clock::Date,
    domain::{
        delivery::{CheckItem, CheckTemplate},
        edit::{ChoicePart, Edit, StoreEdit},
        rules::{ChoiceList, GradeRule, NumberRule, Rules},
        store::StoreFile,
        workday::YearDays,
    },
    ids::StaffId,
};

/// Why a rule is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefused {
    /// An interval is not between one day and a year, or longer than the longest; a number is out of its range.
    #[error("not a possible number")]
    BadNumber,
    /// A line needs words.
    #[error("a line of a list needs words")]
    Empty,
    /// The list holds no such line.
    #[error("the list holds no such line")]
    NoSuchChoice,
    /// A list must keep a line to choose.
    #[error("a list must keep one line to choose")]
    LastChoice,
    /// A date is not of that year, is off and made up for at once, or a day made up for is no weekend day.
    #[error("not a possible calendar")]
    BadCalendar,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Writes the follow-up rule of a grade.
///
/// # Errors
/// See [`RuleRefused`].
pub fn set_grade(rule: &GradeRule) -> Result<Edit, RuleRefused> {
    let is_possible =
        (1..=366).contains(&rule.interval_days) && rule.interval_days <= rule.longest_days && rule.longest_days <= 366;
    if !is_possible || !rule.grade.is_open() {
        return Err(RuleRefused::BadNumber);
    }
    Ok(Edit::Store(StoreEdit::SetGradeRule(rule.clone())))
}

/// Writes a number; none goes back to the default.
///
/// # Errors
/// See [`RuleRefused`].
pub fn set_number(rules: &Rules, rule: &NumberRule, number: Option<i64>) -> Result<Edit, RuleRefused> {
    if number.is_some_and(|number| !rule.range().contains(&number)) {
        return Err(RuleRefused::BadNumber);
    }
    let value = |of: &NumberRule| if of == rule { number.unwrap_or_else(|| of.default_number()) } else { rules.number(of) };
    let is_in_order = value(&NumberRule::AtRiskMonths) <= value(&NumberRule::LapsedMonths)
        && value(&NumberRule::ValueBSpendYuan) <= value(&NumberRule::ValueASpendYuan)
        && value(&NumberRule::ValueBVisits) <= value(&NumberRule::ValueAVisits);
    if !is_in_order {
        return Err(RuleRefused::BadNumber);
    }
    Ok(Edit::Store(StoreEdit::SetNumberRule(rule.clone(), number)))
}

/// Orders that a month's target may be.
const TARGETS: std::ops::RangeInclusive<u32> = 1..=10_000;

/// Writes the sales target that holds from the month of this day on; none takes it away.
///
/// # Errors
/// See [`RuleRefused`].
pub fn set_target(month: Date, target: Option<u32>) -> Result<Edit, RuleRefused> {
    let is_possible = (2000..=2100).contains(&month.year()) && target.is_none_or(|target| TARGETS.contains(&target));
    if !is_possible {
        return Err(RuleRefused::BadNumber);
    }
    Ok(Edit::Store(StoreEdit::SetSalesTarget(month.first_of_month(), target)))
}

/// What is to become of a line of a list.
#[derive(Debug, Clone, Default)]
pub struct ChoiceChange {
    /// Its words; empty goes back to the product's.
    pub name: Option<String>,
    /// Whether it is no longer offered.
    pub retired: Option<bool>,
    /// Hours until the first contact; 0 has no limit of its own.
    pub first_contact_hours: Option<i64>,
}

/// Adds a line to a list, last; its code is the store's own.
///
/// # Errors
/// See [`RuleRefused`].
pub fn add_choice(author: &Author, rules: &Rules, list: ChoiceList, name: &str) -> Result<Vec<Edit>, RuleRefused> {
    let name = clean(name, LINE)?;
    if name.is_empty() {
        return Err(RuleRefused::Empty);
    }
    let code = own_code(author);
    let order = rules.choices(list).iter().map(|choice| choice.order).max().map_or(0, |last| last.saturating_add(1));
    let part = |part| Edit::Store(StoreEdit::SetChoice(list, code.clone(), part));
    Ok(vec![part(ChoicePart::Name(Some(name))), part(ChoicePart::Order(order))])
}

/// Renames a line, retires it or offers it again, sets its limit.
///
/// # Errors
/// See [`RuleRefused`].
pub fn change_choice(rules: &Rules, list: ChoiceList, code: &str, change: &ChoiceChange) -> Result<Vec<Edit>, RuleRefused> {
    let choices = rules.choices(list);
    if !choices.iter().any(|choice| choice.code == code) {
        return Err(RuleRefused::NoSuchChoice);
    }
    let is_last = choices.iter().all(|choice| choice.retired || choice.code == code);
    if change.retired == Some(true) && is_last {
        return Err(RuleRefused::LastChoice);
    }
    let mut parts = Vec::new();
    if let Some(name) = &change.name {
        let name = clean(name, LINE)?;
        if name.is_empty() && code.starts_with("own_") {
            return Err(RuleRefused::Empty);
        }
        parts.push(ChoicePart::Name((!name.is_empty()).then_some(name)));
    }
    parts.extend(change.retired.map(ChoicePart::Retired));
    if let Some(hours) = change.first_contact_hours {
        if !(0..=720).contains(&hours) {
            return Err(RuleRefused::BadNumber);
        }
        parts.push(ChoicePart::FirstContactHours((hours > 0).then_some(hours)));
    }
    Ok(parts.into_iter().map(|part| Edit::Store(StoreEdit::SetChoice(list, code.to_owned(), part))).collect())
}

/// Puts the lines of a list into this order; lines that are not named keep their places behind them.
#[must_use]
pub fn order_choices(rules: &Rules, list: ChoiceList, codes: &[String]) -> Vec<Edit> {
    let choices = rules.choices(list);
    let named = codes.iter().filter(|code| choices.iter().any(|choice| choice.code == **code));
    let rest = choices.iter().map(|choice| &choice.code).filter(|code| !codes.contains(code));
    let moved = (0..)
        .zip(named.chain(rest))
        .filter(|(order, code)| choices.iter().any(|choice| choice.code == **code && choice.order != *order));
    moved.map(|(order, code)| Edit::Store(StoreEdit::SetChoice(list, code.clone(), ChoicePart::Order(order)))).collect()
}

/// Adds a check to the list that deliveries go by; its word is the store's own.
///
/// # Errors
/// See [`RuleRefused`].
pub fn add_check(author: &Author, name: &str) -> Result<Edit, RuleRefused> {
    let name = clean(name, LINE)?;
    if name.is_empty() {
        return Err(RuleRefused::Empty);
    }
    Ok(Edit::Store(StoreEdit::SetCheck(CheckTemplate { item: CheckItem::from(own_code(author).as_str()), name, asked: true })))
}

/// Renames a check, leaves it out or asks it again. Without words of its own one of the house has the house's.
///
/// # Errors
/// See [`RuleRefused`].
pub fn change_check(
    checks: &[CheckTemplate],
    item: &CheckItem,
    name: Option<&str>,
    asked: Option<bool>,
) -> Result<Edit, RuleRefused> {
    let before = checks.iter().find(|check| check.item == *item).ok_or(RuleRefused::NoSuchChoice)?;
    let name = name.map_or_else(|| Ok(before.name.clone()), |name| clean(name, LINE))?;
    if name.is_empty() && matches!(item, CheckItem::Other(_)) {
        return Err(RuleRefused::Empty);
    }
    let check = CheckTemplate { item: item.clone(), name, asked: asked.unwrap_or(before.asked) };
    Ok(Edit::Store(StoreEdit::SetCheck(check)))
}

fn own_code(author: &Author) -> String {
    format!("own_{}", author.world.random::<4>().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Makes these people the rota, in this order.
#[must_use]
pub fn set_rota(store: &StoreFile, staff: &[StaffId]) -> Vec<Edit> {
    let gone = store.rota.keys().filter(|one| !staff.contains(one)).map(|one| StoreEdit::SetRotaPlace(*one, None));
    let placed = (0..).zip(staff).filter(|(place, one)| store.rota.get(one) != Some(place));
    let placed = placed.map(|(place, one)| StoreEdit::SetRotaPlace(*one, Some(place)));
    gone.chain(placed).map(Edit::Store).collect()
}

/// Writes the days of a year; none goes back to the built-in ones.
///
/// # Errors
/// See [`RuleRefused`].
pub fn set_year(year: i32, days: Option<&YearDays>) -> Result<Edit, RuleRefused> {
    if let Some(days) = days {
        let all: Vec<&Date> = days.off.iter().chain(&days.work).chain(&days.closed).collect();
        let is_possible = (2000..=2100).contains(&year)
            && all.len() <= 366
            && all.iter().all(|day| day.year() == year)
            && days.work.iter().all(|day| day.is_weekend() && !days.off.contains(day));
        if !is_possible {
            return Err(RuleRefused::BadCalendar);
        }
    }
    Ok(Edit::Store(StoreEdit::SetYear(year, days.cloned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_out_of_its_range_or_order_is_refused() {
        let rules = Rules::default();
        assert!(set_number(&rules, &NumberRule::LapsedMonths, Some(18)).is_ok());
        for (rule, number) in [
            (NumberRule::LapsedMonths, 0),
            (NumberRule::AtRiskMonths, 13),
            (NumberRule::ValueBVisits, 9),
            (NumberRule::OpenAtWeekends, 2),
            (NumberRule::Other("new".into()), 1),
        ] {
            assert_eq!(set_number(&rules, &rule, Some(number)), Err(RuleRefused::BadNumber), "{rule}");
        }
    }

    #[test]
    fn a_list_keeps_one_line_to_choose() {
        let mut rules = Rules::default();
        for choice in rules.reasons.iter_mut().skip(1) {
            choice.retired = true;
        }
        let retire = ChoiceChange { retired: Some(true), ..ChoiceChange::default() };
        let code = rules.reasons[0].code.clone();
        assert_eq!(change_choice(&rules, ChoiceList::Reasons, &code, &retire), Err(RuleRefused::LastChoice));
        assert_eq!(change_choice(&rules, ChoiceList::Reasons, "none", &retire), Err(RuleRefused::NoSuchChoice));
    }

    #[test]
    fn ordering_writes_only_the_places_that_change() {
        let rules = Rules::default();
        let mut codes: Vec<String> = rules.reasons.iter().map(|choice| choice.code.clone()).collect();
        assert_eq!(order_choices(&rules, ChoiceList::Reasons, &codes), []);
        codes.swap(0, 1);
        assert_eq!(order_choices(&rules, ChoiceList::Reasons, &codes).len(), 2);
    }

    #[test]
    fn a_calendar_with_a_day_of_another_year_or_a_make_up_day_in_the_week_is_refused() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let of = |off: &str, work: &str| YearDays { off: [day(off)].into(), work: [day(work)].into(), ..YearDays::default() };
        assert!(set_year(2027, Some(&of("2027-01-01", "2027-01-02"))).is_ok());
        assert_eq!(set_year(2027, Some(&of("2026-01-01", "2027-01-02"))), Err(RuleRefused::BadCalendar));
        assert_eq!(set_year(2027, Some(&of("2027-01-01", "2027-01-04"))), Err(RuleRefused::BadCalendar));
    }
}
