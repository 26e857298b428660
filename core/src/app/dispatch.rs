//! From a command's name and JSON to the facade and back: the one door for window and browser.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    App,
    api::{
        about::{AskReferrals, PromoteCustomer, ReferralRate},
        audit::{AskAudit, AuditPage, AuditState, ExportAudit, ExportedTable},
        capture::{
            CaptureDefaults, CaptureLead, CheckPhone, Draft, DropDraft, LookUpPhone, PhoneCheck, PhoneLookedUp, SaveDraft,
        },
        commands,
        common::{Nothing, Saved, Touched},
        customers::{AssignFiles, CustomerList, CustomerPage, DuplicatePair, EditCustomer, ListCustomers, OneFile},
        diagnosis::{AskDiagnosis, Diagnosis},
        error::{AppError, ErrorCode},
        follow_ups::{
            ActivityItem, ActivityReport, AnswerFollowUp, AskActivityRows, AskDays, AskReview, AskWeek, CommentFollowUp,
            Progress, RecordFollowUp, ReviewPage, Untouched, Week,
        },
        late::{DismissCard, RefusedCard, ReviewBox, RevokeDevice, RevokeStaff, SettleLate},
        lock::{ChangePassphrase, Recover, RecoveryKey, SetPin, Unlock},
        losses::{AskLosses, JudgeLoss, LossPage, RequestLoss, ReviveOpportunity},
        many::{ChangeMany, ManyChanged, ManyChoices, ManyPreview},
        merging::{AskMergeQueue, AskSegments, Comparison, JudgePair, MergeCounts, MergeQueue, SegmentReport},
        order_acts::{
            ActOnOrder, AllotCar, BuyDirectly, ChangeOrder, CheckVin, ClaimPair, Deliver, ExportOrder, ExportedFile, OpenOrder,
            OrderSaved, PayOrder, RemovePayment, SettleClaim, VinCheck,
        },
        orders::{ListOrders, OneOrder, OrderList, OrderPage},
        printing::{PrintDocument, PrintedDocument, ShownDocument},
        privacy::{HandOverScreen, Unmask, Unmasked},
        process::{CompetitorReport, OneOpportunity, OnePresentation, OpportunityPage, SavePresentation},
        quotations::{AddQuotation, DecideQuotation, EditQuotation},
        rates::{AskRateRows, AskRates, RatePage, RateReport},
        reception::{
            AskFootfall, AskLines, AskReceptionDay, AssignLine, EditLine, ExportLines, FootfallReport, IdentifyVisitor,
            KeepVisitor, LeaveLine, LineList, LineRow, LineSaved, LinkVisitor, LogArrival, OneLine, ReceptionDay, SetDuty,
            SettleDuty, TickChore, VisitorIdentified,
        },
        refused::{RefusedPage, ReleaseDevice},
        rules::{
            AddCheck, AddChoice, EditCheck, EditChoice, OrderChoices, RulesPage, SetNumberRule, SetRota, SetSalesTarget, SetYear,
        },
        setup::{
            AddCatalogueNode, AddStaff, AppState, ConfirmDevice, EditCatalogueNode, EditStaff, Invitation, InviteDevice,
            JoinStore, OpenStore, PendingDevice, SetGradeRule, SetLanguage, StorePage,
        },
        sync::{SyncPage, SyncStatus},
        test_drives::{
            AskCarDay, AskTerms, BookTestDrive, BookingClashes, CarDay, EditTestDrive, MoveTestDrive, SaveTestCar, TestDriveTerms,
        },
        trust::{DecideErasure, DismissProposal, ErasureRow, HandOverBook, Proposal, TwoFiles},
        undo::{RecentOperation, Undo, Undone},
        vehicles::{ListVehicles, VehiclePages, VehicleRow},
        views::{OneView, SaveView, Spell, Views},
        work::{AskPipeline, AskToday, EventList, EventPage, MoveOpportunity, Pipeline, SaveEvent, Today},
    },
};
use crate::domain::reminder::Reminder;

fn answer<Q: DeserializeOwned, A: Serialize>(
    request: Value,
    command: impl FnOnce(Q) -> Result<A, AppError>,
) -> Result<Value, AppError> {
    let request = serde_json::from_value(request).map_err(|_| ErrorCode::BadRequest)?;
    serde_json::to_value(command(request)?).map_err(|_| ErrorCode::Internal.into())
}

macro_rules! dispatcher {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// Answers the command `name`. Blocks; call it from a thread that may wait.
        ///
        /// # Errors
        /// Whatever the command refuses with; `BadRequest` for unknown names and unreadable requests.
        pub fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, AppError> {
            app.admit(name)?;
            app.gate(name)?;
            match name {
                $(stringify!($name) => answer(request, |request: $request| -> Result<$response, AppError> { app.$name(request) }),)+
                _ => Err(ErrorCode::BadRequest.into()),
            }
        }
    };
}
commands!(dispatcher);
