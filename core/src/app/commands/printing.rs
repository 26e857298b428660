//! Documents on paper: what the person may see, set by the host's printer, and that it was printed.

use data_encoding::BASE64;
use serde_json::Value;

use super::unmask;
use crate::{
    app::{
        App,
        api::{
            common::Touched,
            error::{AppError, ErrorCode},
            printing::{PrintDocument, PrintedDocument, ShownDocument, Subject},
            privacy::UnmaskReason,
        },
        damage::Failed,
        group,
        masking::is_identity,
        outside::{Pictures, Printer},
        relation::owner_of,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerFile, EntryKind, PrivateFile},
        edit::{CustomerEdit, Edit},
        joined,
    },
    ids::{StaffId, TestDriveId},
    mirror,
    policy::{FileKind, sight::Sight},
    printing::{self, Paper, Sheet},
    sync::audit::{AuditNote, AuditWord},
    vault,
};

/// How the person's numbers stand on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// As the person's screens show them.
    AsSeen,
    /// In full where a reason opens them: paperwork is one.
    ForPaper,
}

/// A document ready to be set.
struct Ready {
    sheet: Sheet,
    /// What the record is called.
    number: String,
    /// Whether a reason opens what the person's screens mask.
    needs_reason: bool,
}

/// A customer as a document may show them.
struct Shown {
    customer: CustomerFile,
    private: Option<PrivateFile>,
    needs_reason: bool,
}

impl App {
    /// Shows a document as it would be printed.
    pub fn show_document(&self, request: PrintDocument) -> Result<ShownDocument, AppError> {
        let store = self.opened()?;
        let printer = self.printer()?;
        let ready = self.ready(&store, &request, Numbers::AsSeen)?;
        let Pictures { pages, missing } = printer.show(&ready.sheet)?;
        Ok(ShownDocument { pages, version: ready.sheet.version, missing, is_masked: ready.needs_reason })
    }

    /// Makes a document's PDF. That it was printed stands in the audit log and, where the person may write the file, on the
    /// customer's timeline with the version of its template, before anything is handed out.
    pub fn print_document(&self, request: PrintDocument) -> Result<PrintedDocument, AppError> {
        let store = self.opened()?;
        let printer = self.printer()?;
        let ready = self.ready(&store, &request, Numbers::ForPaper)?;
        let printed = printer.print(&ready.sheet)?;
        let touched = note(&store, &request, &ready)?;
        self.changed(&store, &touched);
        let Ready { sheet, number, .. } = ready;
        let name: String = number.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
        Ok(PrintedDocument {
            file_name: format!("{}-{name}.pdf", sheet.template.word()),
            pdf: BASE64.encode(&printed.pdf),
            pages: printed.pages,
            version: sheet.version,
            missing: printed.missing,
            touched,
        })
    }

    fn printer(&self) -> Result<&dyn Printer, AppError> {
        self.0.printer.as_deref().ok_or_else(|| ErrorCode::CannotPrint.into())
    }

    fn ready(&self, store: &OpenStore, request: &PrintDocument, numbers: Numbers) -> Result<Ready, AppError> {
        let template = request.subject.template();
        let version = request.version.unwrap_or(template.newest());
        if !(1..=template.newest()).contains(&version) {
            return Err(ErrorCode::OtherTemplate.into());
        }
        let standing = store.standing();
        let shown = self.shown(store, &standing, request, numbers)?;
        let paper = Paper {
            store: &standing.store_file,
            customer: &shown.customer,
            private: shown.private.as_ref(),
            language: request.language,
            at: store.world.now(),
            by: standing.staff.ok_or(ErrorCode::NotAllowed)?,
        };
        let (data, number) = content(store, &paper, &request.subject)?;
        let sheet = Sheet { template, version, language: request.language, data };
        Ok(Ready { sheet, number, needs_reason: shown.needs_reason })
    }

    /// The customer and, for documents that ask for it, the private part, masked as `numbers` says.
    fn shown(
        &self,
        store: &OpenStore,
        standing: &Standing,
        request: &PrintDocument,
        numbers: Numbers,
    ) -> Result<Shown, AppError> {
        let row = store.read(|conn| vault::file::get(conn, request.file))?;
        let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
        if !store.read(|conn| standing.may_read(conn, &row))? {
            return Err(ErrorCode::NotFound.into());
        }
        let owner = store.read(|conn| owner_of(conn, standing, &row))?;
        let members = store.read(|conn| group::members(conn, standing, request.file))?;
        let customer = joined::union(members).ok_or(ErrorCode::NotFound)?;
        let private = self.asked_private(store, standing, request, &customer, owner)?;
        let masking = standing.masking();
        let holds_identity = private.iter().any(|part| part.fields.keys().any(is_identity));
        let needs_reason = masking.phones(owner) == Sight::WithReason && !customer.phones.is_empty()
            || holds_identity && masking.identity(owner) == Sight::WithReason;
        let opens = |sight: Sight| match numbers {
            Numbers::AsSeen => sight == Sight::Full,
            Numbers::ForPaper => sight != Sight::Never,
        };
        let customer =
            if opens(masking.phones(owner)) { customer } else { CustomerFile::clone(&*masking.customer(owner, customer)?) };
        let private = match private {
            Some(part) if !opens(masking.identity(owner)) => Some(PrivateFile::clone(&*masking.private(owner, part)?)),
            part => part,
        };
        Ok(Shown { customer, private, needs_reason })
    }

    /// Of the private part what the document has a place for; that it was read is recorded where the policy has it so.
    fn asked_private(
        &self,
        store: &OpenStore,
        standing: &Standing,
        request: &PrintDocument,
        customer: &CustomerFile,
        owner: Option<StaffId>,
    ) -> Result<Option<PrivateFile>, AppError> {
        let asked = printing::private_fields(request.subject.template());
        if asked.is_empty() {
            return Ok(None);
        }
        let Some(mut private) = self.private_part(store, standing, customer.id, owner)? else { return Ok(None) };
        self.note_private_read(store, standing, customer.id)?;
        private.fields.retain(|field, _| asked.contains(field));
        private.clashes.clear();
        Ok(Some(private))
    }
}

/// What the record says, and what it is called.
fn content(store: &OpenStore, paper: &Paper<'_>, subject: &Subject) -> Result<(Value, String), AppError> {
    let customer = paper.customer;
    let found = match subject {
        Subject::Proposal(id) => {
            customer.quotations.iter().find(|one| one.id == *id).map(|quotation| printing::proposal(paper, quotation))
        }
        Subject::Order(id) => {
            customer.dossiers().find(|dossier| dossier.order.id == *id).map(|dossier| printing::order(paper, &dossier))
        }
        Subject::TestDrive(id) => return test_drive(store, paper, *id),
        Subject::Delivery(id) => customer.dossiers().find_map(|dossier| {
            let car = *dossier.cars.iter().find(|car| car.id == *id)?;
            Some(printing::delivery(paper, &dossier, car, &paper.store.checks))
        }),
    };
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// When and with which car stands in the day's book; where that is not here, the car it was booked with is known.
fn test_drive(store: &OpenStore, paper: &Paper<'_>, id: TestDriveId) -> Result<(Value, String), AppError> {
    let drive = paper.customer.test_drives.iter().find(|one| one.id == id).ok_or(ErrorCode::NotFound)?;
    let booking = store.read(|conn| mirror::booking(conn, id))?;
    let slot = booking.as_ref().map(|booking| &booking.slot);
    let car = slot.map(|slot| slot.car).or(drive.car);
    let car = paper.store.cars.iter().find(|known| Some(known.id) == car);
    Ok(printing::test_drive(paper, drive, slot, car))
}

/// Records that it was printed: in the audit log always, on the timeline where the person may write the file.
fn note(store: &OpenStore, request: &PrintDocument, ready: &Ready) -> Result<Touched, AppError> {
    let sheet = &ready.sheet;
    if ready.needs_reason {
        unmask::record(store, request.file, UnmaskReason::Paperwork)?;
    }
    let reason = format!("{} v{}", sheet.template.word(), sheet.version);
    let printed = AuditNote { file: Some(request.file), reason: Some(reason), ..AuditNote::of(AuditWord::Printed) };
    let may_write = store.read(|conn| -> Result<bool, Failed> {
        let row = vault::file::get(conn, request.file)?;
        row.map_or(Ok(false), |row| store.standing().may_write(conn, &row))
    })?;
    if !may_write {
        store.write(|tx| store.record(tx, printed))?;
        return Ok(Touched { audit: true, ..Touched::default() });
    }
    let author = store.author()?;
    // Paper cannot be taken back.
    let mut writing = Writing::begin(store).for_good();
    let id = request.subject.id();
    let file = writing.customer_holding(request.file, &id)?;
    let line = printing::told(sheet.template, sheet.version, sheet.language, &ready.number, &id);
    let entry = Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::Printed, line, None)));
    writing.stage(Target::customer(file.id), &[entry])?;
    let committed = writing.commit("print_document", |tx, _| store.record(tx, printed))?;
    Ok(Touched { audit: true, ..committed.touched })
}
