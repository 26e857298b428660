//! Back from an event: what was caught and edited without a network, until the relay and a second device have all of
//! it on their disks.

use std::path::Path;

use forecourt_core::{
    app::api::{
        common::Saved,
        customers::{CustomerChange, CustomerFilter, CustomerList, EditCustomer, ListCustomers},
    },
    domain::customer::CustomerField,
    ids::FileId,
};
use serde_json::{Map, Value, json};

use crate::{
    figures::{ms, now, object},
    mapping,
    network::{Device, Network},
    place::{Folder, ask},
    records::Line,
    store,
};

/// The word by which edited files are found again.
const WORD: &str = "zurueckgekehrt";

/// Half of the customers are known to both devices and edited, half are new.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let (known, fresh) = lines.split_at(lines.len() / 2);
    let network = Network::start(&folder.path().join("relay"))?;
    let field = network.founder(&folder.path().join("field"))?;
    field.connect(&network.address)?;
    store::import(&field.app, known)?;
    field.await_synced()?;
    let office = network.joined(&field, &folder.path().join("office"))?;
    office.connect(&network.address)?;
    office.await_synced()?;
    field.disconnect();

    edit_all(&field, known.len())?;
    for line in fresh {
        ask::<Saved>(&field.app, "capture_lead", mapping::capture(&line.record))?;
    }
    let began = now();
    field.connect(&network.address)?;
    let relay = std::thread::scope(|scope| {
        let acknowledged = scope.spawn(|| field.await_synced().map(|()| began.elapsed()));
        office.await_told(|office| has_all(office, known.len(), lines.len()))?;
        let arrived = began.elapsed();
        let relay = acknowledged.join().map_err(|_| anyhow::anyhow!("the waiting thread ended"))??;
        anyhow::Ok((relay, arrived))
    })?;
    Ok(object(json!({
        "new": fresh.len(),
        "edited": known.len(),
        "relay_has_all_ms": ms(relay.0),
        "second_device_has_all_ms": ms(relay.1),
        "both_ms": ms(relay.0.max(relay.1)),
    })))
}

fn edit_all(device: &Device, count: usize) -> anyhow::Result<()> {
    for (place, file) in files(device, count)?.into_iter().enumerate() {
        let edits = vec![
            CustomerChange::Field { field: CustomerField::Wechat, value: format!("{WORD}{place}") },
            CustomerChange::Field { field: CustomerField::Remark, value: "周六带家人来试驾。".to_owned() },
        ];
        ask::<Saved>(&device.app, "edit_customer", EditCustomer { file, edits })?;
    }
    Ok(())
}

fn files(device: &Device, count: usize) -> anyhow::Result<Vec<FileId>> {
    let mut files = Vec::with_capacity(count);
    while files.len() < count {
        let offset = u32::try_from(files.len())?;
        let page = ListCustomers { offset, limit: 200, ..ListCustomers::default() };
        let list: CustomerList = ask(&device.app, "list_customers", page)?;
        anyhow::ensure!(!list.rows.is_empty(), "the list ends too early");
        files.extend(list.rows.into_iter().map(|row| row.file));
    }
    Ok(files)
}

/// Whether all new files are listed and all edits found; both are read from what was committed.
fn has_all(device: &Device, edited: usize, all: usize) -> anyhow::Result<bool> {
    if store::count(&device.app)? < all {
        return Ok(false);
    }
    let filter = CustomerFilter { search: WORD.to_owned(), ..CustomerFilter::default() };
    let list: CustomerList = ask(&device.app, "list_customers", ListCustomers { filter, limit: 1, ..ListCustomers::default() })?;
    Ok(usize::try_from(list.total)? >= edited)
}
