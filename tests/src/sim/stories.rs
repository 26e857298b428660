//! Single stories that chance told once and that must not happen again.

use serde_json::json;

use super::{acts::Act, effects::place, schedule::Schedule};

/// A file is taken from its owner and given back while a colleague writes in it: the change arrives before the file does.
///
/// # Panics
/// When a device does not end with what the model says.
pub fn a_change_overtakes_a_file_that_was_lost_and_given_back() {
    let mut schedule = Schedule::new(1);
    schedule.system.settle(&[0, 1, 2]);
    schedule.capture(1);
    schedule.system.settle(&[0, 1, 2]);
    let file = schedule.system.devices[1].listed()[0].clone();
    let staff = |device: usize| Some(schedule.system.devices[device].person.staff.clone());
    let (owner, colleague) = (staff(1), staff(2));
    schedule.assign(0, vec![file.clone()], colleague);
    schedule.system.settle(&[0, 1, 2]);
    assert!(schedule.system.devices[1].inspect(&file).is_none(), "it was lost");
    schedule.assign(0, vec![file.clone()], owner);
    schedule.system.device_looks(0);
    while schedule.system.network.speaking().contains(&place_of(&mut schedule, 0)) {
        schedule.system.pass_on();
    }
    let before = schedule.before(0, &[&file]);
    let said = schedule.text();
    let request = json!({"file": file, "edits": [{"edit": "field", "field": "remark", "value": said}]});
    schedule.plant(&file, &request);
    let saved = schedule.system.devices[0].must("edit_customer", &request);
    let effects = vec![super::effects::Effect::Set(place(&["file", "remark"]), json!(said))];
    let begun = schedule.model.files[&file].clone();
    schedule.done(0, &saved, &before, vec![super::effects::Part { file, begun, effects }]);
    schedule.system.device_looks(0);
    // The manager's change goes first, then the question for the file.
    let line = place_of(&mut schedule, 0);
    schedule.system.relay_takes(&[line], super::system::Fate::Lives);
    while schedule.system.network.hearing().contains(&1) {
        schedule.system.device_hears(1);
    }
    schedule.system.settle(&[0, 1, 2]);
    schedule.conclude();
}

/// The manager is the first to write the private part of a consultant's customer; the consultant writes in it next.
///
/// # Panics
/// When a device does not end with what the model says.
pub fn what_belongs_to_a_customer_belongs_to_the_customers_owner_whoever_began_it() {
    let mut schedule = Schedule::new(1);
    schedule.system.settle(&[0, 1]);
    schedule.capture(1);
    schedule.system.settle(&[0, 1]);
    let file = schedule.system.devices[1].listed()[0].clone();
    for device in [0, 1, 0] {
        schedule.work_on(device, &file, Act::Private);
        schedule.system.settle(&[0, 1]);
    }
    schedule.conclude();
}

fn place_of(schedule: &mut Schedule, device: usize) -> usize {
    let lines = &schedule.system.network.lines;
    lines.iter().position(|line| line.is_held && line.device == device).unwrap_or(usize::MAX)
}
