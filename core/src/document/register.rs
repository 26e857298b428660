//! A register's value as this program sees it, whatever type it was written in.

use automerge::ScalarValue;
use serde::{Deserialize, Serialize};

/// The value of one register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Register {
    /// Nothing, which is also what a cleared text says.
    Empty,
    /// A text, never empty.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl Register {
    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Empty | Self::Number(_) => None,
        }
    }

    /// The number, also where an odd writer wrote it as text.
    pub(super) fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
            Self::Empty => None,
        }
    }

    /// As a person reads it.
    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }

    /// What to write over `before`, so that a cleared text stays a text for older readers.
    pub(super) fn to_scalar(&self, before: Option<&Self>) -> ScalarValue {
        match self {
            Self::Text(text) => ScalarValue::Str(text.into()),
            Self::Number(number) => ScalarValue::Int(*number),
            Self::Empty if matches!(before, Some(Self::Number(_))) => ScalarValue::Null,
            Self::Empty => ScalarValue::Str("".into()),
        }
    }
}

impl From<&ScalarValue> for Register {
    fn from(value: &ScalarValue) -> Self {
        match value {
            ScalarValue::Str(text) => Self::from(text.as_str()),
            ScalarValue::Int(number) | ScalarValue::Timestamp(number) => Self::Number(*number),
            ScalarValue::Uint(number) => i64::try_from(*number).map_or_else(|_| Self::Text(number.to_string()), Self::Number),
            ScalarValue::Counter(counter) => Self::Number(i64::from(counter)),
            ScalarValue::F64(number) => Self::Text(number.to_string()),
            ScalarValue::Boolean(true) => Self::Text("yes".to_owned()),
            ScalarValue::Boolean(false) | ScalarValue::Null | ScalarValue::Bytes(_) | ScalarValue::Unknown { .. } => Self::Empty,
        }
    }
}

impl From<&str> for Register {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<Option<&str>> for Register {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}
