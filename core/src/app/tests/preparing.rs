//! After an update: lists that are made anew in the background, and what the app says and answers meanwhile.

use super::*;
use crate::{
    app::{Desk, api::sync::Told, opening::names, outside::Background},
    vault::{Database, VaultError, meta},
};

type Work = Box<dyn FnOnce() + Send>;

/// Keeps work until a test has it done.
#[derive(Default)]
struct Later(Mutex<Vec<Work>>);

impl Background for Later {
    fn run(&self, work: Work) {
        self.0.lock().unwrap().push(work);
    }
}

impl Later {
    fn work(&self) -> Option<Work> {
        self.0.lock().unwrap().pop()
    }
}

fn open_with(place: &Place, seed: u64) -> (App, Arc<Later>) {
    let later = Arc::new(Later::default());
    let options = Options { background: Some(Arc::clone(&later) as Arc<dyn Background>), ..place.options(seed) };
    (App::open(options).unwrap(), later)
}

/// What an update leaves: a mirror that is not whole. The store has a relay from here on.
fn update(place: &Place) {
    let key = place.keys.0.lock().unwrap()["practice"].clone();
    let db = Database::open(&place.folder.path().join("practice.db"), &key).unwrap();
    db.write(|tx| {
        meta::put_text(tx, names::RELAY, "https://127.0.0.1:1")?;
        meta::remove(tx, names::MIRROR)
    })
    .unwrap();
}

fn phase(app: &App) -> Value {
    ask(app, "state", json!({}))["phase"].clone()
}

fn total(app: &App) -> Result<Value, ErrorCode> {
    let request = json!({"filter": {"search": ""}, "sort": "opened", "offset": 0, "limit": 1});
    dispatch(app, "list_customers", request).map(|page| page["total"].clone()).map_err(|error| error.code)
}

#[test]
fn after_an_update_the_app_says_how_far_it_is_and_answers_and_syncs_nothing_until_it_is_ready() {
    let place = Place::practised();
    update(&place);
    let (app, later) = open_with(&place, 1);
    let told = Arc::new(Mutex::new(Vec::new()));
    let (heard, woken) = (Arc::clone(&told), Arc::clone(&told));
    app.listen(move |told| heard.lock().unwrap().push(matches!(told, Told::State)));
    app.on_wake(move || woken.lock().unwrap().push(true));

    let begun = phase(&app);
    assert_eq!((&begun["phase"], &begun["done"]), (&json!("preparing"), &json!(0)));
    assert!(begun["all"].as_u64().unwrap() > 300, "{begun}");
    assert_eq!(total(&app), Err(ErrorCode::Preparing));
    assert_eq!(dispatch(&app, "wipe_practice", json!({})).unwrap_err().code, ErrorCode::Preparing);
    assert!(app.relay().is_none() && app.link().unwrap().is_none(), "what arrives would be shown in half a mirror");
    assert_eq!(ask(&app, "set_language", json!({"language": "en"}))["phase"]["phase"], "preparing");

    later.work().unwrap()();
    assert_eq!(*told.lock().unwrap(), [true, true], "screens and sync are told");
    assert_eq!(phase(&app)["phase"], "ready");
    assert_eq!(total(&app), Ok(json!(300)));
    assert!(app.relay().is_some() && app.link().unwrap().is_some());
    drop(app);
    let (app, later) = open_with(&place, 2);
    assert!(later.work().is_none() && total(&app).is_ok(), "once only");
}

#[test]
fn a_preparation_that_the_app_did_not_live_to_see_ends_and_begins_again() {
    let place = Place::practised();
    update(&place);
    let (app, later) = open_with(&place, 1);
    drop(app);
    // Nobody is there to prepare for.
    later.work().unwrap()();
    let (app, later) = open_with(&place, 2);
    assert_eq!(phase(&app)["phase"], "preparing");
    later.work().unwrap()();
    assert_eq!(total(&app), Ok(json!(300)));
}

/// The first page of files fails, before and after the store stands open: its lists are never shown half made.
#[test]
fn a_preparation_that_fails_says_why_and_shows_no_half_of_the_lists() {
    let place = Place::practised();
    update(&place);
    let (app, later) = open_with(&place, 1);
    let store = app.opened().unwrap();
    let damage = "UPDATE change SET bytes = x'00' WHERE file IN (SELECT file FROM file WHERE kind = 'customer')";
    store.write(|tx| Ok(tx.execute(damage, ()).map_err(VaultError::from)?)).unwrap();
    let work = later.work().unwrap();
    app.set_desk(Desk::Empty);
    work();
    app.set_desk(Desk::Open(store));
    assert_eq!(total(&app), Err(ErrorCode::Preparing), "not ready, whoever opens it now");
    drop(app);

    let (app, later) = open_with(&place, 2);
    later.work().unwrap()();
    assert_eq!(phase(&app)["phase"], "closed", "{}", phase(&app));
    assert_eq!(total(&app).unwrap_err(), ErrorCode::DatabaseDamaged);
}

#[test]
fn a_locked_store_is_prepared_once_it_was_unlocked_and_can_be_locked_meanwhile() {
    let place = Place::practised();
    let (app, _) = open_with(&place, 1);
    ask(&app, "make_recovery_key", json!({}));
    ask(&app, "set_pin", json!({"old": null, "new": "739154"}));
    let key = app.opened().unwrap().db.key();
    drop(app);
    place.keys.0.lock().unwrap().insert("practice".to_owned(), key);
    update(&place);
    let (app, later) = open_with(&place, 2);
    assert_eq!(phase(&app)["phase"], "locked");
    assert!(later.work().is_none(), "its key is not here yet");
    let unlock = || ask(&app, "unlock", json!({"pin": "739154"}))["phase"]["phase"].clone();
    assert_eq!(unlock(), "preparing");
    ask(&app, "lock", json!({}));
    assert_eq!(phase(&app)["phase"], "locked");
    assert_eq!(unlock(), "preparing");
    let work = later.work().unwrap();
    assert!(later.work().is_none(), "begun once");
    work();
    assert_eq!(total(&app), Ok(json!(300)));
}
