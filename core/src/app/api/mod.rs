//! What the interface can ask and what it is answered: the commands, declared once.
//!
//! [`COMMANDS`] serves the window and the browser host; TypeScript types are generated from the same types.

/// Calls `$then!` with the list of commands: `name(Request) -> Response;`. A command `x` is answered by `App::x`.
macro_rules! commands {
    ($then:ident) => {
        $then! {
            state(Nothing) -> AppState;
            set_language(SetLanguage) -> AppState;
            open_store(OpenStore) -> AppState;
            join_store(JoinStore) -> AppState;
            cancel_join(Nothing) -> AppState;
            lock(Nothing) -> AppState;
            touch(Nothing) -> Nothing;
            unlock(Unlock) -> AppState;
            set_pin(SetPin) -> AppState;
            remove_pin(Unlock) -> AppState;
            recover(Recover) -> AppState;
            make_recovery_key(Nothing) -> RecoveryKey;
            change_passphrase(ChangePassphrase) -> Nothing;
            rotate_key(Nothing) -> Nothing;
            practise(Nothing) -> AppState;
            wipe_practice(Nothing) -> AppState;
            store(Nothing) -> StorePage;
            add_staff(AddStaff) -> Touched;
            edit_staff(EditStaff) -> Saved;
            invite_device(InviteDevice) -> Invitation;
            pending_devices(Nothing) -> Vec<PendingDevice>;
            confirm_device(ConfirmDevice) -> Touched;
            revoke_device(RevokeDevice) -> Touched;
            revoke_staff(RevokeStaff) -> Touched;
            review_box(Nothing) -> ReviewBox;
            settle_late(SettleLate) -> Touched;
            refused_cards(Nothing) -> Vec<RefusedCard>;
            dismiss_card(DismissCard) -> Touched;
            add_catalogue_node(AddCatalogueNode) -> Saved;
            edit_catalogue_node(EditCatalogueNode) -> Saved;
            rules(Nothing) -> RulesPage;
            set_grade_rule(SetGradeRule) -> Saved;
            set_number_rule(SetNumberRule) -> Saved;
            add_choice(AddChoice) -> Saved;
            edit_choice(EditChoice) -> Saved;
            add_check(AddCheck) -> Saved;
            edit_check(EditCheck) -> Saved;
            order_choices(OrderChoices) -> Saved;
            set_rota(SetRota) -> Saved;
            set_sales_target(SetSalesTarget) -> Saved;
            set_year(SetYear) -> Saved;
            capture_defaults(Nothing) -> CaptureDefaults;
            capture_lead(CaptureLead) -> Saved;
            check_phone(CheckPhone) -> PhoneCheck;
            look_up_phone(LookUpPhone) -> PhoneLookedUp;
            save_draft(SaveDraft) -> Nothing;
            drafts(Nothing) -> Vec<Draft>;
            drop_draft(DropDraft) -> Nothing;
            list_customers(ListCustomers) -> CustomerList;
            customer(OneFile) -> CustomerPage;
            edit_customer(EditCustomer) -> Saved;
            record_follow_up(RecordFollowUp) -> Saved;
            comment_follow_up(CommentFollowUp) -> Saved;
            answer_follow_up(AnswerFollowUp) -> Saved;
            review_follow_ups(AskReview) -> ReviewPage;
            week(AskWeek) -> Week;
            untouched(Nothing) -> Untouched;
            progress(AskDays) -> Progress;
            activity(AskDays) -> ActivityReport;
            activity_rows(AskActivityRows) -> Vec<ActivityItem>;
            reminders(Nothing) -> Vec<Reminder>;
            request_loss(RequestLoss) -> Saved;
            judge_loss(JudgeLoss) -> Saved;
            revive_opportunity(ReviveOpportunity) -> Saved;
            losses(AskLosses) -> LossPage;
            promote_customer(PromoteCustomer) -> Saved;
            referral_rate(AskReferrals) -> ReferralRate;
            assign_files(AssignFiles) -> Saved;
            many_choices(Nothing) -> ManyChoices;
            preview_many(ChangeMany) -> ManyPreview;
            change_many(ChangeMany) -> ManyChanged;
            hand_over_book(HandOverBook) -> Touched;
            request_erasure(OneFile) -> Touched;
            erasures(Nothing) -> Vec<ErasureRow>;
            decide_erasure(DecideErasure) -> Touched;
            join_files(TwoFiles) -> Saved;
            split_files(TwoFiles) -> Saved;
            proposals(Nothing) -> Vec<Proposal>;
            dismiss_proposal(DismissProposal) -> Touched;
            show_document(PrintDocument) -> ShownDocument;
            print_document(PrintDocument) -> PrintedDocument;
            unmask(Unmask) -> Unmasked;
            hand_over_screen(HandOverScreen) -> AppState;
            audit(AskAudit) -> AuditPage;
            audit_state(Nothing) -> AuditState;
            export_audit(ExportAudit) -> ExportedTable;
            duplicates(Nothing) -> Vec<DuplicatePair>;
            merge_queue(AskMergeQueue) -> MergeQueue;
            merge_counts(Nothing) -> MergeCounts;
            compare_files(TwoFiles) -> Comparison;
            judge_pair(JudgePair) -> Saved;
            segments(AskSegments) -> SegmentReport;
            spell(Spell) -> Vec<Vec<String>>;
            views(Nothing) -> Views;
            save_view(SaveView) -> Saved;
            remove_view(OneView) -> Saved;
            recent_operations(Nothing) -> Vec<RecentOperation>;
            undo(Undo) -> Undone;
            today(AskToday) -> Today;
            pipeline(AskPipeline) -> Pipeline;
            move_opportunity(MoveOpportunity) -> Saved;
            orders(ListOrders) -> OrderList;
            order(OneOrder) -> OrderPage;
            open_order(OpenOrder) -> OrderSaved;
            buy_directly(BuyDirectly) -> OrderSaved;
            change_order(ChangeOrder) -> Saved;
            act_on_order(ActOnOrder) -> Saved;
            pay_order(PayOrder) -> Saved;
            remove_payment(RemovePayment) -> Saved;
            check_vin(CheckVin) -> VinCheck;
            allot_car(AllotCar) -> Saved;
            claim_pairs(Nothing) -> Vec<ClaimPair>;
            settle_claim(SettleClaim) -> Saved;
            deliver(Deliver) -> Saved;
            export_order(ExportOrder) -> ExportedFile;
            opportunity(OneOpportunity) -> OpportunityPage;
            save_presentation(SavePresentation) -> Saved;
            remove_presentation(OnePresentation) -> Saved;
            test_drive_terms(AskTerms) -> TestDriveTerms;
            book_test_drive(BookTestDrive) -> Saved;
            move_test_drive(MoveTestDrive) -> Saved;
            edit_test_drive(EditTestDrive) -> Saved;
            car_day(AskCarDay) -> CarDay;
            booking_clashes(Nothing) -> BookingClashes;
            save_test_car(SaveTestCar) -> Saved;
            add_quotation(AddQuotation) -> Saved;
            edit_quotation(EditQuotation) -> Saved;
            decide_quotation(DecideQuotation) -> Saved;
            competitors(Nothing) -> CompetitorReport;
            vehicles(ListVehicles) -> VehiclePages;
            vehicle(OneFile) -> VehicleRow;
            events(Nothing) -> EventList;
            event(OneFile) -> EventPage;
            save_event(SaveEvent) -> Saved;
            reception_day(AskReceptionDay) -> ReceptionDay;
            identify_visitor(IdentifyVisitor) -> VisitorIdentified;
            visitors_to_receive(Nothing) -> Vec<LineRow>;
            reception_lines(AskLines) -> LineList;
            footfall(AskFootfall) -> FootfallReport;
            sales_rates(AskRates) -> RateReport;
            rate_rows(AskRateRows) -> RatePage;
            export_lines(ExportLines) -> ExportedTable;
            log_arrival(LogArrival) -> LineSaved;
            link_visitor(LinkVisitor) -> LineSaved;
            edit_line(EditLine) -> Saved;
            assign_line(AssignLine) -> Saved;
            accept_line(OneLine) -> Saved;
            leave_line(LeaveLine) -> Saved;
            confirm_line(OneLine) -> Saved;
            remove_line(OneLine) -> Saved;
            keep_visitor(KeepVisitor) -> Saved;
            set_duty(SetDuty) -> Saved;
            settle_duty(SettleDuty) -> Saved;
            tick_chore(TickChore) -> Saved;
            sync_status(Nothing) -> SyncStatus;
            sync_page(Nothing) -> SyncPage;
            sync_now(Nothing) -> SyncStatus;
            refused_page(Nothing) -> RefusedPage;
            release_device(ReleaseDevice) -> Touched;
            diagnosis(AskDiagnosis) -> Diagnosis;
        }
    };
}

pub mod about;
pub mod audit;
pub mod capture;
pub mod common;
pub mod customer_list;
pub mod customers;
pub mod diagnosis;
pub mod error;
pub mod follow_ups;
pub mod late;
pub mod lock;
pub mod losses;
pub mod many;
pub mod merging;
pub mod order_acts;
pub mod orders;
pub mod printing;
pub mod privacy;
pub mod process;
pub mod quotations;
pub mod rates;
pub mod reception;
pub mod refused;
pub mod rules;
pub mod setup;
pub mod sync;
pub mod test_drives;
pub mod trust;
pub mod typescript;
pub mod undo;
pub mod vehicles;
pub mod views;
pub mod work;

use crate::domain::reminder::Reminder;
use about::{AskReferrals, PromoteCustomer, ReferralRate};
use audit::{AskAudit, AuditPage, AuditState, ExportAudit, ExportedTable};
use capture::{CaptureDefaults, CaptureLead, CheckPhone, Draft, DropDraft, LookUpPhone, PhoneCheck, PhoneLookedUp, SaveDraft};
use common::{Nothing, Saved, Touched};
use customers::{AssignFiles, CustomerList, CustomerPage, DuplicatePair, EditCustomer, ListCustomers, OneFile};
use diagnosis::{AskDiagnosis, Diagnosis};
use follow_ups::{
    ActivityItem, ActivityReport, AnswerFollowUp, AskActivityRows, AskDays, AskReview, AskWeek, CommentFollowUp, Progress,
    RecordFollowUp, ReviewPage, Untouched, Week,
};
use late::{DismissCard, RefusedCard, ReviewBox, RevokeDevice, RevokeStaff, SettleLate};
use lock::{ChangePassphrase, Recover, RecoveryKey, SetPin, Unlock};
use losses::{AskLosses, JudgeLoss, LossPage, RequestLoss, ReviveOpportunity};
use many::{ChangeMany, ManyChanged, ManyChoices, ManyPreview};
use merging::{AskMergeQueue, AskSegments, Comparison, JudgePair, MergeCounts, MergeQueue, SegmentReport};
use order_acts::{
    ActOnOrder, AllotCar, BuyDirectly, ChangeOrder, CheckVin, ClaimPair, Deliver, ExportOrder, ExportedFile, OpenOrder,
    OrderSaved, PayOrder, RemovePayment, SettleClaim, VinCheck,
};
use orders::{ListOrders, OneOrder, OrderList, OrderPage};
use printing::{PrintDocument, PrintedDocument, ShownDocument};
use privacy::{HandOverScreen, Unmask, Unmasked};
use process::{CompetitorReport, OneOpportunity, OnePresentation, OpportunityPage, SavePresentation};
use quotations::{AddQuotation, DecideQuotation, EditQuotation};
use rates::{AskRateRows, AskRates, RatePage, RateReport};
use reception::{
    AskFootfall, AskLines, AskReceptionDay, AssignLine, EditLine, ExportLines, FootfallReport, IdentifyVisitor, KeepVisitor,
    LeaveLine, LineList, LineRow, LineSaved, LinkVisitor, LogArrival, OneLine, ReceptionDay, SetDuty, SettleDuty, TickChore,
    VisitorIdentified,
};
use refused::{RefusedPage, ReleaseDevice};
use rules::{
    AddCheck, AddChoice, EditCheck, EditChoice, OrderChoices, RulesPage, SetNumberRule, SetRota, SetSalesTarget, SetYear,
};
use setup::{
    AddCatalogueNode, AddStaff, AppState, ConfirmDevice, EditCatalogueNode, EditStaff, Invitation, InviteDevice, JoinStore,
    OpenStore, PendingDevice, SetGradeRule, SetLanguage, StorePage,
};
use sync::{SyncPage, SyncStatus};
use test_drives::{
    AskCarDay, AskTerms, BookTestDrive, BookingClashes, CarDay, EditTestDrive, MoveTestDrive, SaveTestCar, TestDriveTerms,
};
use trust::{DecideErasure, DismissProposal, ErasureRow, HandOverBook, Proposal, TwoFiles};
use undo::{RecentOperation, Undo, Undone};
use vehicles::{ListVehicles, VehiclePages, VehicleRow};
use views::{OneView, SaveView, Spell, Views};
use work::{AskPipeline, AskToday, EventList, EventPage, MoveOpportunity, Pipeline, SaveEvent, Today};

macro_rules! names {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// Every command's name.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];
    };
}
commands!(names);

pub(crate) use commands;
