//! What becomes of an order: signed, paid, invoiced, cancelled, delivered, exported.

use serde_json::json;

use super::{
    orders::{holding, readable},
    unmask,
};
use crate::{
    app::{
        App,
        api::{
            common::{Saved, Touched, Warning, WarningCode},
            error::{AppError, ErrorCode},
            order_acts::{
                ActOnOrder, Deliver, DeliveryStep, ExportForm, ExportOrder, ExportedFile, OrderDoing, PayOrder, RemovePayment,
            },
        },
        csv::Csv,
        order_page::{claimed_by, doubts},
        vehicle_opening::say,
        writing::{Target, Writing},
    },
    domain::{
        customer::{CustomerField, CustomerFile, PrivateFile},
        delivery::{self, Gap},
        order::{Dossier, OrderField, PaymentKind},
        order_car::CarField,
        vehicle::CarWordState,
        vin::Vin,
    },
    ops::{
        delivery as deliver,
        order::{self, Paying},
    },
    policy::{Action, FileKind, sight::Sight},
    sync::audit::{AuditNote, AuditWord},
};

impl App {
    /// Signs, invoices or cancels an order, or takes a draft away.
    pub fn act_on_order(&self, request: ActOnOrder) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = holding(&mut writing, request.file, request.order)?;
        let edits = match &request.act {
            OrderDoing::Sign { on } => order::sign(&author, &file, request.order, *on)?,
            OrderDoing::Invoice { number, on } => order::invoice(&author, &file, request.order, number, *on)?,
            OrderDoing::Cancel { reason, withheld } => order::cancel(&author, &file, request.order, reason, withheld)?,
            OrderDoing::Remove {} => order::remove(&author, &file, request.order)?,
        };
        writing.stage(Target::customer(file.id), &edits)?;
        if matches!(request.act, OrderDoing::Cancel { .. } | OrderDoing::Remove {}) {
            let standing = store.standing();
            let dossier = order::dossier(&file, request.order)?;
            let claimed = dossier.cars.iter().filter_map(|car| Some((*car, car.standing_claim()?.vin.as_str())));
            let of = (file.id, (request.order, dossier.order.number.as_str()));
            say(&mut writing, (&store, &standing, &author), of, &claimed.collect::<Vec<_>>(), &CarWordState::Released)?;
        }
        let saved = writing.commit("act_on_order", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Writes a payment down. Too much is written all the same, and said.
    pub fn pay_order(&self, request: PayOrder) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = holding(&mut writing, request.file, request.order)?;
        let paying =
            Paying { kind: request.kind, way: request.way, amount: request.amount, on: request.on, receipt: request.receipt };
        let edits = order::pay(&author, &file, request.order, &paying)?;
        let too_much = is_too_much(&file, &request.order, &paying);
        writing.stage(Target::customer(file.id), &edits)?;
        let mut saved = writing.commit("pay_order", |_, _| Ok(()))?.saved(request.file);
        if too_much {
            saved.warnings.push(Warning { field: "amount".to_owned(), code: WarningCode::Overpaid });
        }
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Takes a payment out of use.
    pub fn remove_payment(&self, request: RemovePayment) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.payment.to_string())?;
        let edits = order::remove_payment(&author, &file, request.payment, &request.reason)?;
        writing.stage(Target::customer(file.id), &edits)?;
        let saved = writing.commit("remove_payment", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// A step of a delivery.
    pub fn deliver(&self, request: Deliver) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.car.to_string())?;
        let begun = deliver::begin(&file, request.car, &store.standing().store_file.checks)?;
        let (mut edits, warnings) = match &request.step {
            DeliveryStep::Check { item, ok, note } => {
                (vec![deliver::check(&author, &file, request.car, item, (*ok, note))?], Vec::new())
            }
            DeliveryStep::Verify {} => (vec![deliver::verify(&author, &file, request.car)?], Vec::new()),
            DeliveryStep::Sign { strokes } => (vec![deliver::sign(&author, &file, request.car, strokes)?], Vec::new()),
            DeliveryStep::HandOver { on, reasons } => {
                let gaps = self.gaps(&store, &file, request.car)?;
                let (car, _) = order::car(&file, request.car)?;
                // Who has it is a manager's to say first: two hand-overs of one car could not both be true.
                if let Some(claim) = car.standing_claim()
                    && !claimed_by(&store, &store.standing(), Vin::read(&claim.vin).key(), Some(car.id))?.is_empty()
                {
                    return Err(ErrorCode::VinClaimed.of("vin"));
                }
                let warnings = doubts(car, author.world.today());
                let rules = &store.standing().store_file.rules;
                (deliver::hand_over(&author, &file, request.car, *on, (&gaps, reasons), rules)?, warnings)
            }
        };
        edits.extend(begun);
        writing.stage(Target::customer(file.id), &edits)?;
        if matches!(request.step, DeliveryStep::HandOver { .. }) {
            let standing = store.standing();
            let (car, dossier) = order::car(&file, request.car)?;
            let claimed = car.standing_claim().map(|claim| (car, claim.vin.as_str()));
            let of = (file.id, (dossier.order.id, dossier.order.number.as_str()));
            say(&mut writing, (&store, &standing, &author), of, claimed.as_slice(), &CarWordState::HandedOver)?;
        }
        let mut saved = writing.commit("deliver", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = warnings.into_iter().map(|doubt| Warning { field: doubt.field, code: doubt.code }).collect();
        self.changed(&store, &saved.touched);
        self.open_vehicles(&store);
        Ok(saved)
    }

    fn gaps(
        &self,
        store: &crate::app::store::OpenStore,
        file: &CustomerFile,
        car: crate::ids::OrderCarId,
    ) -> Result<Vec<Gap>, AppError> {
        let standing = store.standing();
        let (whole, owner, _) = readable(store, &standing, file.id)?;
        let may = standing.may(FileKind::CustomerPrivate, Action::Read, standing.relation(owner));
        let private = self.private_part(store, &standing, file.id, owner)?;
        let private = private.or_else(|| may.then(|| PrivateFile::empty(file.id)));
        let (car, dossier) = order::car(file, car)?;
        let open = dossier.money().open.get();
        // What the customer told stands in whichever of the files that are one customer.
        Ok(delivery::gaps(&whole, private.as_ref(), car, &standing.store_file.checks, open))
    }

    /// An order as a file for the maker's system (O6). That it left stands in the audit log; that a phone left in full, which
    /// the person sees masked, stands there as every showing does, and counts as one.
    pub fn export_order(&self, request: ExportOrder) -> Result<ExportedFile, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        if !standing.may_export() {
            return Err(ErrorCode::NotAllowed.into());
        }
        let (file, owner, _) = readable(&store, &standing, request.file)?;
        let dossier = order::dossier(&file, request.order)?;
        if dossier.order.signed.is_none() {
            return Err(ErrorCode::OrderNotSigned.into());
        }
        let masking = standing.masking();
        let typed = file.main_phone().map(|phone| phone.number.typed.clone()).unwrap_or_default();
        let (shown, is_masked) = masking.phone(owner, typed.clone());
        let phone = match request.reason.filter(|_| is_masked && masking.phones(owner) == Sight::WithReason) {
            Some(reason) => {
                unmask::record(&store, request.file, reason)?;
                typed
            }
            None => shown.to_string(),
        };
        let name = masking.words(owner, file.field(&CustomerField::Name).unwrap_or_default().to_owned());
        let rows = exported(&file, &dossier, (&name, &phone));
        let content = match request.form {
            ExportForm::Csv => {
                let headings: Vec<&str> = rows.first().map(|row| row.iter().map(|(key, _)| *key).collect()).unwrap_or_default();
                let mut csv = Csv::new(&headings);
                rows.iter().for_each(|row| csv.row(row.iter().map(|(_, text)| text.as_str())));
                csv.finish()
            }
            ExportForm::Json => {
                let objects: Vec<serde_json::Value> = rows
                    .iter()
                    .map(|row| {
                        row.iter().map(|(key, text)| ((*key).to_owned(), json!(text))).collect::<serde_json::Map<_, _>>().into()
                    })
                    .collect();
                json!({ "format": "forecourt-order-1", "rows": objects }).to_string()
            }
        };
        let note = AuditNote {
            file: Some(request.file),
            count: u32::try_from(rows.len()).ok(),
            reason: Some("order".to_owned()),
            ..AuditNote::of(AuditWord::Exported)
        };
        store.write(|tx| store.record(tx, note))?;
        self.changed(&store, &Touched { audit: true, ..Touched::default() });
        let ending = match request.form {
            ExportForm::Csv => "csv",
            ExportForm::Json => "json",
        };
        Ok(ExportedFile { file_name: format!("order-{}.{ending}", dossier.order.number), content })
    }
}

/// Whether more comes in than is open, or more goes back than came in.
fn is_too_much(file: &CustomerFile, order: &crate::ids::OrderId, paying: &Paying) -> bool {
    let Ok(dossier) = order::dossier(file, *order) else { return false };
    let money = dossier.money();
    let amount = crate::domain::money::Fen::parse_exact(&paying.amount).map_or(0, crate::domain::money::Fen::get);
    match paying.kind {
        PaymentKind::Refund => amount > money.received.get().saturating_sub(money.refunded.get()),
        _ => amount > money.open.get(),
    }
}

/// One row per car: what the maker's system asks of a sale, name and phone as they may leave. Identity numbers stay where
/// they are.
fn exported(file: &CustomerFile, dossier: &Dossier<'_>, (name, phone): (&str, &str)) -> Vec<Vec<(&'static str, String)>> {
    let order = dossier.order;
    let text = |field: &CustomerField| file.field(field).unwrap_or_default().to_owned();
    let money = dossier.money();
    let yuan = |fen: i64| format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100);
    let rows = dossier.cars.iter().map(|car| {
        let of = |field: CarField| car.field(&field).unwrap_or_default().to_owned();
        vec![
            ("order_number", order.number.clone()),
            ("state", dossier.state().to_string()),
            ("signed_on", order.signed.as_ref().map(|done| done.on.to_string()).unwrap_or_default()),
            ("customer_name", name.to_owned()),
            ("customer_kind", file.kind().map(|kind| kind.to_string()).unwrap_or_default()),
            ("phone", phone.to_owned()),
            ("province", text(&CustomerField::Province)),
            ("city", text(&CustomerField::City)),
            ("postcode", text(&CustomerField::Postcode)),
            ("vin", car.standing_claim().map(|claim| claim.vin.clone()).unwrap_or_default()),
            ("brand", of(CarField::Brand)),
            ("series", of(CarField::Series)),
            ("model", of(CarField::Model)),
            ("configuration", of(CarField::Configuration)),
            ("colour", of(CarField::Colour)),
            ("engine_no", of(CarField::EngineNo)),
            ("plate", of(CarField::Plate)),
            ("permit", of(CarField::Permit)),
            ("permit_on", of(CarField::PermitOn)),
            ("insurer", of(CarField::Insurer)),
            ("policy_no", of(CarField::PolicyNo)),
            ("insured_until", of(CarField::InsuredUntil)),
            ("first_service_on", of(CarField::FirstServiceOn)),
            ("price_yuan", car.price().map(|fen| yuan(fen.get())).unwrap_or_default()),
            ("payment_plan", order.field(&OrderField::PaymentPlan).unwrap_or_default().to_owned()),
            ("loan_yuan", order.amount(&OrderField::LoanFen).map(|fen| yuan(fen.get())).unwrap_or_default()),
            ("loan_months", order.field(&OrderField::LoanMonths).unwrap_or_default().to_owned()),
            ("loan_rate", order.field(&OrderField::LoanRate).unwrap_or_default().to_owned()),
            ("order_total_yuan", yuan(money.total.get())),
            ("received_yuan", yuan(money.received.get())),
            ("invoice", order.invoiced.as_ref().map(|invoice| invoice.number.clone()).unwrap_or_default()),
            ("delivered_on", car.delivery.handed_over.as_ref().map(|done| done.on.to_string()).unwrap_or_default()),
        ]
    });
    rows.collect()
}
