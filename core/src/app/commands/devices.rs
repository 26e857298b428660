//! Inviting devices and letting them in. These need the relay at once.

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            setup::{ConfirmDevice, Invitation, InviteDevice, PendingDevice},
        },
        store::OpenStore,
    },
    sync::{
        frame::{ToDevice, ToRelay, Waiting},
        ledger::Act,
        pairing::{Code, Pairing},
    },
};

use super::store_page::may_manage;

impl App {
    /// Opens a place for one more device of a person.
    pub fn invite_device(&self, request: InviteDevice) -> Result<Invitation, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        let relay = store.standing().relay.clone().ok_or(ErrorCode::Offline)?;
        let reply = self.ask_relay(ToRelay::OpenSlot { staff: request.staff })?;
        let ToDevice::SlotOpened { slot, code, expires_at, .. } = reply else { return Err(ErrorCode::DeviceRefused.into()) };
        let relay = self.0.relay_host.as_ref().and_then(|host| host.reachable(&relay)).unwrap_or(relay);
        Ok(Invitation { slot, qr_svg: qr(&store, &relay, &code)?, relay, code: code.text(), expires_at })
    }

    /// Devices that gave a right code and wait.
    pub fn pending_devices(&self, _: Nothing) -> Result<Vec<PendingDevice>, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        if store.standing().relay.is_none() {
            return Ok(Vec::new());
        }
        Ok(self.pending(&store)?.into_iter().map(|(row, digits)| shown(row, digits)).collect())
    }

    fn pending(&self, store: &OpenStore) -> Result<Vec<(Waiting, String)>, AppError> {
        let ToDevice::Pending { rows } = self.ask_relay(ToRelay::AskPending)? else {
            return Err(ErrorCode::DeviceRefused.into());
        };
        let digits = |row: &Waiting| {
            Pairing { store: store.id, slot: row.slot, device: row.device, key: row.key, relay_nonce: row.relay_nonce }.digits()
        };
        Ok(rows
            .into_iter()
            .map(|row| {
                let digits = digits(&row);
                (row, digits)
            })
            .collect())
    }

    /// Lets a waiting device in, or turns it away.
    pub fn confirm_device(&self, request: ConfirmDevice) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        let (waiting, _) =
            self.pending(&store)?.into_iter().find(|(row, _)| row.slot == request.slot).ok_or(ErrorCode::CodeExpired)?;
        let mut touched = Touched { ledger: true, ..Touched::default() };
        if request.admit {
            let act = Act::DeviceEnrolled { device: waiting.device, staff: waiting.staff, key: waiting.key, name: waiting.name };
            touched = self.act(&store, act)?;
            self.await_device(&store, waiting.device)?;
        }
        self.tell_relay(ToRelay::CloseSlot { slot: request.slot, admitted: request.admit })?;
        Ok(touched)
    }
}

fn shown(row: Waiting, digits: String) -> PendingDevice {
    PendingDevice { slot: row.slot, device: row.device, staff: row.staff, name: row.name, digits }
}

/// What the new device scans: address, store and code. The store's id lets it refuse any other.
fn qr(store: &OpenStore, relay: &str, code: &Code) -> Result<String, AppError> {
    let text = format!("forecourt:join?relay={relay}&store={}&code={}", store.id, code.text());
    let code = qrcode::QrCode::new(text).map_err(|_| ErrorCode::Internal)?;
    Ok(code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).quiet_zone(true).build())
}
