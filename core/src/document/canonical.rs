//! A file as one text, to compare copies by.

use std::collections::BTreeMap;

use automerge::{Automerge, ReadDoc, ScalarValue, hydrate};
use serde_json::{Map, Value};

/// Keys sorted, winners only. Together with the heads it says whether two copies are equal.
pub(super) fn json(document: &Automerge) -> String {
    value(&ReadDoc::hydrate(document, automerge::ROOT, None).unwrap_or_else(|_| hydrate::Value::map())).to_string()
}

fn value(hydrated: &hydrate::Value) -> Value {
    match hydrated {
        hydrate::Value::Scalar(found) => scalar(found),
        // Sorted first: an object keeps the order of insertion where a feature of serde_json asks for that.
        hydrate::Value::Map(map) => {
            let sorted: BTreeMap<&String, Value> = map.iter().map(|(key, found)| (key, value(&found.value))).collect();
            Value::Object(sorted.into_iter().map(|(key, found)| (key.clone(), found)).collect::<Map<_, _>>())
        }
        hydrate::Value::List(list) => Value::Array(list.iter().map(|found| value(&found.value)).collect()),
        hydrate::Value::Text(text) => Value::String(String::from(text)),
    }
}

fn scalar(found: &ScalarValue) -> Value {
    match found {
        ScalarValue::Str(text) => Value::from(text.as_str()),
        ScalarValue::Int(number) | ScalarValue::Timestamp(number) => Value::from(*number),
        ScalarValue::Uint(number) => Value::from(*number),
        ScalarValue::F64(number) => Value::from(*number),
        ScalarValue::Counter(counter) => Value::from(i64::from(counter)),
        ScalarValue::Boolean(is_so) => Value::from(*is_so),
        ScalarValue::Null => Value::Null,
        ScalarValue::Bytes(bytes) | ScalarValue::Unknown { bytes, .. } => Value::from(data_encoding::HEXLOWER.encode(bytes)),
    }
}
