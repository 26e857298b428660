//! The customer behind a line: found or opened, written about, and given to the consultant.

use super::super::customer_changes::catalogue_interest;
use crate::{
    app::{
        App,
        api::{
            common::{Touched, Warning, WarningCode},
            error::{AppError, ErrorCode},
            reception::NewVisitor,
        },
        masking::check_not_masked,
        relation::owner_of,
        store::{OpenStore, Standing},
        way_back::SaidStep,
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerField, EntryKind, Source},
        edit::{CustomerEdit, Edit},
        opportunity::Interest,
        phone::{PhoneKind, PhoneNumber},
        reception::{CameBy, ContactLeft, Line, LineField},
    },
    ids::{CatalogueId, FileId, StaffId},
    mirror,
    ops::{
        Author,
        capture_lead::{self, Lead},
        customer::{add_consent, set_field},
        opportunity::add_opportunity,
    },
    policy::acts::{LedgerAct, Say},
    vault,
};

/// Consents that may be given with a visit.
const MOST_CONSENTS: usize = 8;

/// The customer of a line.
pub(super) enum Visitor {
    /// Nobody whose name or number is known.
    Unknown,
    /// One whose file is here.
    Known(FileId),
    /// One of whom a file is opened.
    New(FileId, Vec<Edit>),
}

impl Visitor {
    pub(super) const fn file(&self) -> Option<FileId> {
        match self {
            Self::Unknown => None,
            Self::Known(file) | Self::New(file, _) => Some(*file),
        }
    }
}

/// What a line tells about its visitor's coming.
pub(super) struct Coming<'a> {
    pub came_by: &'a CameBy,
    pub interests: &'a [Interest],
    pub event: Option<FileId>,
    pub customer: Option<FileId>,
    pub visitor: Option<&'a NewVisitor>,
}

/// Finds or opens the customer file.
pub(super) fn visitor(store: &OpenStore, standing: &Standing, author: &Author, coming: &Coming<'_>) -> Result<Visitor, AppError> {
    match (coming.customer, coming.visitor) {
        (Some(_), Some(_)) => Err(ErrorCode::BadRequest.of("visitor")),
        (None, None) => Ok(Visitor::Unknown),
        (Some(file), None) => {
            let is_here = store.read(|conn| mirror::customer(conn, standing.ledger.now().joined(file)))?.is_some();
            if is_here { Ok(Visitor::Known(file)) } else { Err(ErrorCode::NotFound.into()) }
        }
        (None, Some(new)) => {
            check_not_masked([("phone", new.phone.as_str()), ("name", new.name.as_str())])?;
            let lead = lead(coming, new);
            let mut edits = capture_lead::capture_lead(author, &lead, &standing.store_file.rules)?;
            if let Some(referrer) = new.referrer {
                edits.push(set_field(author, &CustomerField::Referrer, &referrer.to_string())?);
            }
            if new.consents.len() > MOST_CONSENTS {
                return Err(ErrorCode::BadRequest.of("consents"));
            }
            for consent in &new.consents {
                edits.push(add_consent(author, &consent.purpose, &consent.wording, &consent.way)?);
            }
            Ok(Visitor::New(store.world.mint(), edits))
        }
    }
}

fn lead(coming: &Coming<'_>, new: &NewVisitor) -> Lead {
    let source = match (&new.source, &new.referrer, coming.came_by) {
        (Some(said), _, _) => said.clone(),
        (None, Some(_), _) => Source::Referral,
        (None, None, CameBy::WalkIn | CameBy::Appointment | CameBy::Other(_)) => Source::WalkIn,
        (None, None, CameBy::Event) => Source::Event,
        (None, None, CameBy::Phone) => Source::PhoneIn,
        (None, None, CameBy::Web) => Source::Web,
        (None, None, CameBy::Outbound) => Source::Outbound,
    };
    Lead {
        phones: if new.phone.trim().is_empty() { Vec::new() } else { vec![new.phone.clone()] },
        name: new.name.clone(),
        sex: new.sex.clone(),
        plate: new.plate.clone(),
        contact_refused: new.contact_refused,
        event: coming.event,
        interests: coming.interests.to_vec(),
        grade: new.grade.clone(),
        source: Some(source),
        information_source: new.information_source.clone(),
        ..Lead::default()
    }
}

/// What a visitor left, as the file tells it; none where it does not.
pub(super) fn contact_of(
    store: &OpenStore,
    visitor: &Visitor,
    new: Option<&NewVisitor>,
) -> Result<Option<ContactLeft>, AppError> {
    let has_phone = match visitor {
        Visitor::Unknown => return Ok(None),
        Visitor::Known(file) => {
            let joined = store.standing().ledger.now().joined(*file);
            store.read(|conn| mirror::customer(conn, joined))?.is_some_and(|customer| !customer.phone.is_empty())
        }
        Visitor::New(..) => new.is_some_and(|new| !new.phone.trim().is_empty()),
    };
    Ok(Some(if has_phone { ContactLeft::Left } else { ContactLeft::Refused }))
}

/// Writes into the customer file that they came or called; opens it where it is new. A purchase is opened for who comes to
/// buy and has none.
pub(super) fn write_about(
    writing: &mut Writing<'_>,
    author: &Author,
    visitor: Visitor,
    line: &Line,
) -> Result<Option<FileId>, AppError> {
    let (file, mut edits) = match visitor {
        Visitor::Unknown => return Ok(None),
        Visitor::New(file, edits) => (file, edits),
        Visitor::Known(file) => {
            let members = writing.customers(file)?;
            let home = members.first().map_or(file, |member| member.id);
            let is_buying = members.iter().flat_map(|member| &member.opportunities).any(|one| one.stage.is_open());
            (home, if line.is_intending() && !is_buying { vec![add_opportunity(author)] } else { Vec::new() })
        }
    };
    let kind = match line.came_by {
        CameBy::WalkIn | CameBy::Appointment | CameBy::Event | CameBy::Other(_) => EntryKind::Visit,
        CameBy::Phone => EntryKind::CallIn,
        CameBy::Outbound => EntryKind::Call,
        CameBy::Web => EntryKind::Message,
    };
    let mut entry = author.entry(kind, line.enquiry.clone(), line.event);
    entry.at = line.in_at;
    edits.push(Edit::Customer(CustomerEdit::AddEntry(entry)));
    writing.stage(Target::customer(file), &edits)?;
    Ok(Some(file))
}

/// What is doubtful about a number that was left.
pub(super) fn phone_warnings(store: &OpenStore, new: Option<&NewVisitor>) -> Result<Vec<Warning>, AppError> {
    let Some(typed) = new.map(|new| new.phone.as_str()).filter(|typed| !typed.trim().is_empty()) else { return Ok(Vec::new()) };
    let number = PhoneNumber::parse(typed);
    let warning = |code| Warning { field: "phone".to_owned(), code };
    let mut warnings = Vec::new();
    if number.kind == PhoneKind::Doubtful {
        warnings.push(warning(WarningCode::DoubtfulPhone));
    }
    if let Some(normalised) = &number.normalised {
        let asked = mirror::Number { normalised: Some(normalised), typed };
        if !store.read(|conn| mirror::check_phone(conn, asked, None))?.is_empty() {
            warnings.push(warning(WarningCode::PhoneKnown));
        }
    }
    Ok(warnings)
}

pub(super) fn catalogue_interests(standing: &Standing, ids: &[CatalogueId]) -> Result<Vec<Interest>, AppError> {
    ids.iter().map(|id| catalogue_interest(&standing.store_file, *id)).collect()
}

/// What giving a customer file to the consultant of the visitor came to.
#[derive(Default)]
pub(super) struct Given {
    /// What it touched.
    pub touched: Touched,
    /// The way back.
    pub said: Vec<SaidStep>,
    /// That the file stays with whoever has it.
    pub warning: Option<Warning>,
}

impl App {
    /// Gives a customer file to the consultant who has the visitor. Who may not give files is told that it stays.
    pub(super) fn give_visitor(
        &self,
        store: &OpenStore,
        customer: Option<FileId>,
        consultant: Option<StaffId>,
    ) -> Result<Given, AppError> {
        let (Some(file), Some(consultant)) = (customer, consultant) else { return Ok(Given::default()) };
        let standing = store.standing();
        let owner = store.read(|conn| match vault::file::get(conn, file)? {
            Some(row) => owner_of(conn, &standing, &row),
            // A file that is opened with this belongs to whoever opens it.
            None => Ok(standing.staff),
        })?;
        if owner == Some(consultant) {
            return Ok(Given::default());
        }
        if standing.may_say(LedgerAct::FilesAssigned) != Say::Any {
            let warning = Warning { field: "consultant".to_owned(), code: WarningCode::FileStays };
            return Ok(Given { warning: Some(warning), ..Given::default() });
        }
        let files: Vec<FileId> = standing.ledger.now().group(file).into_iter().collect();
        let (touched, said) = self.give(store, &files, Some(consultant))?;
        Ok(Given { touched, said, warning: None })
    }
}

/// What two steps of one command touched.
pub(super) fn add(touched: &mut Touched, more: &Touched) {
    touched.ledger |= more.ledger;
    touched.everything |= more.everything;
    touched.audit |= more.audit;
}

/// Refuses words of the log that name the customer: names stay in the file, from which they can be erased.
pub(super) fn check_unnamed(
    store: &OpenStore,
    customer: Option<FileId>,
    new: Option<&NewVisitor>,
    words: &[(LineField, &str)],
) -> Result<(), AppError> {
    let joined = customer.map(|file| store.standing().ledger.now().joined(file));
    let known = match joined {
        Some(file) => store.read(|conn| mirror::customer(conn, file))?.map(|customer| customer.name),
        None => None,
    };
    let names = known.as_deref().into_iter().chain(new.map(|new| new.name.trim()));
    for name in names.filter(|name| name.chars().count() > 1) {
        if let Some((field, _)) = words.iter().find(|(_, text)| text.contains(name)) {
            return Err(ErrorCode::PersonInLog.of(field.as_str()));
        }
    }
    Ok(())
}
