//! Gives a purchase up, judges that, and takes it back (F7, F8, PX3). Who may judge is the caller's to ask.

use super::{
    Author,
    opportunity::known,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    domain::{
        customer::{CustomerFile, EntryKind},
        edit::{CustomerEdit, Edit},
        loss::{LossRequest, LossState, LossVerdict, Revival},
        opportunity::{Grade, Opportunity, OpportunityField, Stage},
        rules::Rules,
    },
    ids::{LossId, OpportunityId},
};

/// Why a purchase is not given up, or not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LossRefused {
    /// The file holds no such opportunity.
    #[error("the file holds no such opportunity")]
    NoSuchOpportunity,
    /// A reason of the store's list is needed.
    #[error("a reason of the store's list is needed")]
    NeedsReason,
    /// It was bought: there is nothing to lose.
    #[error("the car was delivered")]
    Delivered,
    /// A signed order stands for it.
    #[error("a signed order stands for the purchase")]
    Ordered,
    /// It was given up already.
    #[error("the purchase was given up already")]
    AlreadyAsked,
    /// There is no such request to be judged, or it was judged.
    #[error("no such request is open")]
    NothingAsked,
    /// A purchase sent back or brought back needs a word.
    #[error("a word is needed")]
    NeedsWord,
    /// It is not given up.
    #[error("the purchase is not given up")]
    NotGivenUp,
    /// It was brought back once.
    #[error("the purchase was brought back once already")]
    AlreadyRevived,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Why somebody gives a purchase up.
#[derive(Debug, Clone, Default)]
pub struct GivenUp {
    /// Code of the store's list.
    pub reason: String,
    /// What was bought instead.
    pub competitor: String,
    /// In words.
    pub words: String,
}

/// A manager's word on a request.
#[derive(Debug, Clone)]
pub struct Word {
    /// The request it answers.
    pub request: LossId,
    /// Whether it is lost.
    pub confirmed: bool,
    /// Why; needed where it is sent back.
    pub words: String,
}

/// Asks to give a purchase up. Grade and stage stay as they are until a manager has confirmed it.
///
/// # Errors
/// See [`LossRefused`].
pub fn request(
    author: &Author,
    file: &CustomerFile,
    rules: &Rules,
    id: OpportunityId,
    given_up: &GivenUp,
) -> Result<Vec<Edit>, LossRefused> {
    asked(author, file, rules, id, given_up).map(|(request, _)| requesting(author, id, request))
}

/// A manager's own: asked and confirmed in one.
///
/// # Errors
/// See [`LossRefused`].
pub fn lose(
    author: &Author,
    file: &CustomerFile,
    rules: &Rules,
    id: OpportunityId,
    given_up: &GivenUp,
) -> Result<Vec<Edit>, LossRefused> {
    let (request, current) = asked(author, file, rules, id, given_up)?;
    let verdict = LossVerdict {
        request: request.id,
        revival: None,
        confirmed: true,
        words: String::new(),
        at: author.now(),
        by: author.staff,
    };
    let mut edits = requesting(author, id, request);
    edits.extend(lost(author, file, current, verdict));
    Ok(edits)
}

/// Confirms a request, or sends the purchase back to work. Where it was brought back meanwhile by somebody who knew nothing of
/// an earlier verdict, this verdict ends the matter.
///
/// # Errors
/// See [`LossRefused`].
pub fn judge(author: &Author, file: &CustomerFile, id: OpportunityId, word: &Word) -> Result<Vec<Edit>, LossRefused> {
    let current = known(file, id).map_err(|_| LossRefused::NoSuchOpportunity)?;
    let loss = &current.loss;
    let request = loss.request.as_ref().filter(|request| request.id == word.request).ok_or(LossRefused::NothingAsked)?;
    if !loss.state().asks_manager() {
        return Err(LossRefused::NothingAsked);
    }
    if word.confirmed && loss.ordered {
        return Err(LossRefused::Ordered);
    }
    let words = clean(&word.words, PARAGRAPH)?;
    if words.is_empty() && !word.confirmed {
        return Err(LossRefused::NeedsWord);
    }
    let revival = loss.counted_revival().map(|revival| revival.id);
    let verdict = LossVerdict {
        request: request.id,
        revival,
        confirmed: word.confirmed,
        words: words.clone(),
        at: author.now(),
        by: author.staff,
    };
    if word.confirmed {
        return Ok(lost(author, file, current, verdict));
    }
    let mut edits = vec![Edit::Customer(CustomerEdit::JudgeLoss(id, verdict)), line(author, EntryKind::LossRefused, words)];
    match loss.state() {
        // A request leaves stage and grade alone, and so does what refuses it: they may have moved on since.
        LossState::Requested => {}
        LossState::Ordered => {
            edits.push(set(id, OpportunityField::Stage, current.stage.as_str()));
            edits.push(set(id, OpportunityField::Grade, current.grade.as_str()));
        }
        _ => edits.extend(back_to_work(id, request)),
    }
    Ok(edits)
}

/// Takes a purchase back: one that nobody has judged, or one that was lost, once.
///
/// # Errors
/// See [`LossRefused`].
pub fn revive(author: &Author, file: &CustomerFile, id: OpportunityId, words: &str) -> Result<Vec<Edit>, LossRefused> {
    let current = known(file, id).map_err(|_| LossRefused::NoSuchOpportunity)?;
    let loss = &current.loss;
    let request = loss.request.as_ref().ok_or(LossRefused::NotGivenUp)?;
    match loss.state() {
        LossState::Requested | LossState::Lost if loss.can_be_revived() => {}
        LossState::Lost | LossState::Contested | LossState::Requested => return Err(LossRefused::AlreadyRevived),
        LossState::Ordered => return Err(LossRefused::Ordered),
        LossState::None | LossState::Withdrawn | LossState::Refused | LossState::Revived | LossState::Cancelled => {
            return Err(LossRefused::NotGivenUp);
        }
    }
    let words = clean(words, PARAGRAPH)?;
    if words.is_empty() {
        return Err(LossRefused::NeedsWord);
    }
    let revival = Revival {
        id: author.world.mint(),
        request: request.id,
        after: loss.counted_verdict().map(|verdict| verdict.at),
        words: words.clone(),
        at: author.now(),
        by: author.staff,
    };
    let was_lost = revival.after.is_some();
    let mut edits = vec![Edit::Customer(CustomerEdit::Revive(id, revival)), line(author, EntryKind::Revived, words)];
    if was_lost {
        edits.extend(back_to_work(id, request));
    }
    Ok(edits)
}

/// The request, checked.
fn asked<'a>(
    author: &Author,
    file: &'a CustomerFile,
    rules: &Rules,
    id: OpportunityId,
    given_up: &GivenUp,
) -> Result<(LossRequest, &'a Opportunity), LossRefused> {
    let current = known(file, id).map_err(|_| LossRefused::NoSuchOpportunity)?;
    if current.stage == Stage::AfterDelivery || current.grade == Grade::D {
        return Err(LossRefused::Delivered);
    }
    if current.loss.ordered {
        return Err(LossRefused::Ordered);
    }
    if !current.can_be_given_up() {
        return Err(LossRefused::AlreadyAsked);
    }
    let reason = given_up.reason.trim();
    if !rules.reasons.iter().any(|choice| choice.code == reason && !choice.retired) {
        return Err(LossRefused::NeedsReason);
    }
    let request = LossRequest {
        id: author.world.mint(),
        at: author.now(),
        by: author.staff,
        reason: reason.to_owned(),
        competitor: clean(&given_up.competitor, LINE)?,
        words: clean(&given_up.words, PARAGRAPH)?,
        stage: current.stage.clone(),
        grade: current.grade.clone(),
    };
    Ok((request, current))
}

fn requesting(author: &Author, id: OpportunityId, request: LossRequest) -> Vec<Edit> {
    let text = format!("{}:{}", request.reason, request.words);
    vec![Edit::Customer(CustomerEdit::RequestLoss(id, request)), line(author, EntryKind::LossRequested, text)]
}

/// What a confirmed loss writes: the purchase is lost, and nobody follows it up any more.
fn lost(author: &Author, file: &CustomerFile, current: &Opportunity, verdict: LossVerdict) -> Vec<Edit> {
    let words = verdict.words.clone();
    let mut edits = vec![
        Edit::Customer(CustomerEdit::JudgeLoss(current.id, verdict)),
        set(current.id, OpportunityField::Stage, Stage::Lost.as_str()),
        set(current.id, OpportunityField::Grade, Grade::F.as_str()),
        line(author, EntryKind::LossConfirmed, words),
    ];
    let has_another = file.opportunities.iter().any(|other| other.id != current.id && other.stage.is_open());
    let about_it = |of: Option<OpportunityId>| of == Some(current.id) || (of.is_none() && !has_another);
    let open = file.follow_ups.iter().filter(|task| task.result.is_none() && about_it(task.opportunity));
    edits.extend(open.map(|task| Edit::Customer(CustomerEdit::RemoveFollowUp { id: task.id, at: author.now() })));
    edits
}

/// Stage and grade as they were when it was given up.
fn back_to_work(id: OpportunityId, request: &LossRequest) -> [Edit; 2] {
    let stage = if request.stage.is_open() { request.stage.as_str() } else { Stage::InitialContact.as_str() };
    let grade = if request.grade.is_open() { request.grade.as_str() } else { Grade::N.as_str() };
    [set(id, OpportunityField::Stage, stage), set(id, OpportunityField::Grade, grade)]
}

fn set(id: OpportunityId, field: OpportunityField, text: &str) -> Edit {
    Edit::Customer(CustomerEdit::SetOpportunity(id, field, Some(text.to_owned())))
}

fn line(author: &Author, kind: EntryKind, text: String) -> Edit {
    Edit::Customer(CustomerEdit::AddEntry(author.entry(kind, text, None)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::customer::CustomerFile,
        ops::{opportunity::add_opportunity, testing::author},
    };

    fn file() -> (CustomerFile, OpportunityId) {
        let author = author();
        let Edit::Customer(CustomerEdit::AddOpportunity(opportunity)) = add_opportunity(&author) else {
            panic!("an opportunity")
        };
        let id = opportunity.id;
        (CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(author.world.mint()) }, id)
    }

    fn because(reason: &str) -> GivenUp {
        GivenUp { reason: reason.into(), competitor: "宝马 3系".into(), words: "优惠差两万".into() }
    }

    /// What the edits make of the loss, as every device reads it.
    fn carried_out(file: &mut CustomerFile, edits: Vec<Edit>) {
        for edit in edits {
            match edit {
                Edit::Customer(CustomerEdit::RequestLoss(_, request)) => file.opportunities[0].loss.request = Some(request),
                Edit::Customer(CustomerEdit::JudgeLoss(_, verdict)) => file.opportunities[0].loss.verdict = Some(verdict),
                Edit::Customer(CustomerEdit::Revive(_, revival)) => file.opportunities[0].loss.revival = Some(revival),
                Edit::Customer(CustomerEdit::SetOpportunity(_, OpportunityField::Stage, Some(stage))) => {
                    file.opportunities[0].stage = Stage::from(stage.as_str());
                }
                _ => {}
            }
        }
    }

    /// F7, F8
    #[test]
    fn a_loss_needs_a_reason_of_the_stores_list() {
        let (file, id) = file();
        let rules = Rules::default();
        for reason in ["", "because"] {
            assert_eq!(request(&author(), &file, &rules, id, &because(reason)), Err(LossRefused::NeedsReason));
        }
        let mut retired = Rules::default();
        retired.reasons.iter_mut().for_each(|choice| choice.retired = true);
        assert_eq!(request(&author(), &file, &retired, id, &because("price")), Err(LossRefused::NeedsReason));
    }

    /// F7, PX3
    #[test]
    fn a_request_leaves_the_purchase_where_it_is_until_it_is_confirmed() {
        let (mut file, id) = file();
        let edits = request(&author(), &file, &Rules::default(), id, &because("price")).unwrap();
        carried_out(&mut file, edits);
        assert_eq!(file.opportunities[0].stage, Stage::InitialContact);
        assert_eq!(file.opportunities[0].loss.state(), LossState::Requested);
        let again = request(&author(), &file, &Rules::default(), id, &because("price"));
        assert_eq!(again, Err(LossRefused::AlreadyAsked));
        let asked = file.opportunities[0].loss.request.as_ref().unwrap().id;
        let refused = Word { request: asked, confirmed: false, words: " ".into() };
        assert_eq!(judge(&author(), &file, id, &refused), Err(LossRefused::NeedsWord));
        let word = Word { request: asked, confirmed: true, words: String::new() };
        let edits = judge(&author(), &file, id, &word).unwrap();
        carried_out(&mut file, edits);
        assert_eq!((file.opportunities[0].loss.state(), &file.opportunities[0].stage), (LossState::Lost, &Stage::Lost));
        assert_eq!(judge(&author(), &file, id, &word), Err(LossRefused::NothingAsked));
    }

    /// F7
    #[test]
    fn a_lost_purchase_is_brought_back_once_and_with_a_word() {
        let (mut file, id) = file();
        let edits = lose(&author(), &file, &Rules::default(), id, &because("competitor")).unwrap();
        carried_out(&mut file, edits);
        assert_eq!(file.opportunities[0].loss.state(), LossState::Lost, "a manager's own needs nobody else");
        assert_eq!(revive(&author(), &file, id, " "), Err(LossRefused::NeedsWord));
        let edits = revive(&author(), &file, id, "客户又来电询价").unwrap();
        carried_out(&mut file, edits);
        assert_eq!(file.opportunities[0].loss.state(), LossState::Revived);
        assert_eq!(file.opportunities[0].stage, Stage::InitialContact);
        assert_eq!(revive(&author(), &file, id, "再来"), Err(LossRefused::NotGivenUp));
    }
}
