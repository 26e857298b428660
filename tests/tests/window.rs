//! The real window, driven through WebKitWebDriver under Xvfb: a consultant joins, catches a lead without a network,
//! closes the app, opens it again, and the manager's device has the lead once the network is back.
//!
//! Proves the main job in the engine that ships (features.md R13, F1; issue: capture, restart, still there, sync).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod window_support;

use serde_json::json;
use window_support::{Display, Driver, Window};

use forecourt_tests::processes::{Proxy, Store, program, until};

const STAFF: &str = "李想";
const LEAD: &str = "单小宇";
const NUMBER: &str = "13800000004";
/// As a sales manager sees it.
const MASKED: &str = "138****0004";

#[tokio::test(flavor = "current_thread")]
async fn a_lead_caught_in_the_window_survives_its_closing_and_reaches_the_manager() {
    let store = Store::open();
    let staff = store.hire(STAFF, &["consultant"]);
    let road = Proxy::to(store.relay.address());
    let display = Display::start();
    let driver = Driver::start(&display);
    let data = store.place("window");

    let window = driver.open(&program("forecourt"), &data).await;
    join(&window, &store, &road.url(), &staff).await;

    road.cut();
    window.click("//a[normalize-space()='新线索']").await;
    window.fill("手机号", NUMBER).await;
    window.fill("姓名", LEAD).await;
    window.click("//button[normalize-space()='保存']").await;
    window.see(&format!("已保存 {LEAD}")).await;
    window.close().await;

    // A driver holds on to the app it opened first.
    drop(driver);
    let driver = Driver::start(&display);
    let window = driver.open(&program("forecourt"), &data).await;
    window.see("今天完成").await;
    window.click("//a[normalize-space()='客户']").await;
    window.see(LEAD).await;
    assert!(store.manager.search(LEAD).is_empty(), "the manager cannot have it yet");

    road.lead_to(store.relay.address());
    until("the manager has the lead", || {
        let rows = store.manager.search(LEAD);
        (rows.len() == 1 && rows[0]["phone"] == MASKED && rows[0]["owner"]["name"] == STAFF).then_some(())
    });
    window.see("已同步").await;
    window.close().await;
}

async fn join(window: &Window, store: &Store, relay: &str, staff: &str) {
    let code = store.invite(staff)["code"].as_str().unwrap().to_owned();
    window.click("//button[contains(normalize-space(),'简体中文')]").await;
    window.click("//button[contains(normalize-space(),'用加入码')]").await;
    window.fill("中继地址", relay).await;
    window.fill("加入码", &code).await;
    window.click("//button[normalize-space()='加入']").await;
    let waiting = until("the window waits to be let in", || {
        store.manager.ask("pending_devices", &json!({})).as_array().unwrap().first().filter(|row| row["digits"] != "").cloned()
    });
    let digits = waiting["digits"].as_str().unwrap();
    window.see(&format!("{} {}", &digits[..3], &digits[3..])).await;
    store.manager.tell("confirm_device", &json!({ "slot": waiting["slot"], "admit": true }));
    window.see("今天完成").await;
}
