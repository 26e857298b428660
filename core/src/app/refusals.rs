//! From the small errors of each room to the one error people see.

use super::api::error::{AppError, ErrorCode};
use crate::ops::{
    capture_lead::CaptureRefused, catalogue::StoreRefused, customer::ConsentRefused, customer::ContactRefused,
    customer::FieldRefused, customer::PhoneRefused, customer::StandingRefused, customer::join::JoinRefused,
    delivery::DeliveryRefused, event::EventRefused, follow_up::FollowUpRefused, import_lead::ImportRefused, loss::LossRefused,
    opportunity::OpportunityRefused, order::OrderRefused, presentation::PresentationRefused, quotation::QuotationRefused,
    reception::LineRefused, rules::RuleRefused, test_car::TestCarRefused, test_drive::TestDriveRefused, text::TooLong,
    view::ViewRefused,
};

impl From<TooLong> for AppError {
    fn from(_: TooLong) -> Self {
        ErrorCode::TooLong.into()
    }
}

impl From<CaptureRefused> for AppError {
    fn from(refused: CaptureRefused) -> Self {
        match refused {
            CaptureRefused::NeedsPhoneOrName => ErrorCode::NeedsPhoneOrName.of("phones"),
            CaptureRefused::TooManyPhones => ErrorCode::TooLong.of("phones"),
            CaptureRefused::GradeFollows => ErrorCode::GradeFollows.of("grade"),
            CaptureRefused::BadBudget => ErrorCode::BadAmount.of("budget"),
            CaptureRefused::TooLong { field, .. } => ErrorCode::TooLong.of(field),
        }
    }
}

impl From<ImportRefused> for AppError {
    fn from(refused: ImportRefused) -> Self {
        match refused {
            ImportRefused::NobodyKnown => ErrorCode::NeedsPhoneOrName.of("phones"),
            ImportRefused::TooLong { field, .. } => ErrorCode::TooLong.of(&field),
        }
    }
}

impl From<FieldRefused> for AppError {
    fn from(refused: FieldRefused) -> Self {
        match refused {
            FieldRefused::TooLong(_) => ErrorCode::TooLong,
            FieldRefused::BadDate => ErrorCode::BadDate,
            FieldRefused::BadReference => ErrorCode::NotFound,
            FieldRefused::Empty => ErrorCode::Required,
            FieldRefused::BadAmount => ErrorCode::BadAmount,
            FieldRefused::NeedsPromotion => ErrorCode::NeedsPromotion,
            FieldRefused::DoNotCall => ErrorCode::DoNotCall,
            FieldRefused::NotByHand => ErrorCode::BadRequest,
        }
        .of("value")
    }
}

impl From<PhoneRefused> for AppError {
    fn from(refused: PhoneRefused) -> Self {
        match refused {
            PhoneRefused::Empty => ErrorCode::Required.of("typed"),
            PhoneRefused::TooLong(_) => ErrorCode::TooLong.of("typed"),
            PhoneRefused::NoSuchPhone | PhoneRefused::NoSuchContact => ErrorCode::NotFound.into(),
        }
    }
}

impl From<ContactRefused> for AppError {
    fn from(refused: ContactRefused) -> Self {
        match refused {
            ContactRefused::Nobody => ErrorCode::Required.of("name"),
            ContactRefused::NoSuchContact => ErrorCode::NotFound.into(),
            ContactRefused::TooMany => ErrorCode::TooLong.of("contacts"),
            ContactRefused::TooLong(_) => ErrorCode::TooLong.of("name"),
        }
    }
}

impl From<ConsentRefused> for AppError {
    fn from(refused: ConsentRefused) -> Self {
        match refused {
            ConsentRefused::Incomplete => ErrorCode::Required.of("wording"),
            ConsentRefused::NoSuchConsent => ErrorCode::NotFound.into(),
            ConsentRefused::AlreadyWithdrawn => ErrorCode::AlreadySo.into(),
            ConsentRefused::TooLong(_) => ErrorCode::TooLong.of("wording"),
        }
    }
}

impl From<StandingRefused> for AppError {
    fn from(refused: StandingRefused) -> Self {
        match refused {
            StandingRefused::NeedsReason => ErrorCode::Required.of("reason"),
            StandingRefused::IsSo => ErrorCode::AlreadySo.into(),
            StandingRefused::SameFile => ErrorCode::CannotJoin.into(),
            StandingRefused::TooMany => ErrorCode::TooLong.of("tags"),
            StandingRefused::DoNotCall => ErrorCode::DoNotCall.of("way"),
            StandingRefused::TooLong(_) => ErrorCode::TooLong.of("reason"),
        }
    }
}

impl From<ViewRefused> for AppError {
    fn from(refused: ViewRefused) -> Self {
        match refused {
            ViewRefused::Empty => ErrorCode::Required.of("name"),
            ViewRefused::NoFilter => ErrorCode::BadRequest.of("query"),
            ViewRefused::TooLong(_) => ErrorCode::TooLong.of("name"),
        }
    }
}

impl From<JoinRefused> for AppError {
    fn from(refused: JoinRefused) -> Self {
        match refused {
            JoinRefused::SameFile | JoinRefused::BatchBuyer | JoinRefused::HasOrder => ErrorCode::CannotJoin.into(),
        }
    }
}

impl From<OpportunityRefused> for AppError {
    fn from(refused: OpportunityRefused) -> Self {
        match refused {
            OpportunityRefused::NoSuchOpportunity => ErrorCode::NotFound.into(),
            OpportunityRefused::BadAmount => ErrorCode::BadAmount.of("value"),
            OpportunityRefused::BadDate => ErrorCode::BadDate.of("value"),
            OpportunityRefused::Empty => ErrorCode::Required.of("name"),
            OpportunityRefused::GradeFollows => ErrorCode::GradeFollows.of("value"),
            OpportunityRefused::NeedsLossReason => ErrorCode::NeedsLossReason.of("value"),
            OpportunityRefused::IsLost => ErrorCode::IsLost.into(),
            OpportunityRefused::TooLong(_) => ErrorCode::TooLong.of("value"),
        }
    }
}

impl From<LineRefused> for AppError {
    fn from(refused: LineRefused) -> Self {
        match refused {
            LineRefused::NoSuchLine => ErrorCode::NotFound.into(),
            LineRefused::BadTime(field) => ErrorCode::BadTime.of(field.as_str()),
            LineRefused::BadCount(field) => ErrorCode::BadCount.of(field.as_str()),
            LineRefused::BadWord(field) => ErrorCode::BadRequest.of(field.as_str()),
            LineRefused::HoldsNumber(field) => ErrorCode::PersonInLog.of(field.as_str()),
            LineRefused::TooLong(field, _) => ErrorCode::TooLong.of(field.as_str()),
            LineRefused::NotYours => ErrorCode::NotYourVisitor.into(),
            LineRefused::NotDoubled => ErrorCode::NotInClash.into(),
        }
    }
}

impl From<FollowUpRefused> for AppError {
    fn from(refused: FollowUpRefused) -> Self {
        match refused {
            FollowUpRefused::NoSuchFollowUp | FollowUpRefused::NoSuchOpportunity => ErrorCode::NotFound.into(),
            FollowUpRefused::AlreadyDone => ErrorCode::AlreadyDone.into(),
            FollowUpRefused::NeedsResult => ErrorCode::NeedsResult.of("text"),
            FollowUpRefused::NoComment => ErrorCode::NotFound.into(),
            FollowUpRefused::NoVisit => ErrorCode::BadRequest.of("visit"),
            FollowUpRefused::Opportunity(refused) => refused.into(),
            FollowUpRefused::TooLong(_) => ErrorCode::TooLong.of("text"),
        }
    }
}

impl From<LossRefused> for AppError {
    fn from(refused: LossRefused) -> Self {
        match refused {
            LossRefused::NoSuchOpportunity => ErrorCode::NotFound.into(),
            LossRefused::NeedsReason => ErrorCode::NeedsLossReason.of("reason"),
            LossRefused::Delivered | LossRefused::AlreadyAsked | LossRefused::NothingAsked | LossRefused::NotGivenUp => {
                ErrorCode::LossSettled.into()
            }
            LossRefused::Ordered => ErrorCode::OrderStands.into(),
            LossRefused::AlreadyRevived => ErrorCode::RevivedOnce.into(),
            LossRefused::NeedsWord => ErrorCode::Required.of("words"),
            LossRefused::TooLong(_) => ErrorCode::TooLong.of("words"),
        }
    }
}

impl From<RuleRefused> for AppError {
    fn from(refused: RuleRefused) -> Self {
        match refused {
            RuleRefused::BadNumber => ErrorCode::BadNumber.of("number"),
            RuleRefused::Empty => ErrorCode::Required.of("name"),
            RuleRefused::NoSuchChoice => ErrorCode::NotFound.into(),
            RuleRefused::LastChoice => ErrorCode::LastChoice.into(),
            RuleRefused::BadCalendar => ErrorCode::BadDate.of("days"),
            RuleRefused::TooLong(_) => ErrorCode::TooLong.of("name"),
        }
    }
}

impl From<EventRefused> for AppError {
    fn from(refused: EventRefused) -> Self {
        match refused {
            EventRefused::Required(field) => ErrorCode::Required.of(field.as_str()),
            EventRefused::BadDate(field) => ErrorCode::BadDate.of(field.as_str()),
            EventRefused::BadAmount(field) => ErrorCode::BadAmount.of(field.as_str()),
            EventRefused::TooLong(_) => ErrorCode::TooLong.into(),
        }
    }
}

impl From<StoreRefused> for AppError {
    fn from(refused: StoreRefused) -> Self {
        match refused {
            StoreRefused::Empty => ErrorCode::Required.of("name"),
            StoreRefused::NoSuchPlace => ErrorCode::NotFound.into(),
            StoreRefused::BadAmount => ErrorCode::BadAmount.of("price"),
            StoreRefused::TooLong(_) => ErrorCode::TooLong.of("name"),
        }
    }
}

impl From<OrderRefused> for ErrorCode {
    fn from(refused: OrderRefused) -> Self {
        match refused {
            OrderRefused::NotThere => Self::NotFound,
            OrderRefused::NeedsCar => Self::OrderNeedsCar,
            OrderRefused::NeedsModel => Self::OrderNeedsModel,
            OrderRefused::NeedsPrice => Self::OrderNeedsPrice,
            OrderRefused::NotSigned => Self::OrderNotSigned,
            OrderRefused::AlreadySigned => Self::OrderSigned,
            OrderRefused::Paid => Self::OrderPaid,
            OrderRefused::Lost => Self::IsLost,
            OrderRefused::AlreadyInvoiced => Self::OrderInvoiced,
            OrderRefused::Cancelled => Self::OrderCancelled,
            OrderRefused::Delivered => Self::CarHandedOver,
            OrderRefused::NeedsReason => Self::NeedsReason,
            OrderRefused::Empty => Self::Required,
            OrderRefused::BadAmount => Self::BadAmount,
            OrderRefused::BadDate => Self::BadDate,
            OrderRefused::BadKilometres => Self::BadKilometres,
            OrderRefused::BadVin => Self::BadVin,
            OrderRefused::NotAllotted => Self::NotAllotted,
            OrderRefused::TooLong(_) => Self::TooLong,
        }
    }
}

impl From<OrderRefused> for AppError {
    fn from(refused: OrderRefused) -> Self {
        let field = match refused {
            OrderRefused::NeedsReason => "reason",
            OrderRefused::BadVin => "vin",
            OrderRefused::BadAmount => "amount",
            OrderRefused::BadDate => "on",
            OrderRefused::Empty | OrderRefused::TooLong(_) | OrderRefused::BadKilometres => "value",
            _ => return ErrorCode::from(refused).into(),
        };
        ErrorCode::from(refused).of(field)
    }
}

impl From<DeliveryRefused> for AppError {
    fn from(refused: DeliveryRefused) -> Self {
        match refused {
            DeliveryRefused::Order(refused) => refused.into(),
            DeliveryRefused::GapOpen(word) => ErrorCode::GapsOpen.of(&word),
            DeliveryRefused::BadSignature(_) => ErrorCode::BadSignature.of("strokes"),
        }
    }
}

impl From<PresentationRefused> for AppError {
    fn from(refused: PresentationRefused) -> Self {
        match refused {
            PresentationRefused::NotFound => ErrorCode::NotFound.into(),
            PresentationRefused::NoCar => ErrorCode::Required.of("cars"),
            PresentationRefused::TooLong => ErrorCode::TooLong.into(),
        }
    }
}

impl From<TestDriveRefused> for AppError {
    fn from(refused: TestDriveRefused) -> Self {
        match refused {
            TestDriveRefused::NotFound | TestDriveRefused::NoSuchCar => ErrorCode::NotFound.into(),
            TestDriveRefused::BadTimes => ErrorCode::BadTimes.of("to"),
            TestDriveRefused::CarTaken(_) => ErrorCode::CarTaken.of("slot"),
            TestDriveRefused::TooLate => ErrorCode::TooLate.into(),
            TestDriveRefused::NeedsLicence => ErrorCode::NeedsLicence.into(),
            TestDriveRefused::NotOut => ErrorCode::NotOut.of("mileage_km"),
            TestDriveRefused::MileageBackwards => ErrorCode::MileageBackwards.of("mileage_km"),
            TestDriveRefused::BadMileage => ErrorCode::BadMileage.of("mileage_km"),
            TestDriveRefused::BadSignature => ErrorCode::BadSignature.of("strokes"),
            TestDriveRefused::TooLong(_) => ErrorCode::TooLong.into(),
        }
    }
}

impl From<TestCarRefused> for AppError {
    fn from(refused: TestCarRefused) -> Self {
        match refused {
            TestCarRefused::NotFound => ErrorCode::NotFound.into(),
            TestCarRefused::Empty(field) => ErrorCode::Required.of(field),
            TestCarRefused::PlateTaken => ErrorCode::PlateTaken.of("plate"),
            TestCarRefused::BadMileage => ErrorCode::BadMileage.of("mileage_km"),
            TestCarRefused::TooLong(_) => ErrorCode::TooLong.into(),
        }
    }
}

impl From<QuotationRefused> for AppError {
    fn from(refused: QuotationRefused) -> Self {
        match refused {
            QuotationRefused::NotFound => ErrorCode::NotFound.into(),
            QuotationRefused::Frozen => ErrorCode::Frozen.into(),
            QuotationRefused::NotNow => ErrorCode::QuotationState.into(),
            QuotationRefused::Empty => ErrorCode::EmptyQuotation.into(),
            QuotationRefused::BadAmount(field) => ErrorCode::BadAmount.of(field),
            QuotationRefused::BadLoan(field) => ErrorCode::BadLoan.of(field),
            QuotationRefused::BadDate => ErrorCode::BadDate.of("value"),
            QuotationRefused::TooLong => ErrorCode::TooLong.into(),
        }
    }
}
