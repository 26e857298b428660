//! A store as people set it up: a manager opens it, hires, lets devices in. Every device has a road of its own to the relay.

use std::path::PathBuf;

use forecourt_core::app::api::capture::CaptureLead;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{App, Place, Proxy, Relay, until};

/// A store: its relay, and the manager's device.
#[derive(Debug)]
pub struct Store {
    /// The relay.
    pub relay: Relay,
    /// The app of the manager, who is its administrator too.
    pub manager: App,
    /// The manager's road to the relay.
    pub road: Proxy,
    // Last, so that the processes have ended when it is removed.
    folder: TempDir,
}

impl Store {
    /// Opens one.
    ///
    /// # Panics
    /// When a part of it does not start.
    #[must_use]
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let relay = Relay::start(&folder.path().join("relay"));
        let road = Proxy::to(relay.address());
        let manager = App::start(Place::in_folder(&folder.path().join("manager")));
        let request = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"],
                              "relay": road.url(), "code": relay.first_code() });
        assert_eq!(manager.ask("open_store", &request)["phase"]["phase"], "ready");
        manager.sync();
        Self { relay, manager, road, folder }
    }

    /// A folder for one more device.
    #[must_use]
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A person on the staff, by id, once the relay has ordered it.
    ///
    /// # Panics
    /// When that does not happen.
    #[must_use]
    pub fn hire(&self, name: &str, roles: &[&str]) -> String {
        self.manager.tell("add_staff", &json!({ "name": name, "roles": roles }));
        until("the person is on the staff", || {
            let page = self.manager.ask("store", &json!({}));
            let row = page["staff"].as_array().unwrap().iter().find(|row| row["name"] == name && row["state"] != "pending")?;
            Some(row["id"].as_str().unwrap().to_owned())
        })
    }

    /// An invitation for one more device of a person.
    #[must_use]
    pub fn invite(&self, staff: &str) -> Value {
        self.manager.ask("invite_device", &json!({ "staff": staff }))
    }

    /// Starts an app and lets it in as a device of `staff`, the digits compared on both screens; waits until it has
    /// everything.
    ///
    /// # Panics
    /// When it is not let in.
    #[must_use]
    pub fn enrol(&self, staff: &str, device: &str) -> (App, Proxy) {
        let road = Proxy::to(self.relay.address());
        let app = App::start(Place::in_folder(&self.place(device)));
        let code = self.invite(staff)["code"].clone();
        self.let_in(&app, &json!({ "relay": road.url(), "code": code, "device_name": device }));
        app.sync();
        (app, road)
    }

    /// Joins with this request, compares the digits on both screens and lets the device in.
    ///
    /// # Panics
    /// When it is not let in.
    pub fn let_in(&self, app: &App, request: &Value) {
        assert_eq!(app.ask("join_store", request)["phase"]["phase"], "joining");
        let pending = until("the device waits to be let in, and both have taken part in the digits", || {
            let rows = self.manager.ask("pending_devices", &json!({}));
            rows.as_array().unwrap().first().filter(|row| row["digits"] != "").cloned()
        });
        let phase = app.phase();
        assert_eq!((&pending["digits"], &pending["name"]), (&phase["digits"], &request["device_name"]));
        assert_eq!(pending["digits"].as_str().map(str::len), Some(6));
        self.manager.tell("confirm_device", &json!({ "slot": pending["slot"], "admit": true }));
        until("the device is let in", || (app.phase()["phase"] == "ready").then_some(()));
    }
}

/// A request to capture a lead, with these values in place of the usual ones.
///
/// # Panics
/// When `values` is no object.
#[must_use]
pub fn lead(values: &Value) -> Value {
    let mut request = serde_json::to_value(CaptureLead::default()).unwrap();
    for (name, value) in values.as_object().unwrap() {
        assert!(request.get(name).is_some(), "a lead has no {name}");
        request[name] = value.clone();
    }
    request
}
