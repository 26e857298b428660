//! The relay's certificate: learned with the code, kept, and never another.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::processes::{App, Place, Proxy, Relay, until};
use serde_json::json;

use super::{
    capture,
    sentences::{is_clear, refused_with},
};

#[test]
fn a_relay_is_known_by_the_code_once_and_by_its_certificate_ever_after() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let mut relay = Relay::start_protected(&place("relay"));
    assert!(relay.ready()["address"].as_str().unwrap().starts_with("https://"));
    // The other relay's first code is not known, but its certificate is right in the way.
    let stranger = Relay::start_protected(&place("stranger"));
    assert_ne!(relay.ready()["pin"], stranger.ready()["pin"]);
    let road = Proxy::to(stranger.address());
    let manager = App::start(Place::in_folder(&place("manager")));
    let open = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"],
                       "relay": road.protected_url().trim_start_matches("https://"), "code": relay.first_code() });
    refused_with(manager.try_ask("open_store", &open), ErrorCode::WrongCode);
    assert_eq!(manager.phase()["phase"], "first_start");

    road.lead_to(relay.address());
    assert_eq!(manager.ask("open_store", &open)["phase"]["phase"], "ready");
    let first = capture(&manager, "13800000001");
    manager.sync();

    // Somebody else at the same address: told by name, and nothing goes there.
    road.lead_to(stranger.address());
    capture(&manager, "13800000002");
    let status = manager.offline_because("relay_identity_changed");
    assert_eq!((&status["link"], &status["waiting"]), (&json!("offline"), &json!(1)), "never told to be synced");
    is_clear(ErrorCode::RelayIdentityChanged);

    // The relay itself is the same after a restart.
    relay.restart();
    road.lead_to(relay.address());
    manager.sync();

    // A second device by what the QR code says: it knows whom to expect before it asks.
    let me = manager.phase()["me"]["staff"].clone();
    let code = manager.ask("invite_device", &json!({ "staff": me }))["code"].clone();
    let store = manager.phase()["store"]["id"].as_str().unwrap().to_owned();
    let link = |pin: &serde_json::Value| {
        let (url, pin, code) = (road.protected_url(), pin.as_str().unwrap(), code.as_str().unwrap());
        json!({ "relay": format!("forecourt:join?relay={url}&pin={pin}&store={store}&code={code}"), "code": "", "device_name": "平板" })
    };
    let tablet = App::start(Place::in_folder(&place("tablet")));
    refused_with(tablet.try_ask("join_store", &link(&stranger.ready()["pin"])), ErrorCode::RelayIdentityChanged);
    assert_eq!(tablet.ask("join_store", &link(&relay.ready()["pin"]))["phase"]["phase"], "joining");
    let pending = until("both have taken part in the digits", || {
        let rows = manager.ask("pending_devices", &json!({}));
        rows.as_array().unwrap().first().filter(|row| row["digits"] != "").cloned()
    });
    assert_eq!(pending["digits"], tablet.phase()["digits"]);
    manager.tell("confirm_device", &json!({ "slot": pending["slot"], "admit": true }));
    until("the tablet has the lead", || tablet.try_ask("customer", &json!({ "file": first })).ok());
}

#[test]
fn an_address_without_tls_is_only_this_machine_s() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::start(Place::in_folder(folder.path()));
    let join = json!({ "relay": "http://192.0.2.1:7420", "code": "ABCDE-12345", "device_name": "手机" });
    refused_with(app.try_ask("join_store", &join), ErrorCode::PlainAddress);
}
