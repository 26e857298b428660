//! Turning devices and people out.

use super::store_page::may_manage;
use crate::{
    app::{
        App,
        api::{
            common::Touched,
            error::AppError,
            late::{RevokeDevice, RevokeStaff},
        },
    },
    sync::ledger::{Act, Aftermath},
};

impl App {
    /// Turns a device out. What it had not sent goes to the review box.
    pub fn revoke_device(&self, request: RevokeDevice) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        self.act(&store, Act::DeviceRevoked { device: request.device, then: aftermath(request.wipe) })
    }

    /// Turns a person out, with all devices.
    pub fn revoke_staff(&self, request: RevokeStaff) -> Result<Touched, AppError> {
        let store = self.opened()?;
        may_manage(&store.standing())?;
        self.act(&store, Act::StaffRevoked { staff: request.staff, then: aftermath(request.wipe) })
    }
}

const fn aftermath(wipe: bool) -> Aftermath {
    if wipe { Aftermath::Wipe } else { Aftermath::Keep }
}
