//! One customer out of several files. Nothing is copied: each entry stays in the file it was written in.

use std::collections::BTreeMap;

use super::customer::{CustomerFile, PrivateFile};
use crate::ids::FileId;

/// The union of files that are one customer, under the smallest id: of a plain field the oldest file that has it counts, of
/// everything else all there is. The same files give the same, in whatever order.
#[must_use]
pub fn union(mut files: Vec<CustomerFile>) -> Option<CustomerFile> {
    files.sort_by_key(|file| file.id);
    let mut files = files.into_iter();
    let mut one = files.next()?;
    for other in files {
        absorb(&mut one, other);
    }
    one.phones.sort_by_key(|phone| phone.id);
    one.contacts.sort_by_key(|contact| contact.id);
    one.tags.sort();
    one.tags.dedup();
    one.judged.sort_by_key(|judged| (judged.other, judged.at));
    one.consents.sort_by_key(|consent| consent.id);
    one.opportunities.sort_by_key(|opportunity| opportunity.id);
    one.follow_ups.sort_by_key(|follow_up| follow_up.id);
    one.presentations.sort_by_key(|shown| shown.id);
    one.test_drives.sort_by_key(|drive| drive.id);
    one.quotations.sort_by_key(|quotation| quotation.id);
    one.entries.sort_by_key(|entry| entry.id);
    one.orders.sort_by_key(|order| order.id);
    one.order_cars.sort_by_key(|car| car.id);
    one.payments.sort_by_key(|payment| payment.id);
    Some(one)
}

fn absorb(one: &mut CustomerFile, other: CustomerFile) {
    if other.opened_at.is_some_and(|at| one.opened_at.is_none_or(|first| at < first)) {
        one.opened_at = other.opened_at;
        one.opened_by = other.opened_by;
    }
    // One file of a batch buyer makes the whole customer one.
    if one.fleet.is_none() || (!one.is_fleet() && other.is_fleet()) {
        one.fleet.clone_from(&other.fleet);
    }
    fill(&mut one.fields, other.fields);
    let has_main = one.phones.iter().any(|phone| phone.is_main);
    let phones = other.phones.into_iter().map(|mut phone| {
        phone.is_main &= !has_main;
        phone
    });
    one.phones.extend(phones);
    one.contacts.extend(other.contacts);
    one.tags.extend(other.tags);
    one.judged.extend(other.judged);
    one.consents.extend(other.consents);
    one.opportunities.extend(other.opportunities);
    one.follow_ups.extend(other.follow_ups);
    one.presentations.extend(other.presentations);
    one.test_drives.extend(other.test_drives);
    one.quotations.extend(other.quotations);
    one.entries.extend(other.entries);
    one.orders.extend(other.orders);
    one.order_cars.extend(other.order_cars);
    one.payments.extend(other.payments);
    for clash in other.clashes {
        if one.clashes.iter().all(|known| known.place != clash.place) {
            one.clashes.push(clash);
        }
    }
    one.clashes.sort_by(|a, b| a.place.cmp(&b.place));
}

/// The union of the private parts, under the first one's id; about the customer `customer`.
#[must_use]
pub fn union_private(customer: FileId, files: Vec<PrivateFile>) -> Option<PrivateFile> {
    let mut files = files.into_iter();
    let mut one = PrivateFile { about: Some(customer), ..files.next()? };
    for other in files {
        fill(&mut one.fields, other.fields);
    }
    Some(one)
}

fn fill<F: Ord>(fields: &mut BTreeMap<F, String>, others: BTreeMap<F, String>) {
    for (field, text) in others {
        if fields.get(&field).is_none_or(String::is_empty) {
            fields.insert(field, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Instant,
        domain::{
            customer::{CustomerField, Phone},
            phone::PhoneNumber,
        },
        ids::PhoneId,
    };

    fn file(n: u8, name: &str, occupation: &str) -> CustomerFile {
        CustomerFile {
            opened_at: Some(Instant::from_unix_ms(i64::from(10 - n))),
            fields: BTreeMap::from([(CustomerField::Name, name.to_owned()), (CustomerField::Occupation, occupation.to_owned())]),
            phones: vec![Phone {
                id: PhoneId::from_bytes([n; 16]),
                number: PhoneNumber::parse(&format!("1390000000{n}")),
                label: String::new(),
                is_main: true,
                contact: None,
            }],
            ..CustomerFile::empty(FileId::from_bytes([n; 16]))
        }
    }

    #[test]
    fn the_oldest_file_that_has_a_field_tells_it_and_nothing_else_is_lost() {
        let files = vec![file(2, "刘汉", "医生"), file(1, "刘先生", ""), file(3, "", "教师")];
        let one = union(files.clone()).unwrap();
        assert_eq!(one.id, FileId::from_bytes([1; 16]));
        assert_eq!(one.field(&CustomerField::Name), Some("刘先生"));
        assert_eq!(one.field(&CustomerField::Occupation), Some("医生"));
        assert_eq!(one.phones.iter().map(|phone| phone.is_main).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(one.opened_at, Some(Instant::from_unix_ms(7)), "since the first contact of any");
        let mut turned = files;
        turned.reverse();
        assert_eq!(union(turned), Some(one));
        assert_eq!(union(Vec::new()), None);
    }
}
