//! What reaches people when something fails: a stable code, a sentence, and the field it concerns.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as commands answer it. Holds no customer data; the interface translates `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// Stable code, the key of the translated sentence.
    pub code: ErrorCode,
    /// English sentence: what failed, whether the data is safe, what to do now.
    pub message: String,
    /// The form field it concerns, by the name it has in the request.
    pub field: Option<String>,
    /// What stands in the way, as staff name it: a time, a colleague. Never a customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<String>,
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident => $sentence:literal),+ $(,)?) => {
        /// Why a command failed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode { $($(#[$doc])* $name),+ }

        impl ErrorCode {
            /// Every code, for checks that each has its translations.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The English sentence.
            #[must_use]
            pub const fn sentence(self) -> &'static str { match self { $(Self::$name => $sentence),+ } }
        }
    };
}

error_codes! {
    /// No store is open on this device yet.
    NoStore => "No store is open on this device. Join or open one first.",
    /// The lists are being made anew after an update.
    Preparing => "Your data is being prepared after an update. It is safe; wait until that is done.",
    /// The role does not allow it.
    NotAllowed => "Your role does not allow this. Nothing was changed; ask a manager.",
    /// The file is not on this device.
    NotFound => "This record is not on this device. Nothing was changed; sync and look again.",
    /// The customer was erased for ever.
    Erased => "This customer was erased for ever, as was asked. No device holds anything of them and nothing can be brought back.",
    /// The request could not be read.
    BadRequest => "The request could not be read. Nothing was changed.",
    /// Neither a phone nor a name with a refusal.
    NeedsPhoneOrName => "Enter a phone number, or a name with \u{201c}did not leave a number\u{201d}. What you typed is kept.",
    /// A required text is empty.
    Required => "This cannot be empty. What you typed is kept.",
    /// A text is longer than a file may hold.
    TooLong => "This text is too long. Shorten it; what you typed is kept.",
    /// The budget could not be read.
    BadAmount => "This amount could not be read. Write it like 450000, 45\u{4e07} or 45W; what you typed is kept.",
    /// The date could not be read, or cannot be.
    BadDate => "This date is not possible. What you typed is kept.",
    /// A time that cannot be.
    BadTime => "This time is not possible: it lies in the future, on another day, or before the arrival. What you typed is kept.",
    /// A number that cannot be.
    BadCount => "This number is not possible. What you typed is kept.",
    /// A name or number of a person in the reception's log.
    PersonInLog => "The log holds no names and numbers of people: they belong into the customer file, which you open or link here. What you typed is kept.",
    /// The visitor was given to somebody else.
    NotYourVisitor => "This visitor was given to somebody else. Nothing was changed; look again.",
    /// A follow-up needs a result to be done.
    NeedsResult => "A follow-up is done only when its result is written. What you typed is kept.",
    /// The follow-up has its result already.
    AlreadyDone => "This follow-up already has a result. Nothing was changed.",
    /// Nothing would change.
    AlreadySo => "It is so already. Nothing was changed.",
    /// A purchase is lost only with a reason, and by a manager's word.
    NeedsLossReason => "A purchase is lost only with a reason, and when a manager has confirmed it. Nothing was changed; give the reason.",
    /// Ordered, delivered and cancelled are no words of people.
    GradeFollows => "Ordered, delivered, cancelled and lost follow from the order or from giving the purchase up. Nothing was changed; open, sign, cancel or give up instead.",
    /// The purchase is lost.
    IsLost => "This purchase is lost. Nothing was changed; bring it back first.",
    /// The request was judged, or there is none.
    LossSettled => "This is settled already, or was never asked. Nothing was changed; look again.",
    /// It was brought back once.
    RevivedOnce => "This purchase was brought back once already. Nothing was changed; ask a manager to open a new one.",
    /// A number of the rules is not possible.
    BadNumber => "This number is not possible here. What you typed is kept; choose one between the limits, the longest not below the usual.",
    /// A list must keep a line.
    LastChoice => "A list must keep one line to choose. Nothing was changed; add another first.",
    /// The value is not one of the clash's.
    NotInClash => "This value is no longer among those to choose from. Look again; nothing was changed.",
    /// Two files that cannot be one customer.
    CannotJoin => "These two files cannot be joined: they are the same file, or one belongs to a batch buyer or to a customer with an order. Nothing was changed.",
    /// A batch buyer is made one by a manager.
    NeedsPromotion => "A customer becomes a batch buyer by a sales manager's decision, with a reason. Nothing was changed; ask a manager.",
    /// The customer does not want to be called.
    DoNotCall => "This customer does not want to be called. Nothing was saved; what you typed is kept: choose another way, or note that the customer called.",
    /// An order without a car.
    OrderNeedsCar => "An order needs at least one car. Nothing was changed; add a car first.",
    /// A car without a model.
    OrderNeedsModel => "Say which car it is, by its VIN or by its model. What you typed is kept.",
    /// A car without a price.
    OrderNeedsPrice => "Each car needs a price before the order is signed. What you typed is kept.",
    /// Only a signed order may be paid, invoiced or delivered.
    OrderNotSigned => "This order is not signed yet. Nothing was changed; sign it first.",
    /// Money was taken for the order.
    OrderPaid => "Money was taken for this order. Nothing was changed; take the payments out first, or sign and cancel the order.",
    /// What was bought is not lost.
    OrderStands => "A signed order stands for this purchase. Nothing was changed; cancel the order first, or send the purchase back to work.",
    /// The order is signed.
    OrderSigned => "This order is signed already. Nothing was changed; a signed order is cancelled, not deleted.",
    /// The order is invoiced.
    OrderInvoiced => "This order is invoiced, so its price stands. Nothing was changed.",
    /// The order is cancelled.
    OrderCancelled => "This order is cancelled. Nothing was changed; only refunds are still written.",
    /// The car was handed over.
    CarHandedOver => "The car was handed over. Nothing was changed; what was delivered is not cancelled.",
    /// A reason is asked for.
    NeedsReason => "Say why. What you typed is kept.",
    /// Not a VIN.
    BadVin => "A VIN has 17 letters and digits without I, O and Q. What you typed is kept.",
    /// Another order has the VIN.
    VinClaimed => "Another order has this VIN. Nothing was changed; choose another car, or ask a manager to settle it.",
    /// The car has no VIN.
    NotAllotted => "This car has no VIN yet. Nothing was changed; allot one first.",
    /// Something is missing for a hand-over.
    GapsOpen => "Something is still missing. Complete it, or say for each gap why the car goes all the same. Nothing was changed.",
    /// Not a signature.
    BadSignature => "The signature could not be kept: it is empty or too large. Nothing was changed; let the customer sign again.",
    /// Not kilometres.
    BadKilometres => "This is not a number of kilometres. What you typed is kept.",
    /// The command's effect has been overwritten meanwhile or the way back expired.
    CannotUndo => "This can no longer be undone: it was changed meanwhile. Nothing was changed.",
    /// The disk is full.
    DiskFull => "NOT saved: the disk is full. What you typed stays on the screen; free some space and save again.",
    /// The database refused the write.
    NotSaved => "NOT saved: the disk reported an error. What you typed stays on the screen; try again, then call support.",
    /// The database file is damaged.
    DatabaseDamaged => "The data file on this device is damaged. It was not changed or deleted; what was synced is safe on the relay. Call support before doing anything else.",
    /// The key does not open the database.
    WrongKey => "The data file does not open with this key. Nothing was changed; give the key or passphrase it was made with.",
    /// The file is a database of something else, or of a newer version.
    NotOurDatabase => "This file was not made by this version of the app. Nothing was changed; choose another folder or update the app.",
    /// The relay does not answer.
    RelayUnreachable => "The relay does not answer. Everything is safe on this device; check the address and the network, then try again.",
    /// Something answered that is not a relay, such as a captive portal.
    NotARelay => "Something answered that is not a relay, perhaps the sign-in page of this network. Everything is safe on this device; sign in to the network, then try again.",
    /// At the relay's address another certificate answers than the one this device knows.
    RelayIdentityChanged => "Something answers at the relay's address that is not this store's relay: its certificate is another. Everything is safe on this device and nothing was sent; try again in another network, then ask an administrator.",
    /// An address without TLS that is not on this machine.
    PlainAddress => "An address that begins with http:// is not protected on the way. Nothing was changed; check the address: it begins with https://.",
    /// The digits to be compared are not known yet.
    DigitsMissing => "There are no digits to compare yet. Nothing was changed; wait until both screens show them, then compare them, or ask for a new code.",
    /// The relay was restored and no administrator's device has been there since.
    RelayWaits => "The relay came back from a backup and waits for an administrator's device to connect. Everything is saved on this device.",
    /// The relay speaks another version of the protocol.
    OtherVersion => "The relay speaks another version. Everything is safe on this device; update the app or the relay.",
    /// The code is wrong.
    WrongCode => "This code is not right. Nothing was changed; check it letter by letter. After five tries a new one is needed.",
    /// The code has expired.
    CodeExpired => "This code has expired. Nothing was changed; ask for a new one.",
    /// The code was used.
    CodeUsed => "This code was already used. Nothing was changed; ask for a new one.",
    /// The clocks of device and relay differ by more than ten minutes.
    ClockOff => "The clock of this device and that of the relay differ by more than ten minutes. Everything is safe and is synced all the same; set date and time right, so that follow-ups fall on the right day.",
    /// The relay already carries a store.
    StoreExists => "This relay already carries a store. Ask its administrator for a joining code.",
    /// The relay refused this device.
    DeviceRefused => "The relay does not admit this device. Its data is safe here; ask an administrator.",
    /// Device or person was revoked.
    Revoked => "This device no longer belongs to the store, and what it holds is closed. What was not sent yet goes to a manager and is not lost; ask an administrator.",
    /// The relay set this device aside.
    DeviceQuarantined => "The relay has set this device aside, because what it sent was damaged. Everything is safe here and you can go on working; ask an administrator to release the device.",
    /// As many numbers were looked up today as allowed.
    LookUpLimit => "As many numbers were looked up on this device today as allowed. Nothing was changed; save the customer all the same, a manager will see the duplicate.",
    /// Another test drive has the car.
    CarTaken => "This car is taken at that time. Nothing was booked; choose another time or another car.",
    /// A booking ends before it begins.
    BadTimes => "A booking ends after it begins, on the same day. Nothing was booked; correct the time.",
    /// The customer drives without a valid licence.
    NeedsLicence => "The customer may drive only with a valid licence that was checked. Nothing was changed; check the licence, or let the customer ride along.",
    /// The car has not left.
    NotOut => "The car has not left yet. Nothing was changed; write down the mileage when it leaves first.",
    /// Less when it came back than when it left.
    MileageBackwards => "The mileage on return is less than when the car left. Nothing was changed; read it again.",
    /// Not a mileage.
    BadMileage => "This is not a possible mileage. Nothing was changed; write whole kilometres.",
    /// It is over or called off.
    TooLate => "This can no longer be done: the test drive is under way, over or called off. Nothing was changed; look again.",
    /// A quotation that was given is not changed.
    Frozen => "A quotation that was given to the customer is not changed. Nothing was saved; make a new version.",
    /// It cannot become that.
    QuotationState => "The quotation cannot become that from what it is now. Nothing was changed; look again.",
    /// It has no line.
    EmptyQuotation => "A quotation without a single line cannot be given. Nothing was changed; add the price first.",
    /// Not a loan anybody gives.
    BadLoan => "This is not a possible loan: 1 to 120 months, a yearly rate from 0 to 100 with two decimals at most. What you typed is kept.",
    /// Another test car has this plate.
    PlateTaken => "Another test car has this plate. Nothing was changed; look in the list.",
    /// Needs the relay, but the device is offline.
    Offline => "This needs the relay and the device is offline. Nothing was changed; try again when connected.",
    /// A masked number was given to be written.
    MaskedValue => "This text holds a masked number, which would overwrite the real one. Nothing was changed; show the number in full first.",
    /// Too many numbers were shown in full today.
    UnmaskLimit => "Two hundred numbers were shown in full on this device today. Nothing is lost; the next can be shown tomorrow.",
    /// The device is in a customer's hands.
    FormOnly => "Only the form can be used while a customer holds the device. Nothing was changed; take the device back first.",
    /// Only the practice store may be wiped.
    NotPractice => "Only the practice store can be wiped. Nothing was changed.",
    /// A store is open already.
    AlreadyOpen => "A store is already open on this device. Nothing was changed.",
    /// The app is locked.
    Locked => "The app is locked. Everything is safe and is synced all the same; enter the PIN, or ask an administrator for the recovery key.",
    /// The PIN is wrong.
    WrongPin => "This PIN is not right. Nothing was changed; try again. After ten wrong ones only the store's recovery key opens.",
    /// Ten wrong PINs were given.
    PinEnded => "Ten wrong PINs were given: the PIN no longer opens this device. Its data is safe; ask an administrator for the store's recovery key.",
    /// The PIN is too easy.
    WeakPin => "This PIN is too easy. Nothing was changed; choose at least six characters, not all the same and not a row like 123456.",
    /// The store has no recovery key.
    NoRecoveryKey => "A PIN needs the store's recovery key first, so that a forgotten one costs nothing. Nothing was changed; ask an administrator to make one.",
    /// The recovery key is wrong.
    WrongRecoveryKey => "This is not the store's recovery key. Nothing was changed; check it group by group.",
    /// The keys are not sealed with a passphrase.
    NoPassphrase => "The keys of this device are not kept under a passphrase. Nothing was changed; choose one with --passphrase-env when setting up a device.",
    /// The passphrase is wrong.
    WrongPassphrase => "This is not the present passphrase. Nothing was changed; check it and try again.",
    /// Seven days without the relay.
    LeaseOver => "This device has not reached the relay for more than seven days, so it hides what it holds. Everything is safe and new leads are saved; connect to the relay, then try again.",
    /// The database was copied from another device.
    ClonedDevice => "The data on this device was copied from another one. It was not changed; ask an administrator for a code and join again. What the copy had not sent stays in it and is not sent.",
    /// A document was printed with a version of its template that is not here.
    OtherTemplate => "This document was printed with a template that this version of the app does not have. Nothing was changed; update the app, or print it with the present template.",
    /// The document could not be made.
    CannotPrint => "The document could not be made on this device. Nothing was changed and everything saved is safe; try again, then call support.",
    /// A bug, reported to the log with an id.
    Internal => "Something went wrong inside the app. Nothing was changed and everything saved before is safe; try again, then call support.",
}

impl From<ErrorCode> for AppError {
    fn from(code: ErrorCode) -> Self {
        Self { code, message: code.sentence().to_owned(), field: None, about: None }
    }
}

impl ErrorCode {
    /// The error, told to concern `field`.
    #[must_use]
    pub fn of(self, field: &str) -> AppError {
        AppError { field: Some(field.to_owned()), ..self.into() }
    }
}

impl AppError {
    /// The same, told with what stands in the way.
    #[must_use]
    pub fn about(self, what: String) -> Self {
        Self { about: Some(what), ..self }
    }
}
