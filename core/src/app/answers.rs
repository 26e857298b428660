//! Answers kept by the id of their request, so that a command that makes something makes it once, however often it is asked
//! for: the answer may have been lost, never what it told of.

use rusqlite::Transaction;
use serde::{Serialize, de::DeserializeOwned};

use super::{api::error::AppError, damage::Failed, store::OpenStore};
use crate::{ids::DraftId, vault};

/// What was answered to this request before; none where it is asked for the first time.
pub(super) fn earlier<T: DeserializeOwned>(store: &OpenStore, request: Option<DraftId>) -> Result<Option<T>, AppError> {
    let Some(id) = request else { return Ok(None) };
    let answer = store.read(|conn| vault::request::answer(conn, id))?;
    Ok(answer.and_then(|json| serde_json::from_str(&json).ok()))
}

/// Keeps an answer together with what it tells of.
pub(super) fn keep<T: Serialize>(
    tx: &Transaction<'_>,
    store: &OpenStore,
    request: Option<DraftId>,
    answer: &T,
) -> Result<(), Failed> {
    if let (Some(id), Ok(json)) = (request, serde_json::to_string(answer)) {
        vault::request::put(tx, id, &json, store.world.now())?;
    }
    Ok(())
}
