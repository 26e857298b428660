//! `POST /api/<command>`: JSON in, JSON out, errors with a status that fits.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use forecourt_core::app::api::{
    COMMANDS,
    error::{AppError, ErrorCode},
};
use serde_json::{Value, json};

use super::Shared;
use crate::desk;

/// Answers one command.
pub async fn command(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    answer(shared, name, &headers, body).await
}

/// Answers the command that shares its path with the stream of events.
pub async fn events(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    answer(shared, "events".to_owned(), &headers, body).await
}

async fn answer(shared: Arc<Shared>, name: String, headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    if !COMMANDS.contains(&name.as_str()) {
        return failed(StatusCode::NOT_FOUND, &ErrorCode::BadRequest.into());
    }
    let request = match request(headers, body) {
        Ok(request) => request,
        Err(status) => return failed(status, &ErrorCode::BadRequest.into()),
    };
    // The semaphore is never closed; were it, the command would run all the same.
    let _place = shared.places.acquire().await;
    match desk::answer(Arc::clone(&shared.desk), name, request).await {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => failed(status(error.code), &error),
    }
}

/// The request's JSON; an empty body is an empty request.
fn request(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Value, StatusCode> {
    // A form of another site cannot send this type without asking first.
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let body = body.map_err(|rejection| rejection.status())?;
    if body.is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)
}

fn failed(status: StatusCode, error: &AppError) -> Response {
    (status, Json(error)).into_response()
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::NotAllowed
        | ErrorCode::DeviceRefused
        | ErrorCode::Revoked
        | ErrorCode::DeviceQuarantined
        | ErrorCode::UnmaskLimit
        | ErrorCode::FormOnly
        | ErrorCode::Locked
        | ErrorCode::WrongPin
        | ErrorCode::PinEnded
        | ErrorCode::WrongRecoveryKey
        | ErrorCode::WrongPassphrase
        | ErrorCode::LeaseOver => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Erased => StatusCode::GONE,
        ErrorCode::BadRequest
        | ErrorCode::BadTimes
        | ErrorCode::MileageBackwards
        | ErrorCode::BadMileage
        | ErrorCode::EmptyQuotation
        | ErrorCode::BadLoan
        | ErrorCode::NeedsPhoneOrName
        | ErrorCode::Required
        | ErrorCode::TooLong
        | ErrorCode::BadAmount
        | ErrorCode::BadDate
        | ErrorCode::BadTime
        | ErrorCode::BadCount
        | ErrorCode::PersonInLog
        | ErrorCode::NeedsResult
        | ErrorCode::PlainAddress
        | ErrorCode::MaskedValue
        | ErrorCode::WeakPin
        | ErrorCode::WrongCode => StatusCode::BAD_REQUEST,
        ErrorCode::NoStore
        | ErrorCode::Preparing
        | ErrorCode::CarTaken
        | ErrorCode::NeedsLicence
        | ErrorCode::NotOut
        | ErrorCode::TooLate
        | ErrorCode::Frozen
        | ErrorCode::QuotationState
        | ErrorCode::PlateTaken
        | ErrorCode::AlreadyDone
        | ErrorCode::NotYourVisitor
        | ErrorCode::NotInClash
        | ErrorCode::CannotUndo
        | ErrorCode::CannotJoin
        | ErrorCode::NeedsPromotion
        | ErrorCode::DoNotCall
        | ErrorCode::AlreadySo
        | ErrorCode::CodeExpired
        | ErrorCode::CodeUsed
        | ErrorCode::ClockOff
        | ErrorCode::StoreExists
        | ErrorCode::DigitsMissing
        | ErrorCode::NoRecoveryKey
        | ErrorCode::NoPassphrase
        | ErrorCode::NotPractice
        | ErrorCode::LookUpLimit
        | ErrorCode::OtherTemplate
        | ErrorCode::AlreadyOpen => StatusCode::CONFLICT,
        ErrorCode::RelayUnreachable
        | ErrorCode::NotARelay
        | ErrorCode::RelayIdentityChanged
        | ErrorCode::RelayWaits
        | ErrorCode::OtherVersion
        | ErrorCode::Offline => StatusCode::SERVICE_UNAVAILABLE,
        // Orders have many rules; a line each would bury the rest.
        #[rustfmt::skip]
        ErrorCode::NeedsReason | ErrorCode::BadVin | ErrorCode::BadSignature | ErrorCode::BadKilometres => StatusCode::BAD_REQUEST,
        #[rustfmt::skip]
        ErrorCode::OrderNeedsCar | ErrorCode::OrderNeedsModel | ErrorCode::OrderNeedsPrice | ErrorCode::OrderNotSigned
        | ErrorCode::OrderPaid | ErrorCode::OrderStands
        | ErrorCode::OrderSigned | ErrorCode::OrderInvoiced | ErrorCode::OrderCancelled | ErrorCode::CarHandedOver
        | ErrorCode::VinClaimed | ErrorCode::NotAllotted | ErrorCode::GapsOpen => StatusCode::CONFLICT,
        ErrorCode::BadNumber | ErrorCode::NeedsLossReason | ErrorCode::GradeFollows => StatusCode::BAD_REQUEST,
        #[rustfmt::skip]
        ErrorCode::IsLost | ErrorCode::LossSettled | ErrorCode::RevivedOnce | ErrorCode::LastChoice => StatusCode::CONFLICT,
        ErrorCode::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::NotSaved
        | ErrorCode::DatabaseDamaged
        | ErrorCode::WrongKey
        | ErrorCode::ClonedDevice
        | ErrorCode::CannotPrint
        | ErrorCode::NotOurDatabase
        | ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
