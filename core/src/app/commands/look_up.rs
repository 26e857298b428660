//! Who has a number that is not on this device?

use crate::{
    app::{
        App,
        api::{
            capture::{LookUpPhone, PhoneLookedUp},
            error::{AppError, ErrorCode},
        },
        store::{OpenStore, Standing},
    },
    domain::phone::PhoneNumber,
    mirror, policy,
    sync::frame::{ToDevice, ToRelay},
};

impl App {
    /// Asks the relay, which tells no more than whose customer it is.
    pub fn look_up_phone(&self, request: LookUpPhone) -> Result<PhoneLookedUp, AppError> {
        let store = self.opened()?;
        let number = PhoneNumber::parse(&request.typed).normalised.ok_or(ErrorCode::BadRequest)?;
        let tags = store.sieves()?.tags(&number);
        if tags.is_empty() {
            return Err(ErrorCode::Offline.into());
        }
        match self.ask_relay(ToRelay::LookUpPhone { tags })? {
            ToDevice::PhoneKnown { known, owner } => {
                Ok(PhoneLookedUp { known, owner: owner.map(|owner| store.standing().name_of(owner)) })
            }
            _ => Err(ErrorCode::RelayUnreachable.into()),
        }
    }
}

/// Whether the store perhaps knows a whole number that no file here has. Who holds every file looked exactly already.
pub(super) fn perhaps_known(store: &OpenStore, standing: &Standing, number: &PhoneNumber) -> Result<bool, AppError> {
    let Some(normalised) = number.normalised.as_deref().filter(|_| !policy::sees_all_customers(&standing.roles)) else {
        return Ok(false);
    };
    if !store.sieves()?.perhaps_knows(normalised) {
        return Ok(false);
    }
    let asked = mirror::Number { normalised: Some(normalised), typed: normalised };
    Ok(store.read(|conn| mirror::check_phone(conn, asked, None))?.is_empty())
}
