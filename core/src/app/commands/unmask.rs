//! What is masked, in full: for a reason, which is recorded before anything is shown.

use crate::{
    app::{
        App,
        api::{
            error::{AppError, ErrorCode},
            privacy::{Hidden, Unmask, UnmaskReason, Unmasked},
        },
        group,
        masking::is_identity,
        relation::owner_of,
        store::{OpenStore, Standing},
        writing::Target,
    },
    domain::{
        customer::{Clash, CustomerFile},
        follow_up::FollowUpResult,
        joined,
    },
    ids::{FileId, StaffId},
    policy::{FileKind, sight::Sight},
    sync::audit::{AuditNote, AuditWord},
    vault,
};

/// How many numbers one device may show in full on a day: enough for any day's work, too few to read out the store.
const DAILY_LIMIT: u32 = 200;
const DAY_MS: i64 = 86_400_000;

impl App {
    /// Shows something masked in full. What the person's role sees in full anyway is not recorded.
    pub fn unmask(&self, request: Unmask) -> Result<Unmasked, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let row = store.read(|conn| vault::file::get(conn, request.file))?;
        let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
        let owner = store.read(|conn| owner_of(conn, &standing, &row))?;
        if !store.read(|conn| standing.may_read(conn, &row))? {
            return Err(ErrorCode::NotFound.into());
        }
        let members = store.read(|conn| group::members(conn, &standing, request.file))?;
        let file = joined::union(members).ok_or(ErrorCode::NotFound)?;
        let (values, sight) = self.hidden(&store, &standing, &file, owner, &request.hidden)?;
        match sight {
            Sight::Never => Err(ErrorCode::NotAllowed.into()),
            Sight::Full => Ok(Unmasked { values, left_today: None }),
            Sight::WithReason => {
                let left = record(&store, request.file, request.reason)?;
                self.changed(&store, &crate::app::api::common::Touched::default());
                Ok(Unmasked { values, left_today: Some(left) })
            }
        }
    }

    fn hidden(
        &self,
        store: &OpenStore,
        standing: &Standing,
        file: &CustomerFile,
        owner: Option<StaffId>,
        hidden: &Hidden,
    ) -> Result<(Vec<String>, Sight), AppError> {
        let phones = standing.masking().phones(owner);
        let one = |found: Option<String>| found.map(|value| (vec![value], phones)).ok_or_else(|| ErrorCode::NotFound.into());
        match hidden {
            Hidden::MainPhone {} => one(file.main_phone().map(|phone| phone.number.typed.clone())),
            Hidden::Phone { id } => one(file.phones.iter().find(|phone| phone.id == *id).map(|phone| phone.number.typed.clone())),
            Hidden::Field { field } => one(file.field(field).map(str::to_owned)),
            Hidden::Line { id } => one(line(file, id)),
            Hidden::Clash { place } => match clash(&file.clashes, place) {
                Some(values) => Ok((values, phones)),
                None => {
                    let private = self.private_part(store, standing, file.id, owner)?.ok_or(ErrorCode::NotFound)?;
                    let values = clash(&private.clashes, place).ok_or(ErrorCode::NotFound)?;
                    Ok((values, standing.masking().identity(owner)))
                }
            },
            Hidden::Private { field } => {
                let private = self.private_part(store, standing, file.id, owner)?.ok_or(ErrorCode::NotFound)?;
                let value = private.fields.get(field).cloned().ok_or(ErrorCode::NotFound)?;
                let sight = if is_identity(field) { standing.masking().identity(owner) } else { phones };
                Ok((vec![value], sight))
            }
        }
    }

    /// Notes that the private part was read, where the policy has that recorded.
    pub(in crate::app) fn note_private_read(
        &self,
        store: &OpenStore,
        standing: &Standing,
        customer: FileId,
    ) -> Result<(), AppError> {
        if standing.is_private_read_recorded() {
            let file = Target::private_of(customer).file;
            let kind = format!("{} {file}", AuditWord::PrivateRead.word());
            store.write(|tx| {
                // A page that is looked at again on the same day is fetched again and again.
                if vault::audit::count_up(tx, &kind, today(store))? > 1 {
                    return Ok(());
                }
                store.record(tx, AuditNote { file: Some(file), ..AuditNote::of(AuditWord::PrivateRead) })
            })?;
        }
        Ok(())
    }
}

fn line(file: &CustomerFile, id: &str) -> Option<String> {
    let entry = file.entries.iter().find(|entry| entry.id.to_string() == id).map(|entry| entry.text.clone());
    entry.or_else(|| {
        let follow_up = file.follow_ups.iter().find(|follow_up| follow_up.id.to_string() == id)?;
        Some(follow_up.result.as_ref().map_or_else(|| follow_up.aim.clone(), FollowUpResult::all_words))
    })
}

fn clash(clashes: &[Clash], place: &[String]) -> Option<Vec<String>> {
    let clash = clashes.iter().find(|clash| clash.place == place)?;
    Some(std::iter::once(&clash.shown).chain(clash.others.iter().map(|other| &other.value)).cloned().collect())
}

/// The day in the store, counted from 1970.
fn today(store: &OpenStore) -> i64 {
    store.world.today().starts_at().unix_ms().div_euclid(DAY_MS)
}

/// Records and counts in one transaction: what could not be recorded is not shown. How many are left today.
pub(super) fn record(store: &OpenStore, file: FileId, reason: UnmaskReason) -> Result<u32, AppError> {
    let today = today(store);
    let counted = store.write(|tx| {
        let count = vault::audit::count_up(tx, AuditWord::Unmasked.word(), today)?;
        if count > DAILY_LIMIT {
            // Counted on, so that the limit holds; nothing is shown and nothing recorded.
            return Ok(None);
        }
        let (file, reason) = (Some(file), Some(reason.word().to_owned()));
        store.record(tx, AuditNote { file, reason, ..AuditNote::of(AuditWord::Unmasked) })?;
        Ok(Some(DAILY_LIMIT - count))
    })?;
    counted.ok_or_else(|| ErrorCode::UnmaskLimit.into())
}
