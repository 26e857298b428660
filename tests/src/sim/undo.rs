//! Taking a command back: what still is as the command wrote it goes back, the rest stays and is named.

use std::collections::BTreeSet;

use forecourt_core::app::api::error::ErrorCode;
use serde_json::{Value, json};

use super::{
    effects::{Effect, Part, UndoPart, place, register},
    model::{Place, flatten, is_empty},
    schedule::Schedule,
};

fn is_same(one: &Value, other: &Value) -> bool {
    one == other || (is_empty(one) && is_empty(other))
}

impl Schedule {
    /// Takes back one of the commands of this device.
    pub(super) fn undo(&mut self, device: usize) {
        let own: Vec<usize> = (0..self.undoable.len()).filter(|nth| self.undoable[*nth].device == device).collect();
        let Some(nth) = self.dice.pick(&own).copied() else { return };
        let undoable = self.undoable.remove(nth);
        let files: Vec<&str> = undoable.parts.iter().map(|part| part.file.as_str()).collect();
        let is_here = files.iter().all(|file| self.system.devices[device].inspect(file).is_some());
        let before = self.before(device, &files);
        let mut kept: BTreeSet<Place> = BTreeSet::new();
        let mut parts = Vec::new();
        for part in &undoable.parts {
            let (content, known) = &before[&part.file];
            let effects = self.way_back(device, part, content, known, &mut kept);
            parts.push(Part { file: part.file.clone(), begun: self.model.files[&part.file].clone(), effects });
        }
        let says_something = |part: &Part| {
            let content = &before[&part.file].0;
            part.effects
                .iter()
                .any(|effect| matches!(effect, Effect::Set(place, value) if !is_same(&register(content, place), value)))
        };
        let is_possible = is_here && parts.iter().any(says_something);
        match self.system.devices[device].ask("undo", json!({"undo": undoable.undo})) {
            Ok(answer) => {
                assert!(is_possible, "an undo that must write nothing was done: {answer}");
                let told: BTreeSet<Place> = serde_json::from_value(answer["kept"].clone()).unwrap();
                assert_eq!(told, kept, "what an undo left alone");
                self.learn(device, &before, parts);
            }
            Err(error) => {
                // A file that came back after it was lost has forgotten its ways back.
                let was_lost = files.iter().any(|file| self.was_ever_given(file));
                let codes = [ErrorCode::CannotUndo, ErrorCode::NotFound, ErrorCode::NotAllowed];
                assert!((!is_possible || was_lost) && codes.contains(&error.code), "undo: {error:?}");
            }
        }
    }

    fn way_back(
        &self,
        device: usize,
        part: &UndoPart,
        content: &Value,
        known: &BTreeSet<usize>,
        kept: &mut BTreeSet<Place>,
    ) -> Vec<Effect> {
        let view = self.model.view(known);
        let mut effects = Vec::new();
        for (at, was, wrote) in &part.sets {
            let is_as_written =
                is_same(&register(content, at), wrote) && view.values(at).iter().all(|value| is_same(value, wrote));
            if is_as_written {
                effects.push(Effect::Set(at.clone(), was.clone()));
            } else {
                kept.insert(at.clone());
            }
        }
        let now = self.system.devices[device].now_ms();
        for (at, wrote) in &part.news {
            if flatten(&content[&at[0]][&at[1]]) == *wrote {
                effects.push(Effect::Set(place(&[&at[0], &at[1], "removed_at"]), json!(now)));
            } else {
                kept.insert(at.clone());
            }
        }
        effects
    }
}
