//! What must hold once the network is whole and nobody has anything left to say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{
    canaries,
    device::{Device, content, hashes},
    model::{File, Kind, Place, Post},
    schedule::Schedule,
    template::{CREW, LATE},
};

impl Schedule {
    /// Heals everything, lets it come to rest, and looks at every device.
    pub(super) fn conclude(&mut self) {
        let story = "the end";
        self.story.push(story.to_owned());
        for device in CREW {
            self.system.drop_line(device);
        }
        self.system.settle(&CREW);
        self.system.settle(&[0, 1, 2, 3, 4, LATE]);
        self.model.assigned = self.system.chronicle.assigned();
        self.nothing_was_refused();
        self.every_assignment_stands();
        self.every_change_is_kept();
        for device in &self.system.devices {
            self.nothing_waits(device);
            self.holds_its_files(device);
            self.shows_its_files(device);
        }
        self.heads_agree();
        let digests = self.digests();
        self.same_view_same_digest(&digests);
        self.rebuilt_and_reopened(&digests);
        self.wires_are_clean();
    }

    fn nothing_was_refused(&self) {
        assert_eq!(self.system.chronicle.refused, Vec::<String>::new(), "the relay refused work that was answered with OK");
    }

    fn every_assignment_stands(&self) {
        let mut asked = self.proposed.clone();
        let given = self.model.assigned.iter();
        let stand: Vec<_> = given.map(|given| (given.files.clone(), given.owner.clone())).collect();
        for given in &stand {
            let place = asked.iter().position(|one| one == given);
            asked.remove(place.unwrap_or_else(|| panic!("{given:?} stands in the ledger and nobody asked for it")));
        }
        // A DCC agent gives away only what is theirs; somebody else may have given it away before.
        let refused = &self.system.chronicle.refused_statements;
        assert!(refused.values().all(|device| self.system.devices[*device].person.post == Post::DccAgent));
        assert_eq!(asked.len(), refused.len(), "assignments that do not stand though they were answered with OK: {asked:?}");
    }

    fn every_change_is_kept(&self) {
        for (hash, deed) in &self.model.by_hash {
            assert!(self.system.chronicle.numbers.contains_key(hash), "deed {deed} was never acknowledged or sent on");
        }
    }

    fn nothing_waits(&self, device: &Device) {
        let page = device.must("sync_page", &json!({}));
        assert_eq!(page["status"]["waiting"], 0, "{}: something waits: {page}", device.name);
        // What somebody wrote in a file that went to a colleague before it was sent stands, and stays readable as a card.
        let refused = page["refused"].as_array().unwrap().iter().filter(|card| card["code"] != "handed_over");
        assert_eq!(refused.count(), 0, "{}: something was refused: {}", device.name, page["refused"]);
        assert_eq!(page["status"]["link"], "synced", "{}: {}", device.name, page["status"]);
        assert_eq!(device.must("store", &json!({}))["proposals"], 0, "{}: a proposal waits", device.name);
    }

    /// A device holds exactly the files of its person: not one more, even unseen.
    fn holds_its_files(&self, device: &Device) {
        let held: BTreeSet<String> = device.app().held_files().unwrap().iter().map(|(file, _)| file.to_string()).collect();
        let held: BTreeSet<&String> = held.iter().filter(|file| self.model.files.contains_key(*file)).collect();
        let own: BTreeSet<&String> = self.model.visible_to(&device.person).map(|(file, _)| file).collect();
        let (more, less): (Vec<_>, Vec<_>) = (held.difference(&own).collect(), own.difference(&held).collect());
        assert!(more.is_empty(), "{} ({:?}) holds what is not theirs: {more:?}", device.name, device.person.post);
        assert!(less.is_empty(), "{} ({:?}) lacks {less:?}", device.name, device.person.post);
    }

    fn shows_its_files(&self, device: &Device) {
        let mut listed: BTreeSet<String> = device.listed().into_iter().collect();
        for (file, row) in self.model.visible_to(&device.person) {
            let found_here = device.inspect(file);
            let told = content(found_here.as_ref());
            let all = self.model.all(file);
            assert_eq!(self.model.deeds_of(&hashes(found_here.as_ref())), all, "{}: what {file} is made of", device.name);
            let view = self.model.view(&all);
            view.compare(&told).unwrap_or_else(|why| panic!("{}: {file} ({:?}): {why}", device.name, row.kind));
            if row.kind == Kind::Customer {
                assert_eq!(listed.remove(file), !is_blank(&told), "{}: whether {file} is listed", device.name);
            }
            self.offers_its_clashes(device, file, row);
        }
        assert!(listed.is_empty(), "{} lists {listed:?}", device.name);
    }

    fn offers_its_clashes(&self, device: &Device, file: &str, row: &File) {
        let view = self.model.view(&self.model.all(file));
        let (mut must, may) = view.clashes();
        let told = match row.kind {
            Kind::Customer => {
                let page = device.must("customer", &json!({"file": file}));
                assert_eq!(page["owner"]["id"].as_str(), self.model.owner(file), "{}: whose {file} is", device.name);
                page["customer"]["clashes"].clone()
            }
            Kind::Private => {
                let page = device.must("customer", &json!({"file": row.about}));
                page["private"]["clashes"].clone()
            }
            Kind::Event => device.must("event", &json!({"file": file}))["row"]["event"]["clashes"].clone(),
        };
        let mut told: BTreeMap<Place, BTreeSet<String>> = told
            .as_array()
            .unwrap_or_else(|| panic!("{}: no clashes of {file}: {told}", device.name))
            .iter()
            .map(clash)
            .collect();
        told.retain(|place, _| !may.contains(place));
        // Where numbers are masked for this person, that something is offered can be compared, not what.
        let is_masked = |values: &BTreeSet<String>| values.iter().any(|value| value.contains("**"));
        for (place, values) in told.iter_mut().filter(|(_, values)| is_masked(values)) {
            values.clear();
            must.entry(place.clone()).and_modify(BTreeSet::clear);
        }
        assert_eq!(told, must, "{}: clashes of {file}", device.name);
    }

    fn heads_agree(&self) {
        let mut known: BTreeMap<String, (String, forecourt_core::app::Inspection)> = BTreeMap::new();
        for device in &self.system.devices {
            for (file, _) in device.app().held_files().unwrap() {
                let found_here = device.app().inspect(file).unwrap();
                let (first, agreed) = known.entry(file.to_string()).or_insert_with(|| (device.name.clone(), found_here.clone()));
                assert_eq!(found_here, *agreed, "{file} on {} and on {first}", device.name);
            }
        }
    }

    fn digests(&self) -> Vec<Value> {
        self.system.devices.iter().map(|device| device.digest()).collect()
    }

    /// Who sees the same files sees the same lists.
    fn same_view_same_digest(&self, digests: &[Value]) {
        let mut by_view: BTreeMap<Vec<&String>, (usize, Value)> = BTreeMap::new();
        for (place, device) in self.system.devices.iter().enumerate() {
            let view = self.model.visible_to(&device.person).map(|(file, _)| file).collect();
            let (other, digest) = by_view.entry(view).or_insert((place, digests[place].clone()));
            assert_eq!(digests[place], *digest, "mirrors of devices {place} and {other}, which see the same");
        }
    }

    fn rebuilt_and_reopened(&mut self, digests: &[Value]) {
        for (device, digest) in self.system.devices.iter_mut().zip(digests) {
            device.restart();
            assert_eq!(device.digest(), *digest, "{}: mirror after a restart", device.name);
            device.app().rebuild_mirror().unwrap();
            assert_eq!(device.digest(), *digest, "{}: mirror made anew", device.name);
        }
    }

    /// No device ever received a word of a file that was never its person's to see.
    fn wires_are_clean(&self) {
        for (place, device) in self.system.devices.iter().enumerate() {
            let heard = self.system.chronicle.heard.get(&place).map(Vec::as_slice).unwrap_or_default();
            for message in heard {
                for file in canaries::files_in(&message.bytes) {
                    let may = self.model.is_visible_at(&device.person, &file, message.ledger_len);
                    let is_other = !self.model.files.contains_key(&file);
                    assert!(may || is_other, "{} was sent {file}, not theirs at that moment", device.name);
                }
            }
            let mut words = canaries::words_in(heard.iter().map(|message| message.bytes.as_slice()));
            if place == LATE {
                // The search itself is tried: all that was planted reached the manager's second device this way.
                for word in self.planted.keys() {
                    assert!(words.contains(word), "{word} should have been found on the wire");
                }
            }
            for (file, _) in device.app().held_files().unwrap() {
                canaries::collect(device.app().inspect(file).unwrap().content.as_bytes(), &mut words);
            }
            for word in &words {
                // Digits of a hash may look like a number.
                let Some(file) = self.planted.get(word) else { continue };
                let may = self.model.was_ever_visible_to(&device.person, file);
                assert!(may, "{} ({:?}) received {word} of {file}, never theirs", device.name, device.person.post);
            }
            assert!(device.person.post == Post::Manager || place < LATE);
        }
    }
}

fn clash(told: &Value) -> (Place, BTreeSet<String>) {
    let place = serde_json::from_value(told["place"].clone()).unwrap();
    let others = told["others"].as_array().unwrap().iter().map(|other| &other["value"]);
    let values = std::iter::once(&told["shown"]).chain(others);
    (place, values.map(|value| value.as_str().unwrap().to_owned()).collect())
}

/// A file of which nothing is left, because its capture was taken back, is listed nowhere.
fn is_blank(content: &Value) -> bool {
    let is_empty = |value: &Value| value.is_null() || value == "";
    let has_any = |container: &str| {
        let entries = content[container].as_object();
        entries.is_some_and(|entries| entries.values().any(|entry| is_empty(&entry["removed_at"])))
    };
    is_empty(&content["file"]["name"])
        && is_empty(&content["file"]["contact_refused"])
        && !has_any("phones")
        && !has_any("opportunities")
}
