//! Decisions that count: of the values in a register only those whose very author held the role.
//!
//! A document does not know who holds a role; it names the change that wrote a value and asks. So what is shown is a
//! function of the changes and the ledger, and a change that says "the manager agrees" without being a manager's says
//! nothing.

use automerge::{Automerge, ReadDoc};

use super::{plan, register::Register, shape};
use crate::{
    domain::{customer::CustomerFile, follow_up::FollowUpComment},
    ids::{ChangeHash, FollowUpId, StaffId},
    policy::Decision,
};

/// Who made a decision by writing a change; none where that author held no role for it.
pub type Decider<'a> = dyn Fn(ChangeHash, Decision) -> Option<StaffId> + 'a;

/// Fills in the decisions of a file.
pub(super) fn fill(document: &Automerge, file: &mut CustomerFile, decided_by: &Decider<'_>) {
    for follow_up in &mut file.follow_ups {
        follow_up.comment = comment(document, follow_up.id, decided_by);
    }
}

fn comment(document: &Automerge, id: FollowUpId, decided_by: &Decider<'_>) -> Option<FollowUpComment> {
    let object = plan::object_at(document, &["follow_ups", &id.to_string()])?;
    // The one that shows comes last.
    let values = document.get_all(&object, shape::COMMENT).ok()?;
    values.into_iter().rev().find_map(|(value, operation)| {
        let register = Register::from(value.as_scalar()?);
        let change = document.hash_for_opid(&operation)?;
        let by = decided_by(ChangeHash::from_bytes(change.0), Decision::FollowUpComment)?;
        shape::read_comment(&register, by)
    })
}
