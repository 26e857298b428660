//! Changes of several files before the guard, on two threads: files are judged apart, so no thread waits for the other.

use crate::{
    document::Document,
    guard::{self, Limits, Offered, Verdict},
    ids::StaffId,
    sync::frame::Numbered,
    vault::file::FileRow,
};

/// Fewer files than this are judged sooner than a thread is begun.
const WORTH_A_THREAD: usize = 4;

/// A file with the changes that came for it.
pub(super) struct Offer {
    pub row: FileRow,
    pub owner: Option<StaffId>,
    pub items: Vec<Numbered>,
    pub document: Document,
}

impl Offer {
    fn admit(&mut self) -> Vec<Verdict> {
        let offers: Vec<Offered<'_>> =
            self.items.iter().map(|item| Offered { change: &item.envelope.change, device: item.envelope.device }).collect();
        guard::admit(self.document.automerge_mut(), &offers, &Limits::default())
    }
}

/// Takes what can be taken into each document; a verdict per change, in order.
pub(super) fn admit_all(offers: &mut [Offer]) -> Vec<Vec<Verdict>> {
    if offers.len() < WORTH_A_THREAD {
        return offers.iter_mut().map(Offer::admit).collect();
    }
    let (left, right) = offers.split_at_mut(offers.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| right.iter_mut().map(Offer::admit).collect::<Vec<_>>());
        let mut verdicts: Vec<Vec<Verdict>> = left.iter_mut().map(Offer::admit).collect();
        match other.join() {
            Ok(rest) => verdicts.extend(rest),
            // As if it had happened here: whoever holds the documents reads them anew.
            Err(panic) => std::panic::resume_unwind(panic),
        }
        verdicts
    })
}
