//! What the audit log tells of the ledger: one note per statement taken, made here and nowhere else.

use super::{AuditNote, AuditWord};
use crate::{
    policy::Role,
    sync::ledger::{Act, Aftermath, Said, Settled, Verdict},
};

/// What the audit log tells of a statement that the ledger took.
#[must_use]
pub fn note_of(said: &Said) -> AuditNote {
    let of = |what| AuditNote { by: Some(said.device), ..AuditNote::of(what) };
    match &said.act {
        Act::StoreOpened(founding) => AuditNote { staff: Some(founding.founder), ..of(AuditWord::StoreOpened) },
        Act::StaffAdded { staff, roles } => {
            AuditNote { staff: Some(*staff), reason: Some(words(roles)), ..of(AuditWord::StaffAdded) }
        }
        Act::RolesSet { staff, roles } => {
            AuditNote { staff: Some(*staff), reason: Some(words(roles)), ..of(AuditWord::RolesSet) }
        }
        Act::StaffRevoked { staff, then } => {
            AuditNote { staff: Some(*staff), reason: Some(aftermath(*then)), ..of(AuditWord::StaffRevoked) }
        }
        Act::BookHandedOver { from, to } => AuditNote {
            staff: Some(*from),
            reason: Some(to.map_or_else(|| "pool".to_owned(), |to| to.to_string())),
            ..of(AuditWord::BookHandedOver)
        },
        Act::DeviceEnrolled { device, staff, .. } => {
            AuditNote { staff: Some(*staff), device: Some(*device), ..of(AuditWord::Enrolled) }
        }
        Act::DeviceRevoked { device, then } => {
            AuditNote { device: Some(*device), reason: Some(aftermath(*then)), ..of(AuditWord::DeviceRevoked) }
        }
        Act::FilesAssigned { files, owner } => AuditNote {
            staff: *owner,
            file: files.first().copied().filter(|_| files.len() == 1),
            count: u32::try_from(files.len()).ok(),
            ..of(AuditWord::Assigned)
        },
        Act::FilesJoined { one, other } => {
            AuditNote { file: Some(*one), reason: Some(other.to_string()), ..of(AuditWord::FilesJoined) }
        }
        Act::FilesSplit { one, other } => {
            AuditNote { file: Some(*one), reason: Some(other.to_string()), ..of(AuditWord::FilesSplit) }
        }
        Act::ErasureRequested { file } => AuditNote { file: Some(*file), ..of(AuditWord::ErasureRequested) },
        Act::ErasureDecided { request, verdict } => {
            let word = match verdict {
                Verdict::Approve => "approve",
                Verdict::Decline => "decline",
            };
            AuditNote { reason: Some(format!("{word} {request}")), ..of(AuditWord::ErasureDecided) }
        }
        Act::LateSettled { changes, verdict } => {
            let word = match verdict {
                Settled::Adopt => "adopt",
                Settled::Drop => "drop",
            };
            let count = u32::try_from(changes.len()).ok();
            AuditNote { count, reason: Some(word.to_owned()), ..of(AuditWord::LateSettled) }
        }
        Act::RecoveryKeySet { .. } => of(AuditWord::RecoveryKeySet),
    }
}

fn aftermath(then: Aftermath) -> String {
    match then {
        Aftermath::Keep => "keep".to_owned(),
        Aftermath::Wipe => "wipe".to_owned(),
    }
}

fn words(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
    words.join(" ")
}
