//! A relay that comes back from a backup: whoever brings back what it lost is told that, and how far it is.

use std::sync::{Arc, Mutex};

use forecourt_core::app::api::sync::{Link, SyncStatus, Told};
use forecourt_tests::indoors::{Device, Hall};
use serde_json::json;

/// More files than are compared at once.
const FILES: u32 = 300;

fn listen(device: &Device) -> Arc<Mutex<Vec<SyncStatus>>> {
    let heard: Arc<Mutex<Vec<SyncStatus>>> = Arc::default();
    let hears = Arc::clone(&heard);
    device.app.listen(move |told| {
        if let Told::Sync { status } = told {
            hears.lock().unwrap().push(status.clone());
        }
    });
    heard
}

#[test]
fn healing_is_told_apart_from_syncing_with_files_done_and_in_all() {
    let hall = Hall::open();
    let mut manager = hall.device("office", 0);
    hall.open_store(&mut manager);
    let zhou = hall.hire(&mut manager, "周颖");
    let mut phone = hall.device("phone", 0);
    hall.enrol(&mut manager, &mut phone, &zhou);
    let backup = hall.back_up();
    for nth in 0..FILES {
        phone.capture(&format!("139{nth:08}"));
    }
    hall.carry_as_far_as_it_goes(&mut [&mut manager, &mut phone]);
    hall.restore_relay(&backup);

    let heard = listen(&manager);
    hall.carry_as_far_as_it_goes(&mut [&mut manager]);
    let told: Vec<(u32, u32)> = {
        let heard = heard.lock().unwrap();
        heard.iter().filter(|status| status.link == Link::Healing).map(|status| (status.done, status.total)).collect()
    };
    assert!(told.is_sorted_by_key(|(done, _)| *done), "{told:?}");
    let known: Vec<(u32, u32)> = told.into_iter().filter(|(_, total)| *total > 0).collect();
    // The store's own file is one.
    assert!(known.iter().all(|(done, total)| done <= total && *total > FILES), "{known:?}");
    let last = known.last().copied().unwrap();
    assert_eq!(last.0, last.1, "to the end");
    assert!(known.iter().any(|(done, total)| 0 < *done && *done < *total / 2), "step by step: {known:?}");
    let page = manager.ask("sync_page", json!({}));
    assert_eq!((&page["status"]["link"], &page["status"]["done"]), (&json!("synced"), &json!(0)));

    let mut late = hall.device("late", 0);
    hall.enrol(&mut manager, &mut late, &zhou);
    let list = late.ask("list_customers", json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 5}));
    assert_eq!(list["total"], FILES);
}
