//! Pushed changes: judged, numbered, appended. What is told here leaves only after the commit.

use std::{collections::BTreeMap, sync::Arc};

use forecourt_core::{
    guard::{self, Header, Limits, Offered, Verdict},
    ids::{ChangeHash, FileId, StaffId},
    policy::{Action, FileKind},
    sync::{
        Envelope, Refusal,
        frame::{Accepted, Numbered, PUSH_COUNT, RefusedChange, ToDevice},
    },
};

use super::{
    ConnId, Relay, Stop,
    files::{Person, is_about_right},
    store::{FileRow, Kept, StoreError},
    waiting::{Brought, Origin},
};

/// What became of a push.
#[derive(Debug, Default)]
struct Answer {
    accepted: Vec<Accepted>,
    refused: Vec<RefusedChange>,
    waiting: Vec<ChangeHash>,
    busy: Vec<ChangeHash>,
}

/// Answers by the connection they go to; `true` where the change had waited.
type Answers = BTreeMap<(ConnId, bool), Answer>;

impl Relay {
    /// Takes a push and answers it.
    pub(super) fn push(&mut self, conn: ConnId, id: u64, envelopes: Vec<Envelope>) -> Result<(), Stop> {
        self.push_as(conn, id, envelopes, Origin::Author, &BTreeMap::new())
    }

    /// Takes what was pushed, or brought back; `begun` are files that only devices know.
    pub(super) fn push_as(
        &mut self,
        conn: ConnId,
        id: u64,
        envelopes: Vec<Envelope>,
        origin: Origin,
        begun: &BTreeMap<FileId, FileRow>,
    ) -> Result<(), Stop> {
        if envelopes.len() > PUSH_COUNT {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let mut answers = Answers::new();
        answers.insert((conn, false), Answer::default());
        for (file, envelopes) in by_file(envelopes) {
            let mut brought = self.waiting.take(file);
            brought.extend(envelopes.into_iter().map(|envelope| Brought { by: conn, envelope, has_waited: false, origin }));
            self.offer(file, brought, begun.get(&file).copied(), &mut answers)?;
        }
        for ((to, has_waited), answer) in answers {
            let Answer { accepted, refused, waiting, busy } = answer;
            count(&accepted, &refused);
            let id = if has_waited { None } else { Some(id) };
            self.send(to, &ToDevice::Pushed { id, accepted, refused: refused.clone(), waiting, busy });
            self.count_changes(to, &refused)?;
        }
        Ok(())
    }

    fn offer(&mut self, file: FileId, brought: Vec<Brought>, begun: Option<FileRow>, answers: &mut Answers) -> Result<(), Stop> {
        let is_begun = self.files.get(file).is_some();
        let mut row = self.files.get(file).copied().or(begun);
        let mut offers: Vec<(Brought, u64)> = Vec::with_capacity(brought.len());
        for brought in brought {
            match self.judge(&brought.envelope, brought.origin, row) {
                Ok(judged) => {
                    row.get_or_insert(judged.row);
                    offers.push((brought, judged.ledger_len));
                }
                Err(code) => self.turn_away(brought, code, answers)?,
            }
        }
        let Some(row) = row.filter(|_| !offers.is_empty()) else { return Ok(()) };
        let verdicts = self.admit(file, &row, &offers)?;
        let (mut admitted, mut known) = (Vec::new(), Vec::new());
        for ((brought, ledger_len), verdict) in offers.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Admitted(header) => admitted.push((brought, ledger_len, header)),
                Verdict::Known(header) => known.push((brought, header)),
                Verdict::Waiting { header, missing } => {
                    // What stands on a change in the review box is decided with it.
                    if let Some(code) = self.shelved_below(&missing)? {
                        self.turn_away(brought, code, answers)?;
                        continue;
                    }
                    let answer = tell(answers, &brought);
                    if self.waiting.put(brought) {
                        answer.waiting.push(header.hash);
                    } else {
                        answer.busy.push(header.hash);
                    }
                }
                Verdict::Refused(refusal) => {
                    let code = Refusal::from_word(refusal.code());
                    let hash = brought.envelope.hash();
                    tell(answers, &brought).refused.push(RefusedChange { hash, code });
                }
            }
        }
        if !is_begun && admitted.is_empty() {
            self.documents.close(file);
        }
        for (brought, ledger_len, header) in in_order(admitted) {
            // Who really began the file is told by the first change that is kept.
            let row = match self.files.get(file) {
                Some(row) => *row,
                None if begun.is_some() => self.add_file(file, row)?,
                None => self.begin(file, &brought.envelope, row)?,
            };
            let number = self.append(&brought, ledger_len, &header, row.creator)?;
            tell(answers, &brought).accepted.push(Accepted { hash: header.hash, number });
        }
        // Only now: a change that came twice in one push has its number.
        for (brought, header) in known {
            // A genesis is known without ever having been numbered.
            let number = self.store.number_of(file, &header.actor, header.seq)?.unwrap_or(0);
            tell(answers, &brought).accepted.push(Accepted { hash: header.hash, number });
        }
        Ok(())
    }

    /// Refuses a change; one that only lacks the right is kept for a manager.
    fn turn_away(&mut self, brought: Brought, code: Refusal, answers: &mut Answers) -> Result<(), StoreError> {
        let hash = brought.envelope.hash();
        tell(answers, &brought).refused.push(RefusedChange { hash, code });
        // What is healed may lack its customer's car as yet: it is brought again.
        let is_late = code == Refusal::Revoked || (code == Refusal::NotAllowed && brought.origin == Origin::Author);
        if is_late {
            // Its author keeps it as a card, so nothing is lost where there is no room.
            self.shelve(brought.envelope, code)?;
        }
        Ok(())
    }

    /// The one place where the guard is asked.
    pub(super) fn admit(&mut self, file: FileId, row: &FileRow, offers: &[(Brought, u64)]) -> Result<Vec<Verdict>, StoreError> {
        let document = self.documents.open(&self.store, file, row.kind)?;
        let offered: Vec<Offered<'_>> = offers
            .iter()
            .map(|(brought, _)| Offered { change: &brought.envelope.change, device: brought.envelope.device })
            .collect();
        let verdicts = guard::admit(document, &offered, &Limits::default());
        let grown = offered.iter().map(|offered| offered.change.len()).sum();
        self.documents.grow(file, grown);
        Ok(verdicts)
    }

    /// Everything that is judged without opening the change: who, when, where, may they.
    fn judge(&self, envelope: &Envelope, origin: Origin, row: Option<FileRow>) -> Result<Judged, Refusal> {
        if Some(envelope.store) != self.ledger.store() {
            return Err(Refusal::OtherStore);
        }
        if self.is_erased(envelope.file, envelope.about) {
            return Err(Refusal::Erased);
        }
        let view = self.ledger.at(envelope.ledger_head).ok_or(Refusal::UnknownLedgerHead)?;
        let key = view.key_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
        envelope.verify(&key).map_err(|_| Refusal::BadSignature)?;
        let staff = view.staff_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
        // A manager's word stands for account and right.
        let is_adopted = self.ledger.now().is_adopted(envelope.hash());
        let is_left = origin == Origin::Healing && self.may_have_left(envelope.device);
        let is_revoked_now = self.ledger.now().is_revoked(envelope.device) && !is_left;
        // One revoked now could have made it after the revocation and name an older head: a manager decides.
        if !is_adopted && (view.is_revoked(envelope.device) || is_revoked_now) {
            return Err(Refusal::Revoked);
        }
        let (kind, about) = (envelope.kind, envelope.about);
        let row = row.unwrap_or(FileRow { kind, about, creator: staff });
        if (row.kind, row.about) != (kind, about) || !is_about_right(kind, about) {
            return Err(Refusal::OtherFile);
        }
        let person = Person::of(view, staff).ok_or(Refusal::UnknownDevice)?;
        if !is_adopted && !self.files.may(&person, Action::Write, envelope.file, &row) {
            return Err(Refusal::NotAllowed);
        }
        Ok(Judged { row, ledger_len: view.len() })
    }

    pub(super) fn begin(&mut self, file: FileId, first: &Envelope, row: FileRow) -> Result<FileRow, StoreError> {
        let staff: Option<StaffId> = self.ledger.at(first.ledger_head).and_then(|view| view.staff_of(first.device));
        self.add_file(file, FileRow { creator: staff.unwrap_or(row.creator), ..row })
    }

    fn add_file(&mut self, file: FileId, row: FileRow) -> Result<FileRow, StoreError> {
        self.store.add_file(file, &row)?;
        self.files.add(file, row);
        Ok(row)
    }

    pub(super) fn append(
        &mut self,
        brought: &Brought,
        ledger_len: u64,
        header: &Header,
        creator: StaffId,
    ) -> Result<u64, StoreError> {
        let envelope = &brought.envelope;
        let number = self.head + 1;
        let is_around = self.is_around(envelope, creator);
        self.store.add_change(&Kept {
            number,
            file: envelope.file,
            actor: header.actor,
            seq: header.seq,
            hash: header.hash,
            device: envelope.device,
            ledger_len,
            signature: envelope.signature,
            change: envelope.change.clone(),
            is_around,
        })?;
        self.head = number;
        // Perhaps a copy of the device had handed it over: nobody need decide about it any more.
        self.store.drop_late(header.hash)?;
        if let (FileKind::Vehicle, Some(customer)) = (envelope.kind, envelope.about) {
            self.files.drove_in(customer, envelope.file, number);
        }
        self.unpacked.insert(envelope.file);
        self.fresh.push(Arc::new(Numbered { number, creator, is_around, envelope: envelope.clone() }));
        if let Some(signed) = self.connections.get_mut(&brought.by).and_then(|conn| conn.signed_mut()) {
            signed.pushed.insert(number);
        }
        Ok(number)
    }
}

impl Relay {
    /// Whether its author had the file when it was made and somebody else has it now.
    fn is_around(&self, envelope: &Envelope, creator: StaffId) -> bool {
        let subject = envelope.about.unwrap_or(envelope.file);
        let now = self.ledger.now();
        let author = now.staff_of(envelope.device);
        let then = self.ledger.at(envelope.ledger_head);
        let had = then.is_some_and(|then| self.files.owner(then, subject, Some(creator)) == author);
        had && author.is_some() && self.files.owner(now, subject, Some(creator)) != author
    }
}

/// An envelope that may be opened.
struct Judged {
    row: FileRow,
    ledger_len: u64,
}

fn tell<'a>(answers: &'a mut Answers, brought: &Brought) -> &'a mut Answer {
    answers.entry((brought.by, brought.has_waited)).or_default()
}

/// Envelopes by file, files in the order in which they first come.
fn by_file(envelopes: Vec<Envelope>) -> Vec<(FileId, Vec<Envelope>)> {
    let mut places = BTreeMap::new();
    let mut files: Vec<(FileId, Vec<Envelope>)> = Vec::new();
    for envelope in envelopes {
        let place = *places.entry(envelope.file).or_insert(files.len());
        match files.get_mut(place) {
            Some((_, envelopes)) => envelopes.push(envelope),
            None => files.push((envelope.file, vec![envelope])),
        }
    }
    files
}

/// Changes in an order in which each stands on those before it.
pub(super) fn in_order(mut admitted: Vec<(Brought, u64, Header)>) -> Vec<(Brought, u64, Header)> {
    let mut ordered = Vec::with_capacity(admitted.len());
    while !admitted.is_empty() {
        let open: Vec<ChangeHash> = admitted.iter().map(|(_, _, header)| header.hash).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            admitted.into_iter().partition(|(_, _, header)| !header.deps.iter().any(|dep| open.contains(dep)));
        admitted = rest;
        if ready.is_empty() {
            // Hashes cannot stand on each other in a circle.
            break;
        }
        ordered.extend(ready);
    }
    ordered
}

fn count(accepted: &[Accepted], refused: &[RefusedChange]) {
    metrics::counter!("forecourt_changes_accepted_total").increment(accepted.len() as u64);
    for refused in refused {
        metrics::counter!("forecourt_changes_refused_total", "code" => refused.code.word()).increment(1);
    }
}
