//! The real window, driven through WebKitWebDriver under Xvfb: a consultant joins, catches a lead without a network,
//! closes the app, opens it again, and the manager's device has the lead once the network is back. Then the same behind a
//! PIN, which a start shows first and which the store's recovery key replaces where it is forgotten.
//!
//! Proves the main job in the engine that ships (features.md R13, F1; issue: capture, restart, still there, sync).

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod window_support;

use std::path::Path;

use serde_json::json;
use window_support::{Display, Driver, Window};

use forecourt_tests::processes::{App, Place, Proxy, Store, program, until};

const STAFF: &str = "李想";
const LEAD: &str = "单小宇";
const NUMBER: &str = "13800000004";
/// As a sales manager sees it.
const MASKED: &str = "138****0004";
const PIN: &str = "258013";
const OTHER_PIN: &str = "390124";
/// Taps and fields from the first start to the first screen: language, way, address, code, join.
const FIRST_START: usize = 5;

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
    assert_eq!(window.acts(), FIRST_START, "the first start is as short as it was");

    road.cut();
    catch(&window).await;
    window.close().await;

    // A driver holds on to the app it opened first.
    drop(driver);
    let driver = Driver::start(&display);
    let window = driver.open(&program("forecourt"), &data).await;
    window.see("今天完成").await;
    arrives(&window, &store, &road).await;
    window.close().await;
}

#[tokio::test(flavor = "current_thread")]
async fn behind_a_pin_all_of_it_goes_on_and_nothing_shows_before_it() {
    let store = Store::open();
    let key = store.manager.ask("make_recovery_key", &json!({}))["text"].as_str().unwrap().to_owned();
    let staff = store.hire(STAFF, &["consultant"]);
    let road = Proxy::to(store.relay.address());
    let display = Display::start();
    let driver = Driver::start(&display);
    let data = store.place("window");

    let window = driver.open(&program("forecourt"), &data).await;
    join(&window, &store, &road.url(), &staff).await;
    open_lock_settings(&window).await;
    window.click("//button[normalize-space()='设置 PIN'][not(@disabled)]").await;
    give_pin(&window, PIN).await;
    window.see("再输一遍新 PIN").await;
    give_pin(&window, PIN).await;
    window.see("PIN 已生效").await;
    road.cut();
    catch(&window).await;
    window.close().await;
    assert_eq!(readable(&data, &[LEAD, NUMBER, PIN]), [""; 0]);

    drop(driver);
    let driver = Driver::start(&display);
    let window = driver.open(&program("forecourt"), &data).await;
    window.see("输入 PIN").await;
    give_pin(&window, OTHER_PIN).await;
    window.see("还可以试 9 次").await;
    assert!(!window.source().await.contains(LEAD));
    give_pin(&window, PIN).await;
    window.see("今天完成").await;
    arrives(&window, &store, &road).await;

    open_lock_settings(&window).await;
    window.click("//button[normalize-space()='立即锁定']").await;
    window.click("//button[normalize-space()='忘记 PIN']").await;
    window.fill("恢复密钥", &key).await;
    window.click("//button[normalize-space()='下一步']").await;
    give_pin(&window, OTHER_PIN).await;
    window.see("再输一遍新 PIN").await;
    give_pin(&window, OTHER_PIN).await;
    window.click("//a[normalize-space()='客户']").await;
    window.see(LEAD).await;
    window.close().await;
}

/// O1: what the browser's tests print is a file of the person's own when it is printed in the window too.
#[tokio::test(flavor = "current_thread")]
async fn a_document_that_is_printed_in_the_window_lies_among_the_downloads() {
    let folder = tempfile::tempdir().unwrap();
    let mut usual = Place::in_folder(folder.path());
    usual.key_file = usual.data.join("key");
    let data = usual.data.clone();
    let mut app = App::start(usual);
    app.tell("set_language", &json!({ "language": "zh-CN" }));
    app.tell("practise", &json!({}));
    app.close();
    let home = folder.path().join("home");
    let display = Display::start();
    let driver = Driver::start_at(&display, &home);

    let window = driver.open(&program("forecourt"), &data).await;
    window.click("//a[normalize-space()='订单']").await;
    window.click("(//*[@data-testid='order']//a | //a[@data-testid='order'])[1]").await;
    window.click("//button[contains(@aria-label,'购车订单') or contains(normalize-space(),'打印')]").await;
    window.click("//button[normalize-space()='保存 PDF'][not(@disabled)]").await;
    window.see("PDF 已存入").await;
    let kept = until("the document is kept", || {
        std::fs::read_dir(home.join("Downloads"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|end| end == "pdf"))
    });
    assert!(std::fs::read(&kept).unwrap().starts_with(b"%PDF-"), "{}", kept.display());
    window.close().await;
}

/// Catches the lead.
async fn catch(window: &Window) {
    window.click("//a[normalize-space()='新线索']").await;
    window.fill("手机号", NUMBER).await;
    window.fill("姓名", LEAD).await;
    window.click("//button[normalize-space()='保存']").await;
    window.see(&format!("已保存 {LEAD}")).await;
}

/// The lead is in the list, and reaches the manager once there is a road again.
async fn arrives(window: &Window, store: &Store, road: &Proxy) {
    window.click("//a[normalize-space()='客户']").await;
    window.see(LEAD).await;
    assert!(store.manager.search(LEAD).is_empty(), "the manager cannot have it yet");
    road.lead_to(store.relay.address());
    until("the manager has the lead", || {
        let rows = store.manager.search(LEAD);
        (rows.len() == 1 && rows[0]["phone"] == MASKED && rows[0]["owner"]["name"] == STAFF).then_some(())
    });
    window.see("已同步").await;
}

async fn open_lock_settings(window: &Window) {
    window.click("//a[normalize-space()='我的']").await;
    window.click("//a[normalize-space()='锁屏与密钥']").await;
}

/// Taps the digits as a thumb does.
async fn give_pin(window: &Window, pin: &str) {
    for digit in pin.chars() {
        window.click(&format!("//button[normalize-space()='{digit}']")).await;
    }
    window.click("//button[@aria-label='确定'][not(@disabled)]").await;
}

/// Files below `data` that hold one of `words` as they are, with the word.
fn readable(data: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(data).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(readable(&path, words));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let holds = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        found.extend(words.iter().filter(holds).map(|word| format!("{} holds {word}", path.display())));
    }
    found
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
