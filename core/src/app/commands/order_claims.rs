//! 配车: VINs claimed by orders, checked as they are typed, settled by a manager.

use std::collections::BTreeMap;

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved, Warning},
            error::{AppError, ErrorCode},
            order_acts::{AllotCar, CheckVin, ClaimPair, ClaimShown, SettleClaim, VinCheck},
        },
        damage::Failed,
        masking::check_not_masked,
        order_page::{claimed_by, vin_doubts},
        rows::customer_row,
        vehicle_opening::say,
        writing::{Target, Writing},
    },
    domain::{edit::Edit, vehicle::CarWordState, vin::Vin},
    ids::FileId,
    mirror,
    ops::order,
    policy::Decision,
};

/// A model year is sold from the year before.
const YEARS_AHEAD: i32 = 1;

impl App {
    /// What is known of a VIN as it is typed.
    pub fn check_vin(&self, request: CheckVin) -> Result<VinCheck, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        standing.scope()?;
        let vin = Vin::read(&request.vin);
        let this_year = store.world.today().to_string().get(..4).and_then(|year| year.parse::<i32>().ok()).unwrap_or(0);
        let claimed_by = if vin.names_a_car() { claimed_by(&store, &standing, vin.key(), request.car)? } else { Vec::new() };
        Ok(VinCheck {
            doubts: vin.doubts().to_vec(),
            names_a_car: vin.names_a_car(),
            model_year: vin.model_year(this_year + YEARS_AHEAD),
            claimed_by,
        })
    }

    /// Gives a car its VIN; one that another order is known to have is refused.
    pub fn allot_car(&self, request: AllotCar) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        check_not_masked([("vin", request.vin.as_str())])?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.car.to_string())?;
        let edits = order::allot(&author, &file, request.car, &request.vin)?;
        let vin = Vin::read(&request.vin);
        if !vin.key().is_empty() && !claimed_by(&store, &standing, vin.key(), Some(request.car))?.is_empty() {
            return Err(ErrorCode::VinClaimed.of("vin"));
        }
        writing.stage(Target::customer(file.id), &edits)?;
        let (car, dossier) = order::car(&file, request.car)?;
        let order = (file.id, (dossier.order.id, dossier.order.number.as_str()));
        let who = (&*store, &*standing, &author);
        let (vin, state) = match car.standing_claim() {
            Some(claim) if vin.key().is_empty() => (claim.vin.as_str(), CarWordState::Released),
            _ if car.is_handed_over() => (request.vin.as_str(), CarWordState::HandedOver),
            _ => (request.vin.as_str(), CarWordState::Claimed),
        };
        if !vin.trim().is_empty() {
            say(&mut writing, who, order, &[(car, vin)], &state)?;
        }
        let mut saved = writing.commit("allot_car", |_, _| Ok(()))?.saved(request.file);
        if !request.vin.trim().is_empty() {
            let warnings = vin_doubts(&request.vin).into_iter();
            saved.warnings = warnings.map(|code| Warning { field: "vin".to_owned(), code }).collect();
        }
        self.changed(&store, &saved.touched);
        self.open_vehicles(&store);
        Ok(saved)
    }

    /// VINs that several orders on this device claim.
    pub fn claim_pairs(&self, _: Nothing) -> Result<Vec<ClaimPair>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let can_settle = Decision::ClaimSettled.counts_from(&standing.roles);
        store.read(|conn| -> Result<_, Failed> {
            let mut pairs = Vec::new();
            for claims in mirror::clashing_claims(conn)? {
                if !claims.iter().any(|claim| scope.admits(claim.owner)) {
                    continue;
                }
                let vin = claims.first().map(|claim| claim.vin.clone()).unwrap_or_default();
                let standing_claims = claims.iter().filter(|claim| !claim.is_lost).count();
                let mut shown = Vec::new();
                for claim in claims {
                    let Some(row) = mirror::customer(conn, claim.file)? else { continue };
                    shown.push(ClaimShown {
                        order: claim.order,
                        car: claim.car,
                        number: claim.number,
                        state: claim.state,
                        model: claim.model,
                        by: claim.by.map(|by| standing.name_of(by)),
                        at: claim.at,
                        handed_on: claim.handed_on,
                        is_lost: claim.is_lost,
                        can_get: claim.is_lost || standing_claims > 1,
                        customer: customer_row(conn, &standing, row)?,
                    });
                }
                pairs.push(ClaimPair { vin, claims: shown, can_settle });
            }
            Ok(pairs)
        })
    }

    /// One order keeps the VIN; the cars of all others that claim it are without, and say why. Where one of those was handed
    /// over too it is asked about until somebody says under which VIN it went.
    pub fn settle_claim(&self, request: SettleClaim) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        if !Decision::ClaimSettled.counts_from(&standing.roles) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let mut writing = Writing::begin(&store);
        let winner = writing.customer_holding(request.file, &request.car.to_string())?;
        let (car, _) = order::car(&winner, request.car)?;
        let lost = car.gone_without_vin().map(|claim| Vin::read(&claim.vin).key().to_owned());
        let key = car.vin_key().or(lost.clone()).ok_or(ErrorCode::NotAllotted)?;
        let claims = store.read(|conn| mirror::claims_on(conn, &key))?;
        let (mut edits, mut losers) = (BTreeMap::<FileId, Vec<Edit>>::new(), Vec::new());
        for claim in claims.iter().filter(|claim| claim.car != request.car) {
            let loser = writing.customer_holding(claim.file, &claim.car.to_string())?;
            edits.entry(loser.id).or_default().extend(order::return_claim(&author, &loser, claim.car, &request.reason)?);
            losers.push((loser, claim.car));
        }
        if edits.is_empty() && lost.is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        edits.entry(winner.id).or_default().extend(order::keep_claim(&author, &winner, request.car)?);
        for (file, edits) in &edits {
            writing.stage(Target::customer(*file), edits)?;
        }
        let who = (&*store, &*standing, &author);
        for (file, claim) in &losers {
            let (car, dossier) = order::car(file, *claim)?;
            let order = (file.id, (dossier.order.id, dossier.order.number.as_str()));
            say(&mut writing, who, order, &[(car, &key)], &CarWordState::Released)?;
        }
        if lost.is_some() {
            let (car, dossier) = order::car(&winner, request.car)?;
            let order = (winner.id, (dossier.order.id, dossier.order.number.as_str()));
            say(&mut writing, who, order, &[(car, &key)], &CarWordState::HandedOver)?;
        }
        let saved = writing.commit("settle_claim", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}
