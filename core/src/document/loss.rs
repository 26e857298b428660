//! A loss as three registers of an opportunity: written whole, read with the verdict that counts.

use automerge::{Automerge, ObjId, ReadDoc};
use serde_json::{Value as Json, json};

use super::{
    decisions::{self, Decider},
    plan,
    register::Register,
};
use crate::{
    clock::Instant,
    domain::{
        loss::{Loss, LossRequest, LossState, LossVerdict, Revival},
        opportunity::{Grade, Opportunity, Stage},
    },
    ids::StaffId,
    policy::Decision,
};

pub(super) const REQUEST: &str = "loss_request";
pub(super) const VERDICT: &str = "loss_verdict";
pub(super) const REVIVAL: &str = "revival";

/// Whether a register of an opportunity belongs to its loss, and is no plain field.
pub(super) fn is_register(key: &str) -> bool {
    [REQUEST, VERDICT, REVIVAL].contains(&key)
}

pub(super) fn request(request: &LossRequest) -> Register {
    let whole = json!({
        "id": request.id.to_string(), "at": request.at.unix_ms(), "by": request.by.to_string(), "reason": request.reason,
        "competitor": request.competitor, "words": request.words, "stage": request.stage.as_str(),
        "grade": request.grade.as_str(),
    });
    Register::Text(whole.to_string())
}

pub(super) fn verdict(verdict: &LossVerdict) -> Register {
    let whole = json!({
        "request": verdict.request.to_string(), "revival": verdict.revival.map(|id| id.to_string()),
        "confirmed": verdict.confirmed, "words": verdict.words, "at": verdict.at.unix_ms(), "by": verdict.by.to_string(),
    });
    Register::Text(whole.to_string())
}

pub(super) fn revival(revival: &Revival) -> Register {
    let whole = json!({
        "id": revival.id.to_string(), "request": revival.request.to_string(),
        "after": revival.after.map(Instant::unix_ms), "words": revival.words, "at": revival.at.unix_ms(),
        "by": revival.by.to_string(),
    });
    Register::Text(whole.to_string())
}

struct Written(Json);

impl Written {
    fn of(register: &Register) -> Option<Self> {
        serde_json::from_str(register.as_text()?).ok().map(Self)
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Json::as_str).unwrap_or_default()
    }

    fn id<I: std::str::FromStr>(&self, key: &str) -> Option<I> {
        self.text(key).parse().ok()
    }

    fn instant(&self, key: &str) -> Option<Instant> {
        self.0.get(key).and_then(Json::as_i64).map(Instant::from_unix_ms)
    }

    fn at(&self) -> Instant {
        self.instant("at").unwrap_or(Instant::from_unix_ms(0))
    }

    fn by(&self) -> StaffId {
        self.id("by").unwrap_or(StaffId::from_bytes([0; 16]))
    }
}

/// The other way; nothing where it does not read as one.
pub(super) fn read_request(register: &Register) -> Option<LossRequest> {
    let written = Written::of(register)?;
    Some(LossRequest {
        id: written.id("id")?,
        at: written.at(),
        by: written.by(),
        reason: written.text("reason").to_owned(),
        competitor: written.text("competitor").to_owned(),
        words: written.text("words").to_owned(),
        stage: Stage::from(written.text("stage")),
        grade: Grade::from(written.text("grade")),
    })
}

/// The other way, by the person whose device signed it, whomever the text names.
fn read_verdict(register: &Register, by: StaffId) -> Option<LossVerdict> {
    let written = Written::of(register)?;
    Some(LossVerdict {
        request: written.id("request")?,
        revival: written.id("revival"),
        confirmed: written.0.get("confirmed")?.as_bool()?,
        words: written.text("words").to_owned(),
        at: written.at(),
        by,
    })
}

/// The other way.
pub(super) fn read_revival(register: &Register) -> Option<Revival> {
    let written = Written::of(register)?;
    Some(Revival {
        id: written.id("id")?,
        request: written.id("request")?,
        after: written.instant("after"),
        words: written.text("words").to_owned(),
        at: written.at(),
        by: written.by(),
    })
}

/// The loss of an opportunity with the verdict that counts; what it makes of stage and grade follows from it.
///
/// `bought` is how far the signed order came that stands for it, where there is one.
pub(super) fn fill(
    document: &Automerge,
    opportunity: &mut Opportunity,
    bought: Option<(Stage, Grade)>,
    decided_by: &Decider<'_>,
) {
    opportunity.loss.ordered = bought.is_some();
    let objects = plan::objects_at(document, &["opportunities", &opportunity.id.to_string()]);
    if objects.iter().all(|object| matches!(document.get(object, REQUEST), Ok(None) | Err(_))) {
        return;
    }
    opportunity.loss = Loss { ordered: bought.is_some(), ..loss(document, &objects, decided_by) };
    match (opportunity.loss.state(), bought) {
        (LossState::Ordered, Some((stage, grade))) => (opportunity.stage, opportunity.grade) = (stage, grade),
        (state, _) if state.is_lost() => (opportunity.stage, opportunity.grade) = (Stage::Lost, Grade::F),
        _ => {}
    }
}

/// Two people may have asked apart: the request that was answered counts, else the one every device shows.
fn loss(document: &Automerge, objects: &[ObjId], decided_by: &Decider<'_>) -> Loss {
    let requests: Vec<LossRequest> = values(document, objects, REQUEST, read_request);
    let asked = (Decision::LossVerdict, decided_by);
    let verdicts = objects.iter().flat_map(|object| decisions::standing(document, object, VERDICT, asked));
    let verdicts: Vec<LossVerdict> = verdicts.filter_map(|(register, by)| read_verdict(&register, by)).collect();
    let answered = answered(document, objects, &requests, &verdicts);
    let Some(request) = answered.or_else(|| requests.first().cloned()) else { return Loss::default() };
    let verdict = verdicts.into_iter().find(|verdict| verdict.request == request.id);
    let revivals: Vec<Revival> = values(document, objects, REVIVAL, read_revival);
    let revival = revivals.into_iter().find(|revival| revival.request == request.id);
    Loss { request: Some(request), verdict, revival, ordered: false }
}

/// The request that a manager answered, as it was first written. One that was confirmed and that nobody took back stays,
/// whatever was written over it: no request follows a loss.
fn answered(document: &Automerge, objects: &[ObjId], requests: &[LossRequest], verdicts: &[LossVerdict]) -> Option<LossRequest> {
    if verdicts.is_empty() {
        return None;
    }
    let stands = |verdict: &&LossVerdict| requests.iter().any(|request| request.id == verdict.request);
    let is_taken_back = |verdict: &LossVerdict| {
        ever(document, objects, REVIVAL, read_revival).iter().any(|revival| revival.request == verdict.request)
    };
    let holds = |verdict: &&LossVerdict| verdict.confirmed && !is_taken_back(verdict);
    let verdict = verdicts.iter().find(stands).or_else(|| verdicts.iter().find(holds))?;
    ever(document, objects, REQUEST, read_request).into_iter().rfind(|request| request.id == verdict.request)
}

/// What stands in a register, the value that shows first.
fn values<T>(document: &Automerge, objects: &[ObjId], key: &str, read: impl Fn(&Register) -> Option<T>) -> Vec<T> {
    let found = objects.iter().flat_map(|object| document.get_all(object, key).unwrap_or_default().into_iter().rev());
    found.filter_map(|(value, _)| read(&Register::from(value.as_scalar()?))).collect()
}

/// What ever stood there, what was written first last.
fn ever<T>(document: &Automerge, objects: &[ObjId], key: &str, read: impl Fn(&Register) -> Option<T>) -> Vec<T> {
    objects.iter().flat_map(|object| decisions::ever(document, object, key)).filter_map(|register| read(&register)).collect()
}
