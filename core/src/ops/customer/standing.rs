//! How a customer stands with the store: the relation corrected by hand, batch buyer or not, what is said of two files, and
//! whether they may be called.

use crate::{
    domain::{
        customer::{CustomerField, CustomerFile, EntryKind},
        edit::{CustomerEdit, Edit},
        follow_up::Way,
        judgement::{Fleet, Judged, Verdict},
        phone::PhoneKind,
        profile::Tag,
        relation::{Relation, said_text},
    },
    ids::FileId,
    ops::{
        Author,
        text::{LINE, PARAGRAPH, TooLong, clean},
    },
};

/// Most tags of one file.
const MOST_TAGS: usize = 100;

/// Why it is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StandingRefused {
    /// Without a reason nobody would understand it later.
    #[error("a reason is needed")]
    NeedsReason,
    /// It is so already.
    #[error("it is so already")]
    IsSo,
    /// A file with itself.
    #[error("one file cannot be compared with itself")]
    SameFile,
    /// More tags than a file has.
    #[error("a file has at most {MOST_TAGS} tags")]
    TooMany,
    /// The customer does not want to be called.
    #[error("the customer does not want to be called")]
    DoNotCall,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Says by hand what the relation is, with the reason; `None` gives the word back to the rules (C4).
///
/// # Errors
/// See [`StandingRefused`].
pub fn set_relation(author: &Author, relation: Option<&Relation>, words: &str) -> Result<Edit, StandingRefused> {
    let words = clean(words, PARAGRAPH)?;
    if relation.is_some() && words.is_empty() {
        return Err(StandingRefused::NeedsReason);
    }
    let entry = author.entry(EntryKind::RelationSet, said_text(relation, &words), None);
    Ok(Edit::Customer(CustomerEdit::AddEntry(entry)))
}

/// Makes a customer a batch buyer, or an ordinary one again (C25). Whether the person may is the caller's to ask, and every
/// reader asks again.
///
/// # Errors
/// See [`StandingRefused`].
pub fn set_fleet(author: &Author, file: &CustomerFile, is_fleet: bool, reason: &str) -> Result<Edit, StandingRefused> {
    let reason = clean(reason, PARAGRAPH)?;
    if reason.is_empty() {
        return Err(StandingRefused::NeedsReason);
    }
    if file.is_fleet() == is_fleet {
        return Err(StandingRefused::IsSo);
    }
    Ok(Edit::Customer(CustomerEdit::SetFleet(Fleet { is_fleet, reason, at: author.now(), by: author.staff })))
}

/// A manager's word on two files. It stands in the older one, which is answered with it: wherever two managers say it, they
/// write the same register, so the pair is asked about once.
///
/// # Errors
/// When it is one file.
pub fn judge(author: &Author, one: FileId, other: FileId, verdict: &Verdict) -> Result<(FileId, Edit), StandingRefused> {
    if one == other {
        return Err(StandingRefused::SameFile);
    }
    let (older, newer) = (one.min(other), one.max(other));
    let judged = Judged { other: newer, verdict: verdict.clone(), at: author.now(), by: author.staff };
    Ok((older, Edit::Customer(CustomerEdit::Judge(judged))))
}

/// A tag as it is kept.
///
/// # Errors
/// When it is empty or too long.
pub fn clean_tag(tag: &Tag) -> Result<Tag, StandingRefused> {
    let tag = Tag { group: tag.group.clone(), word: clean(&tag.word, LINE)? };
    if tag.word.is_empty() { Err(StandingRefused::NeedsReason) } else { Ok(tag) }
}

/// Puts a tag on, or takes it off.
///
/// # Errors
/// See [`StandingRefused`].
pub fn set_tag(file: &CustomerFile, tag: &Tag, is_on: bool) -> Result<Edit, StandingRefused> {
    let tag = clean_tag(tag)?;
    if is_on && file.tags.len() >= MOST_TAGS {
        return Err(StandingRefused::TooMany);
    }
    Ok(Edit::Customer(CustomerEdit::SetTag { tag, is_on }))
}

/// Who called whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Somebody of the store.
    Store,
    /// The customer.
    Customer,
}

/// Whether a contact in this way may be planned or told of: who does not want to be called, nor written to on the phone, may
/// still call (勿扰).
///
/// # Errors
/// When the store called or sent a message, or means to.
pub fn check_call(file: &CustomerFile, way: &Way, caller: Caller) -> Result<(), StandingRefused> {
    let is_by_phone = matches!(way, Way::Call | Way::Message) && caller == Caller::Store;
    if is_by_phone && file.is_do_not_call() { Err(StandingRefused::DoNotCall) } else { Ok(()) }
}

/// The ways that lead from a device to the customer, by what they left, and whether each may be used (F9).
#[must_use]
pub fn reach(file: &CustomerFile) -> Vec<(Way, Result<(), StandingRefused>)> {
    let has_mobile = file.phones.iter().any(|phone| phone.number.kind == PhoneKind::Mobile);
    let there = [
        (Way::Call, !file.phones.is_empty()),
        (Way::Message, has_mobile),
        (Way::Email, file.field(&CustomerField::Email).is_some()),
    ];
    let ways = there.into_iter().filter(|(_, is_there)| *is_there);
    ways.map(|(way, _)| (way.clone(), check_call(file, &way, Caller::Store))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{domain::customer::CustomerField, ops::testing::author};

    fn file() -> CustomerFile {
        CustomerFile::empty(author().world.mint())
    }

    /// C25
    #[test]
    fn a_promotion_needs_a_reason_and_happens_once() {
        let author = author();
        assert_eq!(set_fleet(&author, &file(), true, " "), Err(StandingRefused::NeedsReason));
        assert_eq!(set_fleet(&author, &file(), false, "误升"), Err(StandingRefused::IsSo));
        assert!(set_fleet(&author, &file(), true, "一次订 12 台").is_ok());
    }

    /// C35
    #[test]
    fn a_word_on_two_files_stands_in_the_older_one() {
        let author = author();
        let (older, newer) = (FileId::from_bytes([1; 16]), FileId::from_bytes([2; 16]));
        for (one, other) in [(older, newer), (newer, older)] {
            let (file, edit) = judge(&author, one, other, &Verdict::Apart).unwrap();
            assert_eq!(file, older);
            assert!(matches!(edit, Edit::Customer(CustomerEdit::Judge(judged)) if judged.other == newer));
        }
        assert_eq!(judge(&author, older, older, &Verdict::Apart), Err(StandingRefused::SameFile));
    }

    #[test]
    fn who_does_not_want_to_be_called_may_call() {
        let fields = BTreeMap::from([(CustomerField::DoNotCall, "yes".to_owned())]);
        let file = CustomerFile { fields, ..file() };
        assert_eq!(check_call(&file, &Way::Call, Caller::Store), Err(StandingRefused::DoNotCall));
        assert_eq!(check_call(&file, &Way::Call, Caller::Customer), Ok(()));
        assert_eq!(check_call(&file, &Way::Message, Caller::Store), Err(StandingRefused::DoNotCall));
        assert_eq!(check_call(&file, &Way::Wechat, Caller::Store), Ok(()));
    }
}
