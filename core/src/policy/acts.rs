//! Who may say what in the ledger, and who has which duty beside the files. Sets of roles; what a statement is about is for
//! the ledger to judge.

use super::Role;

/// For whom a role may say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Say {
    /// Not at all.
    No,
    /// About files of their own.
    Own,
    /// About any.
    Any,
}

macro_rules! table {
    ($(#[$doc:meta])* $enum:ident { $($(#[$row:meta])* $name:ident = $word:literal: [$($role:ident),*] $(own [$($own:ident),*])?),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $enum { $($(#[$row])* $name),+ }

        impl $enum {
            /// Every one, in the order of the reviewed table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word in the reviewed table.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The roles that have it without limit.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Self::$name => &[$(Role::$role),*]),+ }
            }

            /// The roles that have it for files of their own.
            #[must_use]
            pub const fn own(self) -> &'static [Role] {
                match self { $(Self::$name => &[$($(Role::$own),*)?]),+ }
            }
        }
    };
}

table! {
    /// A statement of the ledger. The first of all, which opens the store, needs no role: its device signs for itself.
    LedgerAct {
        /// A person joins the staff.
        StaffAdded = "staff_added": [Administrator],
        /// A person's roles.
        RolesSet = "roles_set": [Administrator],
        /// A person leaves.
        StaffRevoked = "staff_revoked": [Administrator],
        /// A device is let in.
        DeviceEnrolled = "device_enrolled": [Administrator],
        /// A device is shut out.
        DeviceRevoked = "device_revoked": [Administrator],
        /// The store's recovery key.
        RecoveryKeySet = "recovery_key_set": [Administrator],
        /// Files change hands.
        FilesAssigned = "files_assigned": [FrontDesk, SalesManager] own [DccAgent],
        /// A leaver's book changes hands.
        BookHandedOver = "book_handed_over": [SalesManager],
        /// Two files are one customer.
        FilesJoined = "files_joined": [SalesManager],
        /// They are not.
        FilesSplit = "files_split": [SalesManager],
        /// What becomes of late changes.
        LateSettled = "late_settled": [SalesManager],
        /// A customer is to be forgotten.
        ErasureRequested = "erasure_requested": [SalesManager, CsManager],
        /// Whether they are.
        ErasureDecided = "erasure_decided": [GeneralManager],
    }
}

table! {
    /// Something that is for some roles, beside files and ledger.
    Duty {
        /// Invite and confirm devices.
        ManageStaff = "manage_staff": [Administrator],
        /// See which devices are connected.
        WatchDevices = "watch_devices": [SalesManager, GeneralManager, Administrator],
        /// See what was refused, and let devices out of quarantine.
        SeeRefused = "see_refused": [Administrator],
        /// See changes that came late or without right.
        ReviewLate = "review_late": [SalesManager],
        /// See open requests for erasure.
        SeeErasures = "see_erasures": [SalesManager, CsManager, GeneralManager],
        /// Read the audit log.
        SeeAudit = "see_audit": [GeneralManager],
        /// Look after customers of their own: today's list is their first screen, the board their own place.
        Sell = "sell": [Consultant, DccAgent, SalesManager],
        /// Stand at the door: the reception's log is both for who does not sell.
        Receive = "receive": [FrontDesk, InformationSpecialist],
        /// Look lines of the reception's log over: complete, right, in time.
        CheckReception = "check_reception": [InformationSpecialist, SalesManager],
        /// Comment on follow-ups 跟进批复.
        CommentFollowUps = "comment_follow_ups": [SalesManager],
        /// Make a customer a batch buyer 批售升级, or an ordinary one again.
        PromoteFleet = "promote_fleet": [SalesManager],
        /// Say whether two files are the same person.
        JudgePairs = "judge_pairs": [SalesManager],
        /// Say which of two orders gets a VIN that both claimed 配车裁定.
        SettleClaims = "settle_claims": [SalesManager],
        /// Confirm or refuse that a purchase is lost 战败确认.
        JudgeLosses = "judge_losses": [SalesManager],
        /// See every clash of test cars and settle it.
        SettleBookings = "settle_bookings": [SalesManager],
        /// Write customer data and reports to files.
        Export = "export": [SalesManager, CsManager, GeneralManager],
    }
}

impl LedgerAct {
    /// Whether any of `roles` may say it, and about what.
    #[must_use]
    pub fn may(self, roles: &[Role]) -> Say {
        let holds = |set: &[Role]| roles.iter().any(|role| set.contains(role));
        match (holds(self.roles()), holds(self.own())) {
            (true, _) => Say::Any,
            (false, true) => Say::Own,
            (false, false) => Say::No,
        }
    }
}

impl Duty {
    /// Whether any of `roles` has it.
    #[must_use]
    pub fn is_of(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles().contains(role))
    }
}
