//! The rules as flat registers, as `price.order`, so that two devices that first write the same line apart both count.

use super::{DocumentError, plan::Plan, register::Register, tree::Tree};
use crate::{
    clock::Date,
    domain::{
        edit::ChoicePart,
        opportunity::Grade,
        rules::{Choice, ChoiceList, GradeRule, NumberRule, Rules},
        workday::YearDays,
    },
};

const NAME: &str = "name";
const ORDER: &str = "order";
const RETIRED: &str = "retired";
const HOURS: &str = "hours";
/// Lines of the sources stand among the numbers, under this word.
const SOURCE: &str = "source";
/// So do sales targets, by the month from which they hold: `sales_target.2026-12`.
const TARGET: &str = "sales_target";

pub(super) fn plan_grade(plan: &mut Plan<'_>, rule: &GradeRule) -> Result<(), DocumentError> {
    plan.set(&["grades", &format!("{}.interval_days", rule.grade)], Register::Number(rule.interval_days))?;
    plan.set(&["grades", &format!("{}.longest_days", rule.grade)], Register::Number(rule.longest_days))
}

pub(super) fn plan_number(plan: &mut Plan<'_>, rule: &NumberRule, number: Option<i64>) -> Result<(), DocumentError> {
    plan.set(&["rules", rule.as_str()], number.map_or(Register::Empty, Register::Number))
}

pub(super) fn plan_choice(plan: &mut Plan<'_>, list: ChoiceList, code: &str, part: &ChoicePart) -> Result<(), DocumentError> {
    let (word, register) = match part {
        ChoicePart::Name(name) => (NAME, Register::from(name.as_deref())),
        ChoicePart::Order(order) => (ORDER, Register::Number(*order)),
        ChoicePart::Retired(retired) => (RETIRED, Register::Number(i64::from(*retired))),
        ChoicePart::FirstContactHours(hours) => (HOURS, hours.map_or(Register::Empty, Register::Number)),
    };
    match list {
        ChoiceList::Reasons => plan.set(&["reasons", &format!("{code}.{word}")], register),
        ChoiceList::Sources => plan.set(&["rules", &format!("{SOURCE}.{code}.{word}")], register),
    }
}

pub(super) fn plan_target(plan: &mut Plan<'_>, month: Date, target: Option<u32>) -> Result<(), DocumentError> {
    let first = month.first_of_month().to_string();
    let month = first.get(..7).unwrap_or(&first);
    plan.set(&["rules", &format!("{TARGET}.{month}")], target.map_or(Register::Empty, |target| Register::Number(target.into())))
}

/// A year stands in one register: half a notice is worse than none.
pub(super) fn plan_year(plan: &mut Plan<'_>, year: i32, days: Option<&YearDays>) -> Result<(), DocumentError> {
    let text = days.and_then(|days| serde_json::to_string(days).ok());
    plan.set(&["calendar", &year.to_string()], Register::from(text.as_deref()))
}

/// The industry's rules with what the store wrote over them.
pub(super) fn read(tree: &Tree) -> Rules {
    let mut rules = Rules::default();
    for (key, register) in tree.container("grades").registers() {
        let (Some((grade, part)), Some(days)) = (key.split_once('.'), register.as_number()) else { continue };
        let rule = grade_rule(&mut rules, &Grade::from(grade));
        match part {
            "interval_days" => rule.interval_days = days,
            "longest_days" => rule.longest_days = days,
            _ => {}
        }
    }
    for (key, register) in tree.container("rules").registers() {
        match (key.split_once('.'), register.as_number()) {
            (Some((SOURCE, line)), _) => read_choice(rules.choices_mut(ChoiceList::Sources), line, register),
            (Some((TARGET, month)), Some(target)) => {
                if let (Ok(month), Ok(target)) = (format!("{month}-01").parse(), u32::try_from(target)) {
                    rules.targets.insert(month, target);
                }
            }
            (None, Some(number)) => drop(rules.numbers.insert(NumberRule::from(key), number)),
            _ => {}
        }
    }
    for (key, register) in tree.container("reasons").registers() {
        read_choice(rules.choices_mut(ChoiceList::Reasons), key, register);
    }
    for (key, register) in tree.container("calendar").registers() {
        let days = register.as_text().and_then(|text| serde_json::from_str(text).ok());
        if let (Ok(year), Some(days)) = (key.parse(), days) {
            rules.calendar.years.insert(year, days);
        }
    }
    for list in [ChoiceList::Reasons, ChoiceList::Sources] {
        rules.choices_mut(list).sort_by(|a, b| (a.order, &a.code).cmp(&(b.order, &b.code)));
    }
    rules
}

fn grade_rule<'a>(rules: &'a mut Rules, grade: &Grade) -> &'a mut GradeRule {
    let index = rules.grades.iter().position(|rule| rule.grade == *grade).unwrap_or_else(|| {
        rules.grades.push(GradeRule { grade: grade.clone(), interval_days: 0, longest_days: 0 });
        rules.grades.len() - 1
    });
    &mut rules.grades[index]
}

fn read_choice(choices: &mut Vec<Choice>, line: &str, register: &Register) {
    let Some((code, part)) = line.rsplit_once('.') else { return };
    let index = choices.iter().position(|choice| choice.code == code).unwrap_or_else(|| {
        let choice = Choice { code: code.to_owned(), name: None, order: 0, retired: false, first_contact_hours: None };
        choices.push(choice);
        choices.len() - 1
    });
    let choice = &mut choices[index];
    match part {
        NAME => choice.name = register.as_text().map(str::to_owned),
        ORDER => choice.order = register.as_number().unwrap_or_default(),
        RETIRED => choice.retired = register.as_number() == Some(1),
        HOURS => choice.first_contact_hours = register.as_number(),
        _ => {}
    }
}
