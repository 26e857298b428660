//! Quick capture and drafts.

use super::customer_changes::catalogue_interest;
use super::look_up::perhaps_known;
use crate::{
    app::{
        App, answers,
        api::{
            capture::{
                CaptureDefaults, CaptureLead, CheckPhone, Draft, DropDraft, EventChoice, KnownPhone, NewConsent, NextFollowUp,
                PhoneCheck, SaveDraft, SeriesChoice,
            },
            common::{Nothing, Saved, Touched, Warning, WarningCode},
            error::{AppError, ErrorCode},
            sync::Told,
        },
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    domain::{
        event::EventField, opportunity::Grade, opportunity::Interest, phone::PhoneKind, phone::PhoneNumber, store::CatalogueLevel,
    },
    ids::{FileId, InterestId},
    mirror,
    ops::{
        capture_lead::{self, Lead},
        customer::add_consent,
    },
    policy::{Action, FileKind},
    vault::{self, draft::DraftRow},
};

/// Series chips on the capture screen.
const SERIES_CHIPS: usize = 6;
/// Consents that may be given with a lead.
const MOST_CONSENTS: usize = 8;

impl App {
    /// What the capture screen is filled in with.
    pub fn capture_defaults(&self, _: Nothing) -> Result<CaptureDefaults, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let staff = standing.staff.ok_or(ErrorCode::NotAllowed)?;
        let today = store.world.today();
        let mut running: Vec<_> = match standing.may(FileKind::Event, Action::Read, standing.relation(None)) {
            true => store
                .read(|conn| mirror::events(conn, mirror::Scope::Own(staff), today))?
                .into_iter()
                .filter(|row| row.event.runs_on(today))
                .collect(),
            false => Vec::new(),
        };
        running.sort_by_key(|row| !row.event.staff.contains(&staff));
        let events: Vec<FileId> = running.iter().map(|row| row.event.id).collect();
        let wanted = store.read(|conn| mirror::wanted_series(conn, &events, SERIES_CHIPS))?;
        let wanted: Vec<InterestId> = wanted.into_iter().map(|one| one.id).collect();
        Ok(CaptureDefaults {
            events: running
                .iter()
                .map(|row| EventChoice {
                    file: row.event.id,
                    name: row.event.field(&EventField::Name).unwrap_or_default().to_owned(),
                })
                .collect(),
            series: series_chips(&standing, &wanted),
            owner: standing.name_of(staff),
            next_follow_up_on: standing
                .store_file
                .rules
                .grades
                .iter()
                .filter_map(|rule| {
                    let on = standing.store_file.rules.due_on(&rule.grade, today)?;
                    Some(NextFollowUp { grade: rule.grade.clone(), on })
                })
                .collect(),
        })
    }

    /// Captures a lead. Answers once it is on the disk; asked again with the same `request`, it answers the same.
    pub fn capture_lead(&self, request: CaptureLead) -> Result<Saved, AppError> {
        let store = self.opened()?;
        if let Some(answer) = answers::earlier(&store, request.request)? {
            return Ok(answer);
        }
        let author = store.author()?;
        let standing = store.standing();
        let lead = lead(&store, &standing, &request)?;
        let mut edits = capture_lead::capture_lead(&author, &lead, &standing.store_file.rules)?;
        if request.consents.len() > MOST_CONSENTS {
            return Err(ErrorCode::BadRequest.of("consents"));
        }
        for NewConsent { purpose, wording, way } in &request.consents {
            edits.push(add_consent(&author, purpose, wording, way)?);
        }
        let warnings = self.capture_warnings(&store, &lead, &standing)?;
        let file: FileId = store.world.mint();
        let mut writing = Writing::begin(&store);
        writing.stage(Target::customer(file), &edits)?;
        let mut saved = Saved { file, touched: Touched::default(), undo: None, warnings };
        saved.touched.drafts = request.draft.is_some();
        let committed = writing.commit("capture_lead", |tx, committed| {
            if let Some(draft) = request.draft {
                vault::draft::remove(tx, draft)?;
            }
            saved.touched.files.clone_from(&committed.touched.files);
            saved.undo = committed.undo;
            answers::keep(tx, &store, request.request, &saved)
        })?;
        drop(committed);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// What is doubtful about a lead, and whether somebody has its numbers.
    pub(super) fn capture_warnings(&self, store: &OpenStore, lead: &Lead, standing: &Standing) -> Result<Vec<Warning>, AppError> {
        let mut warnings = Vec::new();
        // Which customers there are is hidden with them.
        let is_hidden = self.is_form_only() || self.is_lease_over();
        for (place, typed) in lead.phones.iter().enumerate().filter(|(_, typed)| !typed.trim().is_empty()) {
            let number = PhoneNumber::parse(typed);
            let field = format!("phones.{place}");
            if number.kind == PhoneKind::Doubtful {
                warnings.push(Warning { field: field.clone(), code: WarningCode::DoubtfulPhone });
            }
            let asked = mirror::Number { normalised: number.normalised.as_deref(), typed };
            let known = store.read(|conn| mirror::check_phone(conn, asked, None))?;
            if known.iter().any(|hit| hit.exact) && !is_hidden {
                warnings.push(Warning { field, code: WarningCode::PhoneKnown });
            }
        }
        let grade = lead.grade.as_ref().unwrap_or(&Grade::N);
        let longest = standing.store_file.rules.grades.iter().find(|rule| rule.grade == *grade).map(|rule| rule.longest_days);
        let late = |days: i64| lead.next_follow_up_on.is_some_and(|on| on.days_since(store.world.today()) > days);
        if longest.is_some_and(late) {
            warnings.push(Warning { field: "next_follow_up_on".to_owned(), code: WarningCode::FollowUpLate });
        }
        Ok(warnings)
    }

    /// What a number is and which files on this device have it.
    pub fn check_phone(&self, request: CheckPhone) -> Result<PhoneCheck, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let number = PhoneNumber::parse(&request.typed);
        let asked = mirror::Number { normalised: number.normalised.as_deref(), typed: &request.typed };
        let hits = store.read(|conn| mirror::check_phone(conn, asked, request.except))?;
        // In a customer's hands it says what the number is, never whose.
        let hits = if self.is_form_only() { Vec::new() } else { hits };
        let perhaps = !self.is_form_only() && perhaps_known(&store, &standing, &number)?;
        let known = hits.into_iter().map(|hit| known_phone(&standing, hit)).collect();
        Ok(PhoneCheck { number, known, perhaps })
    }

    /// Keeps what is typed.
    pub fn save_draft(&self, request: SaveDraft) -> Result<Nothing, AppError> {
        let store = self.opened()?;
        // A sheet that was open while its customer was forgotten saves once more when it closes.
        let mut named = request.form.split(':').filter_map(|part| part.parse::<FileId>().ok());
        let standing = store.standing();
        if named.any(|file| standing.ledger.now().is_erased(file)) {
            return Err(ErrorCode::Erased.into());
        }
        let json = serde_json::to_string(&request.values).map_err(|_| ErrorCode::BadRequest)?;
        let draft = DraftRow { id: request.id, form: request.form, json, updated_at: store.world.now() };
        store.write(|tx| Ok(vault::draft::save(tx, &draft)?))?;
        Ok(Nothing {})
    }

    /// The drafts of this device, the newest first.
    pub fn drafts(&self, _: Nothing) -> Result<Vec<Draft>, AppError> {
        let rows = self.opened()?.read(vault::draft::list)?;
        Ok(rows
            .into_iter()
            .map(|row| Draft {
                id: row.id,
                form: row.form,
                values: serde_json::from_str(&row.json).unwrap_or_default(),
                updated_at: row.updated_at,
            })
            .collect())
    }

    /// Drops a draft.
    pub fn drop_draft(&self, request: DropDraft) -> Result<Nothing, AppError> {
        let store = self.opened()?;
        store.write(|tx| Ok(vault::draft::remove(tx, request.id)?))?;
        self.tell(&Told::Touched { touched: Touched { drafts: true, ..Touched::default() } });
        Ok(Nothing {})
    }
}

fn known_phone(standing: &Standing, hit: mirror::KnownNumber) -> KnownPhone {
    let (phone, masked) = standing.masking().phone(hit.customer.owner, hit.phone);
    KnownPhone {
        file: hit.customer.file,
        name: standing.masking().words(hit.customer.owner, hit.customer.name),
        phone,
        masked,
        person: hit.person.map(|name| standing.masking().words(hit.customer.owner, name)),
        owner: hit.customer.owner.map(|owner| standing.name_of(owner)),
        last_contact_at: hit.customer.last_contact_at,
        exact: hit.exact,
    }
}

fn lead(store: &OpenStore, standing: &Standing, request: &CaptureLead) -> Result<Lead, AppError> {
    let mut interests =
        request.interests.iter().map(|id| catalogue_interest(&standing.store_file, *id)).collect::<Result<Vec<_>, _>>()?;
    interests.extend(request.named.iter().filter(|named| !named.name.trim().is_empty()).map(|named| Interest {
        id: store.world.mint(),
        kind: named.kind.clone(),
        name: named.name.clone(),
    }));
    Ok(Lead {
        phones: request.phones.clone(),
        name: request.name.clone(),
        sex: request.sex.clone(),
        plate: String::new(),
        contact_refused: request.contact_refused,
        event: request.event,
        interests,
        grade: request.grade.clone(),
        source: request.source.clone(),
        information_source: request.information_source.clone(),
        budget: request.budget.clone(),
        purchase_on: request.purchase_on,
        next_follow_up_on: request.next_follow_up_on,
        remark: request.remark.clone(),
    })
}

/// The series most wanted so far, then the catalogue's own order.
pub(super) fn series_chips(standing: &Standing, wanted: &[InterestId]) -> Vec<SeriesChoice> {
    let mut series: Vec<_> =
        standing.store_file.catalogue.iter().filter(|node| node.level == CatalogueLevel::Series && !node.retired).collect();
    let place =
        |id: &crate::ids::CatalogueId| wanted.iter().position(|wanted| wanted.as_bytes() == id.as_bytes()).unwrap_or(usize::MAX);
    series.sort_by(|a, b| (place(&a.id), a.order, &a.name).cmp(&(place(&b.id), b.order, &b.name)));
    series.into_iter().take(SERIES_CHIPS).map(|node| SeriesChoice { id: node.id, name: node.name.clone() }).collect()
}
