//! `GET /api/events`: what the app tells its screens, as server-sent events. A screen that comes back after its line was
//! cut, or that reads too slowly, is told to fetch everything again.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use forecourt_core::app::api::sync::Told;
use futures_util::{StreamExt as _, stream};

use super::Shared;
use crate::desk::everything;

/// A browser that lost its line tries again after this.
const RETRY: Duration = Duration::from_secs(1);
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Tells until the reader leaves or the app ends.
pub async fn events(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let listener = shared.tidings.listen();
    let missed = headers.contains_key("last-event-id").then(everything);
    let told = stream::unfold(listener, |mut listener| async move { Some((listener.next().await?, listener)) });
    let greeting = stream::once(async { Event::default().id("0").retry(RETRY).comment("listening") });
    let stop = shared.stop.clone();
    let events = greeting.chain(stream::iter(missed).chain(told).map(|told| event(&told)));
    let until = Box::pin(async move { stop.wait().await });
    let events = events.take_until(until).map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
}

fn event(told: &Told) -> Event {
    // Every told thing is plain data; were one not, the screen would still learn that something changed.
    let json = serde_json::to_string(told).unwrap_or_else(|_| r#"{"event":"state"}"#.to_owned());
    // The id only says "I was here before"; nothing is replayed.
    Event::default().id("1").data(json)
}
