//! What was said in the ledger without a network is taken back without one, and both statements arrive in their order.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

fn owner(device: &Device, file: &Value) -> Value {
    device.ask("customer", json!({ "file": file }))["owner"]["id"].clone()
}

#[test]
fn a_file_given_away_and_taken_back_while_apart_is_where_it_was() {
    let hall = Hall::open();
    let (mut manager, mut zhou) = (hall.device("office", 0), hall.device("phone", 0));
    hall.open_store(&mut manager);
    let zhou_id = hall.hire(&mut manager, "周颖");
    hall.enrol(&mut manager, &mut zhou, &zhou_id);
    let file = manager.capture("13900000001");
    let other = manager.capture("13900000002");
    hall.carry(&mut [&mut manager, &mut zhou]);
    let before = owner(&manager, &file);

    manager.hang_up();
    zhou.hang_up();
    let given = manager.ask("assign_files", json!({ "files": [file], "owner": zhou_id }));
    manager.ask("undo", json!({ "undo": given["undo"] }));
    let joined = manager.ask("join_files", json!({ "one": file, "other": other }));
    manager.ask("undo", json!({ "undo": joined["undo"] }));
    assert_eq!(manager.ask("proposals", json!({})).as_array().unwrap().len(), 4, "nothing said is left out");

    hall.carry_as_far_as_it_goes(&mut [&mut manager, &mut zhou]);
    assert_eq!(manager.ask("proposals", json!({})), json!([]), "all four were ordered");
    assert_eq!(owner(&manager, &file), before);
    assert_eq!(manager.ask("customer", json!({ "file": file }))["joined"], json!([]));
    assert!(zhou.try_ask("customer", json!({ "file": file })).is_err());
}

#[test]
fn what_a_manager_gave_on_meanwhile_stays_there() {
    let hall = Hall::open();
    let (mut manager, mut deputy) = (hall.device("office", 0), hall.device("tablet", 0));
    hall.open_store(&mut manager);
    let deputy_id = hall.hire_as(&mut manager, "许诺", &["sales_manager"]);
    hall.enrol(&mut manager, &mut deputy, &deputy_id);
    let wang = hall.hire(&mut manager, "王强");
    let li = hall.hire(&mut manager, "李静");
    let files = [manager.capture("13900000001"), manager.capture("13900000002")];
    hall.carry(&mut [&mut manager, &mut deputy]);
    let mine = owner(&manager, &files[0]);
    let given = manager.ask("assign_files", json!({ "files": files, "owner": wang }));
    hall.carry(&mut [&mut manager, &mut deputy]);
    deputy.ask("assign_files", json!({ "files": [files[1]], "owner": li }));
    hall.carry(&mut [&mut manager, &mut deputy]);

    let undone = manager.ask("undo", json!({ "undo": given["undo"] }));
    assert_eq!(undone["kept"], json!([[files[1], "owner"]]));
    hall.carry(&mut [&mut manager, &mut deputy]);
    for device in [&manager, &deputy] {
        assert_eq!((owner(device, &files[0]), owner(device, &files[1])), (mine.clone(), json!(li)));
    }
}
