//! The app in a window of its own. Every command that core declares is answered here; what the app tells goes to the page
//! as the event `told`. Reminders go from the page through the desktop's notifications; a click on one brings the window to
//! the front and comes back as the event `noticed` with the key that the page gave it.

use std::{borrow::Cow, env, iter, sync::Arc};

use forecourt_core::app::api::COMMANDS;
use tauri::{
    App as TauriApp, Assets, Emitter as _, Manager as _, Runtime,
    ipc::{Invoke, InvokeBody, InvokeError},
    utils::assets::{AssetKey, AssetsIter, CspHash},
};
use tauri_plugin_notification::{ActionPerformed, NotificationExt as _};
use tokio::runtime::Handle;

use crate::{
    desk::{self, Desk, Tidings},
    screens,
    stop::Stop,
};

/// Whether a window can be shown: on Linux, whether there is a display to show it on.
#[must_use]
pub fn can_open() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Shows the window until it is closed or the app is to end. Runs on the main thread.
///
/// # Errors
/// Where the window cannot be made.
pub fn show(desk: Arc<dyn Desk>, tidings: &Tidings, runtime: Handle, stop: Stop) -> tauri::Result<()> {
    tauri::async_runtime::set(runtime);
    let mut told = tidings.listen();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(move |invoke| answer(&desk, invoke))
        .setup(move |app| {
            let handle = app.handle().clone();
            let clicked = handle.clone();
            app.notification().on_action(move |action| open_noticed(&clicked, action))?;
            tauri::async_runtime::spawn(async move {
                loop {
                    tokio::select! {
                        next = told.next() => match next {
                            Some(next) => tell(&handle, &next),
                            None => return,
                        },
                        () = stop.wait() => return handle.exit(0),
                    }
                }
            });
            Ok(())
        })
        .build(tauri::generate_context!(assets = Screens))?;
    app.run_return(|_, _| {});
    Ok(())
}

fn tell<R: Runtime>(handle: &tauri::AppHandle<R>, told: &forecourt_core::app::api::sync::Told) {
    if let Err(error) = handle.emit("told", told) {
        tracing::warn!(%error, "the window could not be told");
    }
}

/// What a click on a notice opens.
fn open_noticed<R: Runtime>(handle: &tauri::AppHandle<R>, action: &ActionPerformed) {
    for window in handle.webview_windows().values() {
        if let Err(error) = window.unminimize().and_then(|()| window.set_focus()) {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
    let Some(key) = action.notification().and_then(|shown| shown.extra().get("key")) else { return };
    if let Err(error) = handle.emit("noticed", key) {
        tracing::warn!(%error, "the window could not be told of a click");
    }
}

/// Answers a command of the app; false leaves others to the window's own.
fn answer<R: Runtime>(desk: &Arc<dyn Desk>, invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let Some(name) = COMMANDS.iter().find(|name| **name == message.command()) else { return false };
    let request = match message.payload() {
        InvokeBody::Json(arguments) => arguments.get("request").cloned().unwrap_or_default(),
        InvokeBody::Raw(_) => serde_json::Value::Null,
    };
    let desk = Arc::clone(desk);
    resolver.respond_async(async move { desk::answer(desk, (*name).to_owned(), request).await.map_err(InvokeError::from) });
    true
}

/// The interface's files, as the window asks for them.
struct Screens;

impl<R: Runtime> Assets<R> for Screens {
    fn setup(&self, _: &TauriApp<R>) {}

    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        screens::exact(key.as_ref().trim_start_matches('/')).map(|screen| screen.bytes)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(screens::all())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        // No page of ours has a script or style in its text.
        Box::new(iter::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_finds_its_page() {
        let find = |name: &str| <Screens as Assets<tauri::Wry>>::get(&Screens, &AssetKey::from(name));
        assert!(find("index.html").is_some());
        assert!(find("assets/gone.js").is_none());
    }
}
