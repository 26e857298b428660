//! The rules editor.

use std::collections::BTreeSet;

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved},
            error::AppError,
            rules::{
                AddCheck, AddChoice, EditCheck, EditChoice, NumberRow, OrderChoices, RulesPage, SetNumberRule, SetRota,
                SetSalesTarget, SetYear, TargetRow, YearRow,
            },
            setup::SetGradeRule,
        },
        store::Standing,
    },
    clock::Date,
    domain::rules::NumberRule,
    ids::StaffId,
    ops::rules::{self, ChoiceChange},
    policy::{AccountState, Action, FileKind, Role},
};

impl App {
    /// Every rule of the store.
    pub fn rules(&self, _: Nothing) -> Result<RulesPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let rules = &standing.store_file.rules;
        let rota = standing.store_file.rota_order();
        Ok(RulesPage {
            grades: rules.grades.clone(),
            numbers: NumberRule::ALL.iter().map(|rule| number_row(rules.number(rule), rule)).collect(),
            reasons: rules.reasons.clone(),
            sources: rules.sources.clone(),
            targets: rules.targets.iter().map(|(month, target)| TargetRow { month: *month, target: *target }).collect(),
            checks: standing.store_file.checks.clone(),
            off_rota: off_rota(&standing, &rota).into_iter().map(|staff| standing.name_of(staff)).collect(),
            rota: rota.into_iter().map(|staff| standing.name_of(staff)).collect(),
            years: years(&standing, store.world.today()),
            can_edit: standing.may(FileKind::Store, Action::Write, standing.relation(None)),
        })
    }

    /// Writes the follow-up rule of a grade.
    pub fn set_grade_rule(&self, request: SetGradeRule) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "set_grade_rule", |_, _| Ok(vec![rules::set_grade(&request.rule)?]))
    }

    /// Writes a rule that is a number.
    pub fn set_number_rule(&self, request: SetNumberRule) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "set_number_rule", |_, file| {
            Ok(vec![rules::set_number(&file.rules, &request.rule, request.number)?])
        })
    }

    /// Adds a line to a list that people choose from.
    pub fn add_choice(&self, request: AddChoice) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "add_choice", |author, file| {
            Ok(rules::add_choice(author, &file.rules, request.list, &request.name)?)
        })
    }

    /// Renames a line, retires it or offers it again, sets its limit.
    pub fn edit_choice(&self, request: EditChoice) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let change =
            ChoiceChange { name: request.name, retired: request.retired, first_contact_hours: request.first_contact_hours };
        self.write_store(&store, "edit_choice", |_, file| {
            Ok(rules::change_choice(&file.rules, request.list, &request.code, &change)?)
        })
    }

    /// Adds a check to the list that deliveries go by.
    pub fn add_check(&self, request: AddCheck) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "add_check", |author, _| Ok(vec![rules::add_check(author, &request.name)?]))
    }

    /// Renames a check, leaves it out or asks it again.
    pub fn edit_check(&self, request: EditCheck) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "edit_check", |_, file| {
            Ok(vec![rules::change_check(&file.checks, &request.item, request.name.as_deref(), request.asked)?])
        })
    }

    /// Puts the lines of a list in order.
    pub fn order_choices(&self, request: OrderChoices) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "order_choices", |_, file| Ok(rules::order_choices(&file.rules, request.list, &request.codes)))
    }

    /// Makes these people the rota.
    pub fn set_rota(&self, request: SetRota) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "set_rota", |_, file| Ok(rules::set_rota(file, &request.staff)))
    }

    /// Writes the sales target from a month on.
    pub fn set_sales_target(&self, request: SetSalesTarget) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "set_sales_target", |_, _| Ok(vec![rules::set_target(request.month, request.target)?]))
    }

    /// Writes the workdays of a year.
    pub fn set_year(&self, request: SetYear) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "set_year", |_, _| Ok(vec![rules::set_year(request.year, request.days.as_ref())?]))
    }
}

fn number_row(number: i64, rule: &NumberRule) -> NumberRow {
    let (least, most) = rule.range().into_inner();
    NumberRow { rule: rule.clone(), number, default_number: rule.default_number(), least, most }
}

/// Active consultants that the rota does not name.
fn off_rota(standing: &Standing, rota: &[StaffId]) -> BTreeSet<StaffId> {
    let now = standing.ledger.now();
    now.staff()
        .filter(|staff| now.roles_of(*staff).contains(&Role::Consultant))
        .filter(|staff| now.account_of(*staff) != Some(AccountState::Revoked) && !rota.contains(staff))
        .collect()
}

/// The year before this one, this one and the next.
fn years(standing: &Standing, today: Date) -> Vec<YearRow> {
    let calendar = &standing.store_file.rules.calendar;
    let shown = (today.year() - 1)..=(today.year() + 1);
    shown
        .map(|year| YearRow { year, source: calendar.source(year), days: calendar.year(year).cloned().unwrap_or_default() })
        .collect()
}
