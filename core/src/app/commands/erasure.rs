//! Customers to be forgotten: asked for by a manager, decided by the general manager, done everywhere.

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            customers::OneFile,
            error::{AppError, ErrorCode},
            trust::{DecideErasure, ErasureRow},
        },
        damage::Failed,
        rows::customer_row,
    },
    mirror,
    policy::acts::Duty,
    sync::ledger::{Act, Verdict},
};

impl App {
    /// Asks that a customer be forgotten, with all that is joined with the file.
    pub fn request_erasure(&self, request: OneFile) -> Result<Touched, AppError> {
        let store = self.opened()?;
        self.act(&store, Act::ErasureRequested { file: request.file })
    }

    /// The requests that wait for a decision, oldest first, for those who make them or decide them.
    pub fn erasures(&self, _: Nothing) -> Result<Vec<ErasureRow>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        if !standing.has(Duty::SeeErasures) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let now = standing.ledger.now();
        store.read(|conn| -> Result<_, Failed> {
            now.erasure_requests()
                .into_iter()
                .map(|request| {
                    let row = mirror::customer(conn, now.joined(request.file))?;
                    Ok(ErasureRow {
                        request: request.id,
                        file: request.file,
                        customer: row.map(|row| customer_row(conn, &standing, row)).transpose()?,
                        by: standing.name_of(request.by),
                        others: u32::try_from(now.group(request.file).len().saturating_sub(1)).unwrap_or(u32::MAX),
                    })
                })
                .collect()
        })
    }

    /// Decides a request.
    pub fn decide_erasure(&self, request: DecideErasure) -> Result<Touched, AppError> {
        let store = self.opened()?;
        let verdict = if request.approve { Verdict::Approve } else { Verdict::Decline };
        self.act(&store, Act::ErasureDecided { request: request.request, verdict })
    }
}
