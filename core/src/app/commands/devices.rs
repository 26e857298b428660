//! Inviting devices and letting them in. These need the relay at once.

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            setup::{ConfirmDevice, Invitation, InviteDevice, PendingDevice},
        },
        lock,
        store::OpenStore,
    },
    clock::Instant,
    ids::{SlotId, StaffId},
    sync::{
        frame::{ToDevice, ToRelay, Waiting},
        ledger::Act,
        pairing::{Code, CodeKey, JoinLink},
    },
};

use super::store_page::may_manage;

/// How often another code is tried where the first three characters belong to another invitation.
const CODES: usize = 8;

impl App {
    /// Opens a place for one more device of a person.
    pub fn invite_device(&self, request: InviteDevice) -> Result<Invitation, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        let relay = store.standing().relay.clone().ok_or(ErrorCode::Offline)?;
        let (slot, code, expires_at) = self.open_slot(request.staff)?;
        lock(&self.0.link).pairings.open(slot, self.0.world.now());
        let relay = self.0.relay_host.as_ref().and_then(|host| host.reachable(&relay)).unwrap_or(relay);
        let link = JoinLink { relay: relay.clone(), pin: store.pin, store: store.id, code: code.clone() };
        Ok(Invitation { slot, qr_svg: qr(&link)?, relay, code: code.text(), expires_at })
    }

    /// The code is made and stretched here: the relay gets what it needs to judge a proof, and never the code.
    fn open_slot(&self, staff: StaffId) -> Result<(SlotId, Code, Instant), AppError> {
        let mut taken = Err(ErrorCode::CodeUsed.into());
        for _ in 0..CODES {
            let code = Code::from_random(&self.0.world.random());
            let code_key = *CodeKey::of(&code).map_err(|_| ErrorCode::Internal)?.as_bytes();
            match self.ask_relay(ToRelay::OpenSlot { staff, locator: code.locator(), code_key }) {
                Ok(ToDevice::SlotOpened { slot, expires_at, .. }) => return Ok((slot, code, expires_at)),
                Ok(_) => return Err(ErrorCode::DeviceRefused.into()),
                Err(error) if error.code == ErrorCode::CodeUsed => taken = Err(error),
                Err(error) => return Err(error),
            }
        }
        taken
    }

    /// Devices that gave a right code and wait.
    pub fn pending_devices(&self, _: Nothing) -> Result<Vec<PendingDevice>, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        if store.standing().relay.is_none() {
            return Ok(Vec::new());
        }
        let rows = self.pending()?;
        // Whoever looks here takes part in the digits, also where another administrator's device made the invitation.
        let contributions = lock(&self.0.link).pairings.looked_at(&rows, &self.0.world);
        for contribution in contributions {
            self.tell_relay(contribution)?;
        }
        let shown = |row: Waiting| {
            let digits = self.digits(&store, &row).unwrap_or_default();
            PendingDevice { slot: row.slot, device: row.device, staff: row.staff, name: row.name, digits }
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    fn pending(&self) -> Result<Vec<Waiting>, AppError> {
        match self.ask_relay(ToRelay::AskPending)? {
            ToDevice::Pending { rows } => Ok(rows),
            _ => Err(ErrorCode::DeviceRefused.into()),
        }
    }

    fn digits(&self, store: &OpenStore, row: &Waiting) -> Option<String> {
        lock(&self.0.link).pairings.digits(row, store.id, store.pin)
    }

    /// Lets a waiting device in, or turns it away.
    pub fn confirm_device(&self, request: ConfirmDevice) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        let waiting = self.pending()?.into_iter().find(|row| row.slot == request.slot).ok_or(ErrorCode::CodeExpired)?;
        let mut touched = Touched { ledger: true, ..Touched::default() };
        if request.admit {
            // Without digits nothing was compared: this key may be anybody's.
            self.digits(&store, &waiting).ok_or(ErrorCode::DigitsMissing)?;
            let act = Act::DeviceEnrolled { device: waiting.device, staff: waiting.staff, key: waiting.key, name: waiting.name };
            touched = self.act(&store, act)?;
            self.await_device(&store, waiting.device)?;
        }
        self.tell_relay(ToRelay::CloseSlot { slot: request.slot, admitted: request.admit })?;
        Ok(touched)
    }
}

/// What the new device scans.
fn qr(link: &JoinLink) -> Result<String, AppError> {
    let code = qrcode::QrCode::new(link.to_string()).map_err(|_| ErrorCode::Internal)?;
    Ok(code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).quiet_zone(true).build())
}
