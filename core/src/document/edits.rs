//! Each edit as registers and entries of a plan.

mod reception;
mod sales;

use automerge::Automerge;

use super::{DocumentError, clash, loss, orders, plan::Plan, register::Register, rules, shape, vehicles};
use crate::{
    domain::edit::{CustomerEdit, Edit, EventEdit, PrivateEdit, StoreEdit},
    policy::FileKind,
};

/// Adds what `edit` wants to the plan.
pub(super) fn plan(plan: &mut Plan<'_>, document: &Automerge, kind: FileKind, edit: &Edit) -> Result<(), DocumentError> {
    match (edit, kind) {
        (Edit::Settle { place, value }, _) => clash::settle(plan, document, place, value),
        (Edit::Customer(edit), FileKind::Customer) => customer(plan, edit),
        (Edit::Private(edit), FileKind::CustomerPrivate) => private(plan, edit),
        (Edit::Event(edit), FileKind::Event) => event(plan, edit),
        (Edit::Store(edit), FileKind::Store) => store(plan, edit),
        (Edit::Vehicle(edit), FileKind::Vehicle) => vehicles::vehicle(plan, edit),
        (Edit::Car(edit), FileKind::Reception) => vehicles::car(plan, edit),
        (Edit::Reception(edit), FileKind::Reception) => reception::plan(plan, edit),
        (Edit::Booking(edit), FileKind::Reception) => sales::booking(plan, document, edit),
        (
            Edit::Customer(_)
            | Edit::Private(_)
            | Edit::Event(_)
            | Edit::Store(_)
            | Edit::Reception(_)
            | Edit::Booking(_)
            | Edit::Vehicle(_)
            | Edit::Car(_),
            _,
        ) => Err(DocumentError::OtherKind),
    }
}

fn customer(plan: &mut Plan<'_>, edit: &CustomerEdit) -> Result<(), DocumentError> {
    match edit {
        CustomerEdit::Open { at, by } => {
            plan.set(&["file", shape::OPENED_AT], Register::Number(at.unix_ms()))?;
            plan.set(&["file", shape::OPENED_BY], text(&by.to_string()))
        }
        CustomerEdit::SetField(field, value) => plan.set(&["file", field.as_str()], value.as_deref().into()),
        CustomerEdit::AddPhone { id, number, label } => plan.add("phones", &id.to_string(), shape::phone(&number.typed, label)),
        CustomerEdit::SetPhone { id, number, label } => {
            let id = id.to_string();
            plan.set(&["phones", &id, "number"], text(&number.typed))?;
            plan.set(&["phones", &id, "label"], text(label))
        }
        CustomerEdit::RemovePhone { id, at } => plan.mark(["phones", &id.to_string(), "removed_at"], at.unix_ms()),
        CustomerEdit::SetMainPhone(id) => plan.set(&["file", shape::MAIN_PHONE], text(&id.to_string())),
        CustomerEdit::AddContact(contact) => plan.add("contacts", &contact.id.to_string(), shape::people::contact(contact)),
        CustomerEdit::SetContact(id, field, value) => plan.set(&["contacts", &id.to_string(), field.as_str()], text(value)),
        CustomerEdit::RemoveContact { id, at } => plan.mark(["contacts", &id.to_string(), "removed_at"], at.unix_ms()),
        CustomerEdit::AddContactPhone { id, number, label, contact } => {
            plan.add("phones", &id.to_string(), shape::people::contact_phone(&number.typed, label, *contact))
        }
        CustomerEdit::SetTag { tag, is_on } => plan.set(&["tags", &shape::people::tag_key(tag)], text(shape::yes(*is_on))),
        CustomerEdit::SetFleet(fleet) => plan.set(&["file", shape::people::FLEET], shape::people::fleet(fleet)),
        CustomerEdit::Judge(judged) => plan.set(&["judged", &judged.other.to_string()], shape::people::judged(judged)),
        CustomerEdit::AddConsent(consent) => plan.add("consents", &consent.id.to_string(), shape::consent(consent)),
        CustomerEdit::WithdrawConsent { id, at } => plan.mark(["consents", &id.to_string(), "withdrawn_at"], at.unix_ms()),
        CustomerEdit::AddOpportunity(opportunity) => {
            plan.add("opportunities", &opportunity.id.to_string(), shape::opportunity(opportunity))
        }
        CustomerEdit::SetOpportunity(id, field, value) => {
            plan.set(&["opportunities", &id.to_string(), field.as_str()], value.as_deref().into())
        }
        CustomerEdit::AddInterest(opportunity, interest) => {
            let place = ["opportunities", &opportunity.to_string(), "interests", &interest.id.to_string()];
            plan.set(&place, shape::interest(interest))
        }
        CustomerEdit::RemoveInterest { opportunity, id, at: _ } => {
            plan.set(&["opportunities", &opportunity.to_string(), "interests", &id.to_string()], Register::Empty)
        }
        CustomerEdit::AddFollowUp(follow_up) => plan.add("follow_ups", &follow_up.id.to_string(), shape::follow_up(follow_up)),
        CustomerEdit::SetFollowUp(id, field, value) => plan.set(&["follow_ups", &id.to_string(), field.as_str()], text(value)),
        CustomerEdit::FinishFollowUp(id, result) => plan.set(&["follow_ups", &id.to_string(), "result"], shape::result(result)),
        CustomerEdit::CommentFollowUp(id, comment) => {
            plan.set(&["follow_ups", &id.to_string(), shape::COMMENT], shape::comment(comment))
        }
        CustomerEdit::AnswerFollowUp(id, answer) => {
            plan.set(&["follow_ups", &id.to_string(), shape::ANSWER], shape::answer(answer))
        }
        CustomerEdit::RequestLoss(id, request) => {
            plan.set(&["opportunities", &id.to_string(), loss::REQUEST], loss::request(request))
        }
        CustomerEdit::JudgeLoss(id, verdict) => {
            plan.set(&["opportunities", &id.to_string(), loss::VERDICT], loss::verdict(verdict))
        }
        CustomerEdit::Revive(id, revival) => plan.set(&["opportunities", &id.to_string(), loss::REVIVAL], loss::revival(revival)),
        CustomerEdit::RemoveFollowUp { id, at } => plan.mark(["follow_ups", &id.to_string(), "removed_at"], at.unix_ms()),
        CustomerEdit::Order(edit) => orders::plan(plan, edit),
        CustomerEdit::AddEntry(entry) => plan.add("entries", &entry.id.to_string(), shape::entry(entry)),
        CustomerEdit::Sales(edit) => sales::sales(plan, edit),
    }
}

fn private(plan: &mut Plan<'_>, edit: &PrivateEdit) -> Result<(), DocumentError> {
    match edit {
        PrivateEdit::About(customer) => plan.set(&["file", shape::ABOUT], text(&customer.to_string())),
        PrivateEdit::SetField(field, value) => plan.set(&["file", field.as_str()], value.as_deref().into()),
    }
}

fn event(plan: &mut Plan<'_>, edit: &EventEdit) -> Result<(), DocumentError> {
    match edit {
        EventEdit::SetField(field, value) => plan.set(&["file", field.as_str()], value.as_deref().into()),
        EventEdit::AddStaff(staff) => plan.set(&["staff", &staff.to_string()], text("yes")),
        EventEdit::RemoveStaff(staff) => plan.set(&["staff", &staff.to_string()], Register::Empty),
    }
}

fn store(plan: &mut Plan<'_>, edit: &StoreEdit) -> Result<(), DocumentError> {
    match edit {
        StoreEdit::SetField(field, value) => plan.set(&["file", field.as_str()], value.as_deref().into()),
        StoreEdit::SetStaffName(staff, name) => plan.set(&["staff_names", &staff.to_string()], text(name)),
        StoreEdit::AddCatalogueNode(node) => plan.add("catalogue", &node.id.to_string(), shape::catalogue_node(node)),
        StoreEdit::RenameCatalogueNode(id, name) => plan.set(&["catalogue", &id.to_string(), "name"], text(name)),
        StoreEdit::RetireCatalogueNode { id, retired } => {
            plan.set(&["catalogue", &id.to_string(), "retired"], text(shape::yes(*retired)))
        }
        StoreEdit::OrderCatalogueNode(id, order) => plan.set(&["catalogue", &id.to_string(), "order"], Register::Number(*order)),
        StoreEdit::PriceCatalogueNode(id, fen) => {
            plan.set(&["catalogue", &id.to_string(), "price_fen"], fen.map_or(Register::Empty, Register::Number))
        }
        StoreEdit::SetCheck(check) => plan.add("templates", &format!("check.{}", check.item), orders::check_template(check)),
        StoreEdit::SetGradeRule(rule) => rules::plan_grade(plan, rule),
        StoreEdit::SetNumberRule(rule, number) => rules::plan_number(plan, rule, *number),
        StoreEdit::SetChoice(list, code, part) => rules::plan_choice(plan, *list, code, part),
        StoreEdit::TestCar(edit) => sales::test_car(plan, edit),
        StoreEdit::AddView(view) => plan.add("views", &view.id.to_string(), shape::view(view)),
        StoreEdit::RemoveView { id, at } => plan.mark(["views", &id.to_string(), "removed_at"], at.unix_ms()),
        StoreEdit::SetRotaPlace(staff, place) => {
            plan.set(&["rota", &staff.to_string()], place.map_or(Register::Empty, Register::Number))
        }
        StoreEdit::SetSalesTarget(month, target) => rules::plan_target(plan, *month, *target),
        StoreEdit::SetYear(year, days) => rules::plan_year(plan, *year, days.as_ref()),
    }
}

fn text(text: &str) -> Register {
    Register::from(text)
}
