//! Numbers shown in full for a reason, and the device in a customer's hands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    domain::customer::{CustomerField, Place, PrivateField},
    ids::{FileId, PhoneId},
};

/// Asks for something masked in full. Recorded, unless the person's role sees it in full anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unmask {
    /// The customer file.
    pub file: FileId,
    /// What of it.
    pub hidden: Hidden,
    /// What for.
    pub reason: UnmaskReason,
}

/// What is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Hidden {
    /// The number to call first, as lists show it.
    MainPhone {},
    /// One of its phones.
    Phone {
        /// Which.
        id: PhoneId,
    },
    /// A number of the private part.
    Private {
        /// Which.
        field: PrivateField,
    },
    /// A plain field whose text holds numbers.
    Field {
        /// Which.
        field: CustomerField,
    },
    /// A line of the timeline or a follow-up whose text holds numbers.
    Line {
        /// Its id.
        id: String,
    },
    /// The values that two devices wrote apart.
    Clash {
        /// Which register.
        place: Place,
    },
}

/// What a number is needed for. Words only: the log holds no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnmaskReason {
    /// 联系客户
    Call,
    /// 核对身份
    Identify,
    /// 更正资料
    Correct,
    /// 处理投诉
    Complaint,
    /// 合同与手续
    Paperwork,
    /// 其他
    Other,
}

impl UnmaskReason {
    /// The word in the audit log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Identify => "identify",
            Self::Correct => "correct",
            Self::Complaint => "complaint",
            Self::Paperwork => "paperwork",
            Self::Other => "other",
        }
    }
}

/// What was masked, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unmasked {
    /// One value; of a clash all of them, the one shown first.
    pub values: Vec<String>,
    /// How many more may be asked for today on this device; none where nothing is counted.
    pub left_today: Option<u32>,
}

/// Hands the device to a customer, or takes it back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandOverScreen {
    /// Whether only the form is to be had from now on.
    pub on: bool,
}
