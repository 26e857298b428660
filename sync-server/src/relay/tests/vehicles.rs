//! Customers whom service staff may see because they have a car.

use forecourt_core::{
    guard::genesis,
    policy::{FileKind, Role},
    sync::{
        Envelope, Place,
        frame::{ToDevice, ToRelay},
        ledger::Act,
    },
};

use super::crew::{ADMIN, ANNA, Crew, changes, device, file, key, on_device, staff, write};

const ADVISOR: u8 = 8;
const CUSTOMER: u8 = 50;
const CAR: u8 = 60;

fn serviced() -> Crew {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(ADVISOR), roles: vec![Role::ServiceAdvisor] });
    let (name, key) = ("Desk".into(), key(ADVISOR).public());
    crew.say(admin, ADMIN, Act::DeviceEnrolled { device: device(ADVISOR), staff: staff(ADVISOR), key, name });
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, CUSTOMER, "long before the car");
    assert_eq!(crew.push(anna, vec![lead]).1, []);
    crew
}

fn car(crew: &Crew) -> Envelope {
    let place = Place { store: crew.store(), file: file(CAR), kind: FileKind::Vehicle, about: Some(file(CUSTOMER)) };
    let mut document = on_device(&genesis::document(FileKind::Vehicle, file(CAR)), ADVISOR, CAR);
    crew.seal(ADVISOR, place, write(&mut document, "A6"))
}

fn holds_customer(heard: &[ToDevice]) -> bool {
    changes(heard).iter().any(|one| one.envelope.file == file(CUSTOMER))
}

#[test]
fn a_customer_comes_with_what_was_written_before_the_first_car_to_a_reader_whose_cursor_had_passed_it() {
    for is_restarted in [false, true] {
        let mut crew = serviced();
        let advisor = crew.live(ADVISOR);
        assert!(crew.push(advisor, vec![car(&crew)]).1.is_empty());
        if is_restarted {
            crew.restart();
        }
        let advisor = crew.sign_in(ADVISOR);
        let heard = crew.tell(advisor, &ToRelay::Pull { after: 1, limit: 512 });
        assert!(holds_customer(&heard), "restarted: {is_restarted}");
    }
}

#[test]
fn a_live_reader_is_told_that_it_missed_something_and_pulls_the_customer() {
    let mut crew = serviced();
    let advisor = crew.live(ADVISOR);
    let heard = crew.tell(advisor, &ToRelay::Push { id: 1, envelopes: vec![car(&crew)] });
    let gap = heard.iter().find(|frame| matches!(frame, ToDevice::Changes { after: 2, items, .. } if items.is_empty()));
    assert!(gap.is_some(), "{heard:?}");
    let heard = crew.tell(advisor, &ToRelay::Pull { after: 1, limit: 512 });
    assert!(holds_customer(&heard), "{heard:?}");
}

#[test]
fn nobody_else_gets_the_customer_for_its_car() {
    let mut crew = serviced();
    let bo = crew.live(super::crew::BO);
    let advisor = crew.sign_in(ADVISOR);
    crew.push(advisor, vec![car(&crew)]);
    let mut heard = crew.heard(bo);
    heard.extend(crew.tell(bo, &ToRelay::Pull { after: 0, limit: 512 }));
    assert!(!holds_customer(&heard));
}
