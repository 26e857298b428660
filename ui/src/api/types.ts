// Generated from core/src/app/api. Do not edit: run `cargo run -p forecourt-tests --bin typescript`.

export type Ability = "edit_customers" | "see_customers" | "see_all_customers" | "see_private" | "see_reception" | "see_vehicles" | "see_events" | "edit_events" | "assign" | "edit_store" | "manage_staff" | "unmask" | "see_audit" | "export" | "hand_over_books" | "join_files" | "request_erasure" | "decide_erasures" | "revoke_devices" | "review_late" | "judge_losses";
export type About = { 
/**
 * 客户关系 today.
 */
relation: Relation, 
/**
 * Whether nobody was in contact with an owner for so long that the store's rule warns of losing them.
 */
at_risk: boolean, 
/**
 * How it came about, oldest first.
 */
history: Array<RelationStep>, 
/**
 * Whether somebody said it by hand.
 */
relation_said: boolean, 
/**
 * 客户分类, each with what it rests on and what is advised.
 */
classes: Array<Class>, 
/**
 * 年龄段, by the day or year of birth, else as guessed.
 */
age_band: AgeBand | null, 
/**
 * Visits to the store that are on the timeline.
 */
visits: number, 
/**
 * Days between two visits on average; none for less than two.
 */
visit_interval_days: number | null, 
/**
 * Whom this customer referred, as far as they are on this device.
 */
referred: Array<CustomerRow>, 
/**
 * Where thanking whoever sent this customer stands (S20); none where there is nothing to thank for.
 */
thanks: ThanksState | null, 
/**
 * Fields that the stages reached ask for and that are empty (C36).
 */
required: Array<CustomerField>, 
/**
 * The same in the private part; empty for who may not have it.
 */
required_private: Array<PrivateField>, 
/**
 * Whether the stage asks for a way to reach the customer and there is none.
 */
requires_contact: boolean, 
/**
 * Opportunities of a customer who bought before that do not say 续购 (C23).
 */
requires_repurchase: Array<OpportunityId>, 
/**
 * The ways that lead from this device to the customer, by what they left.
 */
reach: Array<Reach>, 
/**
 * Whether the store must not call.
 */
do_not_call: boolean, 
/**
 * Whether this person may make the customer a batch buyer, or an ordinary one again.
 */
can_promote: boolean, 
/**
 * Whether a manager is to say if the files stay joined although there is an order; see `judge_pair`.
 */
asks_order: boolean, };
export type AccountState = "invited" | "pending" | "active" | "revoked";
export type AcquisitionChannel = "website" | "platform" | "exhibition" | "association" | "advertising" | "tender" | "staff_tip" | "customer_referral" | "purchased_list";
export type ActOnOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
order: OrderId, 
/**
 * What.
 */
act: OrderDoing, };
export type Activity = "calls" | "visits" | "messages" | "test_drives" | "new_files" | "on_time" | "late" | "planned";
export type ActivityCount = { 
/**
 * Which.
 */
what: Activity, 
/**
 * How many.
 */
count: number, };
export type ActivityItem = { 
/**
 * When; for what is planned the beginning of its day.
 */
at: Instant, 
/**
 * The customer.
 */
customer: CustomerRow, };
export type ActivityReport = { 
/**
 * The rows, the newest day first.
 */
rows: Array<ActivityRow>, 
/**
 * The days asked about.
 */
from: LocalDate, 
/**
 * See `from`.
 */
upto: LocalDate, };
export type ActivityRow = { 
/**
 * The day.
 */
date: LocalDate, 
/**
 * Who.
 */
staff: StaffName, 
/**
 * How many of each, in the order of the codes.
 */
counts: Array<ActivityCount>, };
export type AddCatalogueNode = { 
/**
 * The node above; none for a brand.
 */
parent: CatalogueId | null, 
/**
 * Its level, one below the parent's.
 */
level: CatalogueLevel, 
/**
 * Its name.
 */
name: string, 
/**
 * Guide price as typed, such as `32.8万`; empty if unknown.
 */
price: string, };
export type AddCheck = { 
/**
 * The words.
 */
name: string, };
export type AddChoice = { 
/**
 * Which list.
 */
list: ChoiceList, 
/**
 * The words.
 */
name: string, };
export type AddQuotation = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * For which purchase.
 */
opportunity: OpportunityId, 
/**
 * Copies this one into a new version; none begins with the catalogue.
 */
copy_of: QuotationId | null, };
export type AddStaff = { 
/**
 * Name.
 */
name: string, 
/**
 * Roles.
 */
roles: Array<Role>, };
export type Advice = "follow_today" | "invite_to_store" | "verify_first" | "remind_warranty" | "offer_care" | "offer_trade_in" | "family_times" | "office_times" | "up_time" | "keep_close" | "care_regularly" | "bring_back" | "by_occupation" | "by_region" | "ask_more" | "by_vehicle_class" | "ask_next";
export type AgeBand = "under_25" | "25_29" | "30_34" | "35_39" | "40_44" | "45_49" | "50_59" | "60_up";
export type Agreement = { 
/**
 * How it was signed.
 */
way: AgreementWay, 
/**
 * Version of the wording that was shown.
 */
wording: string, 
/**
 * The customer's hand, where it was drawn.
 */
strokes: Signature | null, 
/**
 * When.
 */
at: Instant, 
/**
 * Who had it signed.
 */
by: StaffId, };
export type AgreementWay = "drawn" | "paper";
export type AllotCar = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which car.
 */
car: OrderCarId, 
/**
 * As typed; empty lets it go.
 */
vin: string, };
export type AllowedAct = { 
/**
 * What.
 */
act: OrderAct, 
/**
 * Why not; none where it can.
 */
refused: ErrorCode | null, };
export type Answer = "yes" | "no" | "unknown";
export type AnswerFollowUp = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which follow-up.
 */
follow_up: FollowUpId, 
/**
 * The answer.
 */
text: string, };
export type AppError = { 
/**
 * Stable code, the key of the translated sentence.
 */
code: ErrorCode, 
/**
 * English sentence: what failed, whether the data is safe, what to do now.
 */
message: string, 
/**
 * The form field it concerns, by the name it has in the request.
 */
field: string | null, 
/**
 * What stands in the way, as staff name it: a time, a colleague. Never a customer.
 */
about?: string, };
export type AppState = { 
/**
 * Where the app stands.
 */
phase: Phase, 
/**
 * Language chosen on this device; none before the first choice.
 */
language: Language | null, 
/**
 * Version of the app.
 */
version: string, 
/**
 * Today in the store.
 */
today: LocalDate, 
/**
 * What was due before this date is overdue: at least one workday has passed over it.
 */
overdue_before: LocalDate, 
/**
 * The app's own lock.
 */
lock: LockState, 
/**
 * The device was without the relay for more than seven days: what it holds is hidden until it is in touch again.
 */
lease_over: boolean, 
/**
 * Whether this app hosts a relay that a new store can use without an address.
 */
embedded_relay: boolean, 
/**
 * Whether the device is in a customer's hands: only the form is answered.
 */
form_only: boolean, };
export type AroundHandOver = { 
/**
 * Who made it.
 */
author: StaffName, 
/**
 * What it said.
 */
rows: Array<FieldRow>, };
export type AskActivityRows = { 
/**
 * The day.
 */
date: LocalDate, 
/**
 * Who.
 */
staff: StaffId, 
/**
 * Which number.
 */
what: Activity, };
export type AskAudit = { 
/**
 * Which.
 */
filter: AuditFilter, 
/**
 * The last line of the page before.
 */
after: AuditCursor | null, };
export type AskCarDay = { 
/**
 * Which day.
 */
on: LocalDate, };
export type AskDays = { 
/**
 * The first; none for today.
 */
from: LocalDate | null, 
/**
 * The last; none for the first. At most 31 days.
 */
upto: LocalDate | null, };
export type AskDiagnosis = { 
/**
 * Only this file; none for all.
 */
file: FileId | null, 
/**
 * Only files after this one: the `next` of the page before.
 */
after: FileId | null, };
export type AskFootfall = { 
/**
 * From this day on.
 */
from: LocalDate, 
/**
 * Up to and with this day.
 */
upto: LocalDate, 
/**
 * Of one consultant.
 */
consultant: StaffId | null, };
export type AskLines = { 
/**
 * Which.
 */
filter: LineFilter, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type AskLosses = { 
/**
 * Which.
 */
show: LossesShown, 
/**
 * Only this reason; empty for all.
 */
reason: string, 
/**
 * Only this competitor; empty for all.
 */
competitor: string, 
/**
 * Asked for from this day on; none for all.
 */
from: LocalDate | null, 
/**
 * Up to this day.
 */
upto: LocalDate | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type AskMergeQueue = { 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 100.
 */
limit: number, };
export type AskPipeline = { 
/**
 * Which files.
 */
filter: CustomerFilter, 
/**
 * One column per stage, or per grade.
 */
by: PipelineBy, 
/**
 * Cards per column, at most 200.
 */
limit: number, };
export type AskRateRows = { 
/**
 * What was counted.
 */
counted: Countable, 
/**
 * Of which days, whose, from where.
 */
asked: AskRates, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type AskRates = { 
/**
 * From this day on.
 */
from: LocalDate, 
/**
 * Up to and with this day.
 */
upto: LocalDate, 
/**
 * Whose.
 */
whose: RatesOf, 
/**
 * Of customers from this source; none for all.
 */
source: string | null, 
/**
 * Of customers caught at this event; none for all.
 */
event: FileId | null, };
export type AskReceptionDay = { 
/**
 * Which; today if none.
 */
day: LocalDate | null, };
export type AskReferrals = { 
/**
 * Of files opened from this instant on.
 */
from: Instant | null, 
/**
 * Until this instant.
 */
until: Instant | null, };
export type AskReview = { 
/**
 * Which.
 */
show: ReviewShown, 
/**
 * Finished by this person; none for all.
 */
staff: StaffId | null, 
/**
 * Finished within so many days.
 */
days: number, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type AskSegments = { 
/**
 * Only who bought.
 */
bought: boolean, };
export type AskSlot = { 
/**
 * Which car.
 */
car: TestCarId, 
/**
 * On which day.
 */
on: LocalDate, 
/**
 * From this minute of the day.
 */
from: number, 
/**
 * Until this one.
 */
to: number, 
/**
 * Who goes along; none for whoever has it, else oneself.
 */
consultant: StaffId | null, };
export type AskTerms = { 
/**
 * Which.
 */
language: Language, };
export type AskToday = { 
/**
 * Whose; none for one's own. Managers may ask for another's or, with `everyone`, for all.
 */
staff: StaffId | null, 
/**
 * Everyone's.
 */
everyone: boolean, };
export type AskWeek = { 
/**
 * Whose; none for one's own. Managers may ask for another's or, with `everyone`, for all.
 */
staff: StaffId | null, 
/**
 * Everyone's.
 */
everyone: boolean, 
/**
 * A day of the week; none for this week.
 */
on: LocalDate | null, };
export type AssignFiles = { 
/**
 * Which.
 */
files: Array<FileId>, 
/**
 * To whom; none for the pool.
 */
owner: StaffId | null, };
export type AssignLine = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which.
 */
line: LineId, 
/**
 * To whom; none puts them back into the queue.
 */
consultant: StaffId | null, };
export type AuditBreak = { 
/**
 * How many rows had been seen before.
 */
after_rows: number, 
/**
 * `cut` or `altered`; `restored` where this device saw the relay come back from a backup.
 */
kind: string, 
/**
 * When this device saw it.
 */
at: Instant, };
export type AuditCursor = { 
/**
 * When the line was written.
 */
at: Instant, 
/**
 * The line.
 */
id: AuditId, };
export type AuditFilter = { 
/**
 * Done by this person or about them.
 */
who: StaffId | null, 
/**
 * Of this kind, a word of the log such as `unmasked`.
 */
what: string | null, 
/**
 * Not before this.
 */
from: Instant | null, 
/**
 * Before this.
 */
to: Instant | null, };
export type AuditId = string;
export type AuditLine = { 
/**
 * Which.
 */
id: AuditId, 
/**
 * When, by the clock of whoever wrote it.
 */
at: Instant, 
/**
 * What happened, a word; `unknown` where only a newer version knows it.
 */
what: string, 
/**
 * Who did it; none where it was the relay.
 */
by: StaffName | null, 
/**
 * On which device.
 */
by_device: string | null, 
/**
 * Whom it concerns.
 */
staff: StaffName | null, 
/**
 * Which device it concerns.
 */
device: string | null, 
/**
 * Which file.
 */
file: FileId | null, 
/**
 * The customer's name, where the file is on this device.
 */
customer: string | null, 
/**
 * How many.
 */
count: number | null, 
/**
 * A word that says why or how.
 */
reason: string | null, };
export type AuditPage = { 
/**
 * The lines.
 */
rows: Array<AuditLine>, 
/**
 * Where the next page begins; none after the last.
 */
next: AuditCursor | null, };
export type AuditState = { 
/**
 * How many rows were checked, each against the one before.
 */
checked: number, 
/**
 * Where the store's log did not continue what this device had seen: it was cut or altered.
 */
breaks: Array<AuditBreak>, 
/**
 * The first row on this device that does not fit its neighbours: the copy here was damaged.
 */
damaged_at: number | null, };
export type Because = "came_to_store" | "interacted" | "no_interaction" | "bought" | "said" | "vehicle_file" | "delivered" | "service" | "out_of_town" | "unknown";
export type BookTestDrive = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * For which purchase.
 */
opportunity: OpportunityId, 
/**
 * Who drives.
 */
way: DriveWay, 
/**
 * Along which road.
 */
route: string, 
/**
 * Car and time.
 */
slot: AskSlot, };
export type Booking = { 
/**
 * The test drive's id.
 */
id: TestDriveId, 
/**
 * When and with which car.
 */
slot: Slot, 
/**
 * Other words for the same: two people moved it apart.
 */
rivals: Array<Slot>, 
/**
 * When it was first booked.
 */
booked_at: Instant, 
/**
 * Who booked it.
 */
booked_by: StaffId, 
/**
 * What became of it.
 */
state: BookingState, 
/**
 * Mileage when the car left.
 */
out_km: number | null, 
/**
 * Mileage when it came back.
 */
in_km: number | null, };
export type BookingClashRow = { 
/**
 * The car's name.
 */
car: string, 
/**
 * The one that was booked first.
 */
first: CalendarBooking, 
/**
 * The one that was booked later.
 */
later: CalendarBooking, 
/**
 * Whether it is this person who must move or give up the later one.
 */
must_decide: boolean, };
export type BookingClashes = { 
/**
 * By day and time.
 */
rows: Array<BookingClashRow>, };
export type BookingState = "booked" | "out" | "back" | "cancelled" | "no_show";
export type BuyDirectly = { 
/**
 * Name.
 */
name: string, 
/**
 * Numbers as typed.
 */
phones: Array<string>, 
/**
 * 先生/女士
 */
sex: Sex | null, 
/**
 * How they came.
 */
source: string | null, 
/**
 * Identity number, home address: kept in the private part.
 */
private: Array<PrivateValue>, 
/**
 * The car, by the catalogue.
 */
catalogue: CatalogueId | null, 
/**
 * What else is known of the car.
 */
car: Array<CarValue>, 
/**
 * What is known of the order.
 */
fields: Array<OrderValue>, 
/**
 * Makes a second call with the same value answer like the first instead of opening a second file and order.
 */
request: DraftId | null, };
export type CalendarBooking = { 
/**
 * The booking.
 */
booking: Booking, 
/**
 * Who goes along.
 */
consultant: StaffName, 
/**
 * Whose test drive it is, where that file is here.
 */
customer: CalendarCustomer | null, 
/**
 * Others that have the car then.
 */
clashes: Array<ClashingBooking>, };
export type CalendarCustomer = { 
/**
 * The file.
 */
file: FileId, 
/**
 * The name.
 */
name: string, 
/**
 * The purchase.
 */
opportunity: OpportunityId | null, };
export type CalledOff = "cancelled" | "no_show";
export type CameBy = "walk_in" | "appointment" | "event" | "phone" | "web" | "outbound";
export type Cancelling = { 
/**
 * Why.
 */
reason: string, 
/**
 * What the store keeps of what was paid.
 */
withheld: Fen, 
/**
 * When it was written.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, 
/**
 * The date it bears.
 */
on: LocalDate, };
export type CannotChange = { 
/**
 * Why.
 */
why: WhyNot, 
/**
 * How many.
 */
count: number, 
/**
 * The first of them, five at most.
 */
first: Array<CustomerRow>, };
export type CaptureDefaults = { 
/**
 * Events running today, this person's own first.
 */
events: Array<EventChoice>, 
/**
 * The six series most wanted at those events, else the catalogue's first.
 */
series: Array<SeriesChoice>, 
/**
 * Who will look after the lead.
 */
owner: StaffName, 
/**
 * Date of the next follow-up per grade by the store's rules.
 */
next_follow_up_on: Array<NextFollowUp>, };
export type CaptureLead = { 
/**
 * Numbers as typed, the main one first; may be empty.
 */
phones: Array<string>, 
/**
 * 客户名称, may be empty.
 */
name: string, 
/**
 * 先生/女士
 */
sex: Sex | null, 
/**
 * 不愿留电话
 */
contact_refused: boolean, 
/**
 * The event at which it was caught.
 */
event: FileId | null, 
/**
 * Series or models chosen from the catalogue.
 */
interests: Array<CatalogueId>, 
/**
 * Models named that the catalogue does not hold, and competitors.
 */
named: Array<NamedInterest>, 
/**
 * 意向级别; `N` where none was given.
 */
grade: Grade | null, 
/**
 * 客户来源; `event` where an event is given.
 */
source: string | null, 
/**
 * 信息来源
 */
information_source: InformationSource | null, 
/**
 * Budget as said: `45万`, `45W`, `450000`; may be empty.
 */
budget: string, 
/**
 * When the customer means to buy.
 */
purchase_on: LocalDate | null, 
/**
 * Date of the next follow-up; by the store's rules where none is given.
 */
next_follow_up_on: LocalDate | null, 
/**
 * 备注
 */
remark: string, 
/**
 * What the customer agreed to while the lead was taken; at most 8.
 */
consents: Array<NewConsent>, 
/**
 * The draft to drop once this is saved.
 */
draft: DraftId | null, 
/**
 * Makes a second call with the same value answer like the first instead of capturing twice.
 */
request: DraftId | null, };
export type CarDay = { 
/**
 * The day.
 */
on: LocalDate, 
/**
 * Today in the store.
 */
today: LocalDate, 
/**
 * One row per car that is driven or booked on the day.
 */
cars: Array<CarRow>, 
/**
 * Whether this person may book.
 */
can_book: boolean, };
export type CarField = "catalogue" | "brand" | "series" | "model" | "configuration" | "colour" | "interior" | "price_fen" | "use" | "engine_no" | "gearbox_no" | "plate" | "permit" | "permit_on" | "licensed_on" | "produced_on" | "pdi_on" | "insurer" | "policy_no" | "insured_until" | "inspection_until" | "first_service_on" | "first_service_km" | "mileage_km" | "usual_driver" | "deliver_on";
export type CarRow = { 
/**
 * The car.
 */
car: TestCar, 
/**
 * What its odometer said last.
 */
last_km: number | null, 
/**
 * Its bookings by time.
 */
bookings: Array<CalendarBooking>, };
export type CarValue = { 
/**
 * Which.
 */
field: CarField, 
/**
 * The text.
 */
value: string, };
export type CarView = { 
/**
 * The car as this person may see it.
 */
car: OrderCar, 
/**
 * What it is, in words.
 */
name: string, 
/**
 * The VIN that stands, as typed; none where it was not allotted.
 */
vin: string | null, 
/**
 * Whether it was handed over under a VIN that a manager gave to another order.
 */
is_lost: boolean, 
/**
 * Other orders that claim the same VIN.
 */
rivals: Array<ClaimedBy>, 
/**
 * What is doubtful, by field.
 */
doubts: Array<Doubt>, 
/**
 * What is checked before it goes.
 */
checks: Array<CheckTemplate>, 
/**
 * What is missing for its hand-over, by word: `check.tools`, `car.plate`, `customer.name`.
 */
gaps: Array<string>, 
/**
 * What the house's rules would write at a hand-over today, where nothing stands.
 */
by_rule: Array<CarValue>, 
/**
 * Whether its hand-over would be taken, every gap named; why not.
 */
hand_over_refused: ErrorCode | null, 
/**
 * Its vehicle file, once it is open and this person may read it.
 */
vehicle: FileId | null, };
export type CatalogueId = string;
export type CatalogueLevel = "brand" | "series" | "model" | "configuration";
export type CatalogueNode = { 
/**
 * Its id.
 */
id: CatalogueId, 
/**
 * The node above; none for brands.
 */
parent: CatalogueId | null, 
/**
 * Its level.
 */
level: CatalogueLevel, 
/**
 * Its name.
 */
name: string, 
/**
 * Guide price in fen, where known.
 */
price_fen: number | null, 
/**
 * Place among its siblings; equal places sort by name.
 */
order: number, 
/**
 * Whether it is no longer offered. Files that name it keep it.
 */
retired: boolean, };
export type ChangeHash = string;
export type ChangeMany = { 
/**
 * Which.
 */
files: Array<FileId>, 
/**
 * How.
 */
change: ManyChange, };
export type ChangeOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
order: OrderId, 
/**
 * What.
 */
changes: Array<OrderChange>, };
export type ChangePassphrase = { 
/**
 * The present one.
 */
old: string, 
/**
 * From the next start on.
 */
new: string, };
export type Check = { 
/**
 * Whether it is in order.
 */
ok: boolean, 
/**
 * What was found.
 */
note: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type CheckItem = "documents" | "tools" | "keys" | "exterior" | "functions" | "first_service" | "warranty";
export type CheckPhone = { 
/**
 * As typed so far.
 */
typed: string, 
/**
 * A file to leave out, when editing it.
 */
except: FileId | null, };
export type CheckTemplate = { 
/**
 * Its word.
 */
item: CheckItem, 
/**
 * How the store calls it; empty for the words of the house.
 */
name: string, 
/**
 * Whether it is asked for.
 */
asked: boolean, };
export type CheckVin = { 
/**
 * As typed.
 */
vin: string, 
/**
 * The car it is for.
 */
car: OrderCarId | null, };
export type Choice = { 
/**
 * The word that files hold.
 */
code: string, 
/**
 * The store's own words for it; none where the product's words are used.
 */
name: string | null, 
/**
 * Place in the list; equal places sort by code.
 */
order: number, 
/**
 * Whether it is no longer offered. Files that name it keep it.
 */
retired: boolean, 
/**
 * Hours until the first contact of a lead from this source, where the source has a limit of its own.
 */
first_contact_hours: number | null, };
export type ChoiceList = "reasons" | "sources";
export type Chore = "tidy_morning" | "tidy_noon" | "drinks" | "brochures" | "tidy_evening";
export type ChoreRow = { 
/**
 * Which.
 */
chore: Chore, 
/**
 * Who did it; none where nobody has yet.
 */
by: StaffName | null, 
/**
 * When.
 */
at: Instant | null, };
export type ChosenBy = "previous" | "referrer" | "rota" | "hand";
export type Claim = { 
/**
 * The number as typed.
 */
vin: string, 
/**
 * When; with the car it names the claim.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type ClaimPair = { 
/**
 * The VIN.
 */
vin: string, 
/**
 * Its claims, the earliest first.
 */
claims: Array<ClaimShown>, 
/**
 * Whether this person may settle it.
 */
can_settle: boolean, };
export type ClaimShown = { 
/**
 * The order.
 */
order: OrderId, 
/**
 * The car.
 */
car: OrderCarId, 
/**
 * The order's number.
 */
number: string, 
/**
 * Where the order stands.
 */
state: OrderState, 
/**
 * What the car is.
 */
model: string, 
/**
 * Who claimed it.
 */
by: StaffName | null, 
/**
 * When.
 */
at: Instant | null, 
/**
 * When the car was handed over.
 */
handed_on: LocalDate | null, 
/**
 * Whether the car was handed over although the VIN was given to another order: it waits for its right one.
 */
is_lost: boolean, 
/**
 * Whether giving it the VIN changes anything.
 */
can_get: boolean, 
/**
 * Whose order it is.
 */
customer: CustomerRow, };
export type ClaimedBy = { 
/**
 * The order's number.
 */
number: string, 
/**
 * Who claimed it.
 */
consultant: StaffName | null, 
/**
 * When.
 */
at: Instant | null, 
/**
 * The order, where this person may read it.
 */
order: OrderId | null, 
/**
 * Its customer file, where this person may read it.
 */
file: FileId | null, };
export type Clash = { 
/**
 * Which field.
 */
place: Array<string>, 
/**
 * The value every device shows.
 */
shown: string, 
/**
 * The other values, with who wrote them.
 */
others: Array<ClashValue>, };
export type ClashValue = { 
/**
 * The value.
 */
value: string, 
/**
 * The device that wrote it, as hexadecimal author bytes, where known.
 */
device: DeviceId | null, };
export type ClashingBooking = { 
/**
 * Which.
 */
id: TestDriveId, 
/**
 * When.
 */
slot: Slot, 
/**
 * Who goes along.
 */
consultant: StaffName, 
/**
 * Whether this one was booked first and the other has to be moved.
 */
was_first: boolean, };
export type Class = { 
/**
 * By what.
 */
kind: ClassKind, 
/**
 * The class, a word of the kind's list or a person's own; empty where the facts are missing.
 */
value: string, 
/**
 * What it rests on.
 */
because: Because, 
/**
 * The facts themselves: a source, a date, an amount.
 */
facts: Array<string>, 
/**
 * What is advised.
 */
advice: Advice, };
export type ClassKind = "lead_value" | "vehicle_age" | "use" | "value" | "occupation" | "region" | "vehicle_class";
export type CommentFollowUp = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which follow-up.
 */
follow_up: FollowUpId, 
/**
 * What is said; empty takes an earlier comment back.
 */
text: string, 
/**
 * Whether it wants an answer.
 */
asks: boolean, };
export type CompanySize = "under_20" | "20_99" | "100_499" | "500_up";
export type ComparedRow = { 
/**
 * Where it stands, as in a clash: `["file", "name"]`, `["phones"]`.
 */
place: Array<string>, 
/**
 * What one file says.
 */
a: Array<Said>, 
/**
 * What the other says.
 */
b: Array<Said>, 
/**
 * Whether both say the same.
 */
same: boolean, 
/**
 * Which of them the joined customer would show; none where it shows both.
 */
shows: ComparedSide | null, };
export type ComparedSide = "a" | "b";
export type Comparison = { 
/**
 * One file.
 */
a: CustomerRow, 
/**
 * The other.
 */
b: CustomerRow, 
/**
 * Why they may be one person; empty where nothing but a person says so.
 */
reasons: Array<PairReason>, 
/**
 * What they say, field by field, differing ones first.
 */
rows: Array<ComparedRow>, 
/**
 * How many follow-ups, lines and purchases each has.
 */
counts: [FileCounts, FileCounts], 
/**
 * Whether this person may join them.
 */
can_join: boolean, 
/**
 * Why nobody may (C35).
 */
refused: JoinBar | null, 
/**
 * Whether they are one customer already.
 */
joined: boolean, 
/**
 * What a manager said of them.
 */
verdict: Verdict | null, };
export type CompetitorReport = { 
/**
 * One per series or model of interest, the one named most first.
 */
series: Array<SeriesCompetitors>, };
export type CompetitorShare = { 
/**
 * The model.
 */
model: string, 
/**
 * How many.
 */
count: number, };
export type ConfirmDevice = { 
/**
 * The place.
 */
slot: SlotId, 
/**
 * Whether the digits on both screens agree.
 */
admit: boolean, };
export type Consent = { 
/**
 * Its place in the file.
 */
id: ConsentId, 
/**
 * What it allows.
 */
purpose: ConsentPurpose, 
/**
 * Version of the wording that was shown.
 */
wording: string, 
/**
 * How it was given: `signature`, `tick`, `spoken`.
 */
way: string, 
/**
 * When.
 */
given_at: Instant, 
/**
 * Who took it.
 */
taken_by: StaffId, 
/**
 * When it was withdrawn.
 */
withdrawn_at: Instant | null, };
export type ConsentId = string;
export type ConsentPurpose = "consulting" | "test_drive" | "marketing" | "sensitive_data";
export type ConsultantFigures = { 
/**
 * Who; none for visitors given to nobody.
 */
staff: StaffName | null, 
/**
 * Their figures.
 */
figures: Figures, };
export type ConsultantProposal = { 
/**
 * Who.
 */
staff: StaffName, 
/**
 * Why.
 */
chosen_by: ChosenBy, 
/**
 * Has another visitor at the moment.
 */
is_busy: boolean, };
export type Contact = { 
/**
 * Its place in the file.
 */
id: ContactId, 
/**
 * Their name.
 */
name: string, 
/**
 * Who they are to the customer: 爱人, 采购主管.
 */
relation: string, 
/**
 * What they are in the purchase; nothing, or several.
 */
roles: Array<ContactRole>, 
/**
 * 备注
 */
remark: string, };
export type ContactId = string;
export type ContactLeft = "left" | "refused";
export type ContactRole = "decider" | "user" | "payer" | "driver";
export type CorrectionRow = { 
/**
 * Which field.
 */
field: LineField, 
/**
 * What it said, ids and numbers as they are written.
 */
was: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who corrected it.
 */
by: StaffName, };
export type Countable = "footfall" | "new_footfall" | "captured" | "test_drives" | "deals" | "orders" | "showroom_orders" | "driven_orders" | "owner_base_orders" | "deliveries" | "open_orders" | "leads" | "invited_arrivals" | "registered" | "came_back" | "registered_signed" | "last_month" | "last_month_signed" | "remaining" | "remaining_signed" | "lost" | "purchases" | "loss_requests" | "clear_losses";
export type Counted = { 
/**
 * The kind's word; empty where nobody said.
 */
word: string, 
/**
 * How many.
 */
count: number, };
export type CountedRow = { 
/**
 * Its place among the rows of all numbers.
 */
key: string, 
/**
 * The day by which it is counted.
 */
on: LocalDate, 
/**
 * What it is.
 */
thing: CountedThing, 
/**
 * Whose: the consultant of a visitor, else who looks after the customer.
 */
consultant: StaffName | null, 
/**
 * The customer; none for a visitor without a file, or whose file is not on this device.
 */
customer: CustomerRow | null, };
export type CountedThing = { "what": "line", 
/**
 * How they came.
 */
came_by: CameBy, 
/**
 * Whether they have a file, here or elsewhere.
 */
has_file: boolean, } | { "what": "order", 
/**
 * Which.
 */
order: OrderId, 
/**
 * Its number.
 */
number: string, } | { "what": "test_drive" } | { "what": "customer" } | { "what": "purchase", 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * How it stood when the days were over.
 */
ending: PurchaseEnding, } | { "what": "loss", 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * Code of the reason.
 */
reason: string, };
export type Criterion = { 
/**
 * The answer.
 */
answer: Answer, 
/**
 * Why.
 */
reasons: Array<Reason>, };
export type CustomerChange = { "edit": "field", 
/**
 * Which.
 */
field: CustomerField, 
/**
 * The text.
 */
value: string, } | { "edit": "private_field", 
/**
 * Which.
 */
field: PrivateField, 
/**
 * The text.
 */
value: string, } | { "edit": "add_phone", 
/**
 * As typed.
 */
typed: string, 
/**
 * Whose or what it is.
 */
label: string, 
/**
 * The contact person whose number it is; none for the customer's own.
 */
contact?: ContactId, } | { "edit": "phone", 
/**
 * Which.
 */
id: PhoneId, 
/**
 * As typed.
 */
typed: string, 
/**
 * Whose or what it is.
 */
label: string, } | { "edit": "remove_phone", 
/**
 * Which.
 */
id: PhoneId, } | { "edit": "main_phone", 
/**
 * Which.
 */
id: PhoneId, } | { "edit": "add_contact", 
/**
 * Their name.
 */
name: string, 
/**
 * Who they are to the customer.
 */
relation: string, 
/**
 * What they are in the purchase.
 */
roles: Array<ContactRole>, 
/**
 * 备注
 */
remark: string, 
/**
 * A number as typed; may be empty.
 */
phone: string, } | { "edit": "contact", 
/**
 * Which.
 */
id: ContactId, 
/**
 * Their name.
 */
name: string, 
/**
 * Who they are to the customer.
 */
relation: string, 
/**
 * What they are in the purchase.
 */
roles: Array<ContactRole>, 
/**
 * 备注
 */
remark: string, } | { "edit": "remove_contact", 
/**
 * Which.
 */
id: ContactId, } | { "edit": "tag", 
/**
 * What it is about.
 */
group: TagGroup, 
/**
 * The word.
 */
word: string, 
/**
 * Whether it is on.
 */
on: boolean, } | { "edit": "relation", 
/**
 * What it is.
 */
relation: Relation | null, 
/**
 * Why.
 */
reason: string, } | { "edit": "add_consent", 
/**
 * What for.
 */
purpose: ConsentPurpose, 
/**
 * Version of the wording shown.
 */
wording: string, 
/**
 * `signature`, `tick`, `spoken`.
 */
way: string, } | { "edit": "withdraw_consent", 
/**
 * Which.
 */
id: ConsentId, } | { "edit": "add_opportunity", 
/**
 * How the customer came this time; who bought before comes by 续购 (C23).
 */
source?: Source, } | { "edit": "opportunity", 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * Which field.
 */
field: OpportunityField, 
/**
 * The text.
 */
value: string, } | { "edit": "add_interest", 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * The entry.
 */
catalogue: CatalogueId, } | { "edit": "name_interest", 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * What it is.
 */
kind: InterestKind, 
/**
 * Its name.
 */
name: string, } | { "edit": "remove_interest", 
/**
 * Which opportunity.
 */
opportunity: OpportunityId, 
/**
 * Which interest.
 */
id: InterestId, } | { "edit": "note", 
/**
 * What kind.
 */
kind: EntryKind, 
/**
 * What was said or done.
 */
text: string, 
/**
 * How the customer was (C17).
 */
mood?: Mood, 
/**
 * What they had expected against what they got (C18).
 */
expectation?: Expectation, 
/**
 * What of the person it tells (C30).
 */
topic?: Topic, 
/**
 * How a contact went (F9).
 */
outcome?: Outcome, } | { "edit": "plan_follow_up", 
/**
 * About which purchase.
 */
opportunity: OpportunityId | null, 
/**
 * How.
 */
way: Way, 
/**
 * What for.
 */
aim: string, 
/**
 * When.
 */
due_on: LocalDate, } | { "edit": "move_follow_up", 
/**
 * Which.
 */
id: FollowUpId, 
/**
 * New date, if it changes.
 */
due_on: LocalDate | null, 
/**
 * New way, if it changes.
 */
way: Way | null, 
/**
 * New aim, if it changes.
 */
aim: string | null, } | { "edit": "remove_follow_up", 
/**
 * Which.
 */
id: FollowUpId, } | { "edit": "settle", 
/**
 * Which register.
 */
place: Array<string>, 
/**
 * The value to keep.
 */
value: string, };
export type CustomerField = "name" | "latin_name" | "kind" | "sex" | "source" | "information_source" | "referrer" | "referrer_name" | "acquisition_channel" | "thanks" | "thanks_to" | "thanks_state" | "thanks_on" | "member" | "member_number" | "member_benefits" | "out_of_town" | "convenient_time" | "preferred_way" | "contact_refused" | "do_not_call" | "wechat" | "email" | "fax" | "birth_on" | "birth_year" | "age_band" | "occupation" | "job_title" | "employer" | "employer_address" | "industry" | "company_size" | "province" | "city" | "region" | "compound" | "postcode" | "education" | "hobbies" | "family_size" | "current_car" | "current_plate" | "current_car_use" | "current_car_since" | "current_car_class" | "service_spend_fen" | "service_visits" | "payment_habit" | "campaign" | "remark" | "external_id" | "imported_vehicles";
export type CustomerFile = { 
/**
 * The file's id.
 */
id: FileId, 
/**
 * When the file was opened, by the clock of the device that did.
 */
opened_at: Instant | null, 
/**
 * Who opened it.
 */
opened_by: StaffId | null, 
/**
 * The plain fields that are filled in. A field of a newer version stands under its own word.
 */
fields: { [key in string]: string }, 
/**
 * Phones, oldest first, removed ones left out; those of contact people too.
 */
phones: Array<Phone>, 
/**
 * People around the customer, oldest first, removed ones left out.
 */
contacts: Array<Contact>, 
/**
 * Tags, by group and word.
 */
tags: Array<Tag>, 
/**
 * Whether a manager made the customer a batch buyer, if one decided that.
 */
fleet: Fleet | null, 
/**
 * What managers said of this file and others.
 */
judged: Array<Judged>, 
/**
 * Consents, oldest first.
 */
consents: Array<Consent>, 
/**
 * Purchases considered, oldest first.
 */
opportunities: Array<Opportunity>, 
/**
 * Follow-ups planned and done, by id.
 */
follow_ups: Array<FollowUp>, 
/**
 * Cars shown, oldest first.
 */
presentations: Array<Presentation>, 
/**
 * Test drives, by age of the booking.
 */
test_drives: Array<TestDrive>, 
/**
 * Quotations, oldest first.
 */
quotations: Array<Quotation>, 
/**
 * Orders, oldest first.
 */
orders: Array<Order>, 
/**
 * Their cars.
 */
order_cars: Array<OrderCar>, 
/**
 * What was paid for them.
 */
payments: Array<Payment>, 
/**
 * The timeline, oldest first.
 */
entries: Array<Entry>, 
/**
 * Values that two devices wrote apart.
 */
clashes: Array<Clash>, };
export type CustomerFilter = { 
/**
 * Name, pinyin, initials or any run of a phone.
 */
search: string, 
/**
 * Of these people; a file without owner never matches.
 */
owners: Array<StaffId>, 
/**
 * Of these sources.
 */
sources: Array<string>, 
/**
 * Of these grades.
 */
grades: Array<Grade>, 
/**
 * In these stages.
 */
stages: Array<Stage>, 
/**
 * Caught at this event.
 */
event: FileId | null, 
/**
 * Only those that need something.
 */
need: Need | null, 
/**
 * With any of these tags.
 */
tags: Array<string>, 
/**
 * Who stand with the store in any of these ways.
 */
relations: Array<Relation>, };
export type CustomerKind = "individual" | "company" | "batch";
export type CustomerList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The rows from `offset` on.
 */
rows: Array<CustomerRow>, };
export type CustomerPage = { 
/**
 * The file as this person may see it.
 */
customer: CustomerFile, 
/**
 * Whether its phones are masked: `unmask` shows them in full.
 */
masked: boolean, 
/**
 * Its private part, identity and licence numbers masked; none where this person may not have it or nothing was written.
 */
private: PrivateFile | null, 
/**
 * Who looks after it.
 */
owner: StaffName | null, 
/**
 * Names of everyone the file mentions.
 */
names: Array<StaffName>, 
/**
 * The customer who referred this one, if that file is on this device.
 */
referrer: CustomerRow | null, 
/**
 * Files that share a phone with this one.
 */
duplicates: Array<CustomerRow>, 
/**
 * What follows from the file: relation, classes, referrals, what is still to be asked.
 */
about: About, 
/**
 * What others wrote who had the file, and not any more when it came: oldest first.
 */
around_hand_over: Array<AroundHandOver>, 
/**
 * How many changes of it still wait to be sent.
 */
waiting: number, 
/**
 * Whether this person may write in it.
 */
can_edit: boolean, 
/**
 * Whether this person may read and write the private part.
 */
can_edit_private: boolean, 
/**
 * Whether this person may give it to someone else.
 */
can_assign: boolean, 
/**
 * Names of events it mentions.
 */
events: Array<EventChoice>, 
/**
 * The files that are shown as this one customer, the one it is named by first; empty where it is one file.
 */
joined: Array<JoinedFile>, 
/**
 * Whether this person's comment on a follow-up would count.
 */
can_comment: boolean, 
/**
 * How likely the open purchases are won.
 */
odds: Array<Odds>, 
/**
 * Open follow-ups whose result may hold what an owner said: the return visits (S7).
 */
return_visits: Array<FollowUpId>, 
/**
 * How often each person followed the customer up, the most first (F6).
 */
followed: Array<FollowUpTally>, 
/**
 * Whether this person decides on lost purchases.
 */
can_judge_losses: boolean, 
/**
 * Whether this person may join it with another file, or split it.
 */
can_join: boolean, 
/**
 * Whether its erasure was requested and is not decided.
 */
erasure_requested: boolean, 
/**
 * Whether this person may request its erasure.
 */
can_request_erasure: boolean, };
export type CustomerRow = { 
/**
 * The file.
 */
file: FileId, 
/**
 * Name; empty where only a phone is known.
 */
name: string, 
/**
 * `individual`, `company`, `batch`.
 */
kind: string, 
/**
 * Main number as this person may see it; empty where none was left.
 */
phone: string, 
/**
 * Whether it is masked: `unmask` shows it in full.
 */
masked: boolean, 
/**
 * Whether the customer refused to leave a number.
 */
contact_refused: boolean, 
/**
 * Source word, empty if unknown.
 */
source: string, 
/**
 * Who looks after the file; none for the pool.
 */
owner: StaffName | null, 
/**
 * The grade of the most recent open opportunity, else of the last one.
 */
grade: Grade | null, 
/**
 * The stage of the same opportunity.
 */
stage: Stage | null, 
/**
 * Names of series and models of interest of that opportunity.
 */
interests: Array<string>, 
/**
 * Its budget in fen.
 */
budget_fen: number | null, 
/**
 * The event at which it was caught.
 */
event: FileId | null, 
/**
 * The next open follow-up's date.
 */
next_follow_up_on: LocalDate | null, 
/**
 * When something was last done for the customer.
 */
last_contact_at: Instant | null, 
/**
 * When the file was opened.
 */
opened_at: Instant | null, 
/**
 * Fields written differently by two devices.
 */
clashes: number, 
/**
 * Files that have one of the same phones.
 */
duplicates: number, 
/**
 * Whether the store must not call.
 */
do_not_call: boolean, 
/**
 * Free tags.
 */
tags: Array<string>, 
/**
 * Whether changes of this file still wait to be sent.
 */
waiting: boolean, };
export type CustomerSort = "last_contact" | "name" | "next_follow_up" | "opened";
export type DayFigures = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Its figures.
 */
figures: Figures, };
export type DecideErasure = { 
/**
 * The request.
 */
request: StatementId, 
/**
 * Whether it is done.
 */
approve: boolean, };
export type DecideQuotation = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
id: QuotationId, 
/**
 * What it becomes.
 */
to: QuotationState, 
/**
 * What was said.
 */
text: string, };
export type Decider = "alone" | "together" | "others";
export type Deliver = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which car.
 */
car: OrderCarId, 
/**
 * What.
 */
step: DeliveryStep, };
export type Delivery = { 
/**
 * Checks by item.
 */
checks: { [key in string]: Check }, 
/**
 * The customer's file was looked through.
 */
verified: Verified | null, 
/**
 * The customer signed.
 */
signature: DeliverySigned | null, 
/**
 * The car went.
 */
handed_over: HandOver | null, 
/**
 * The store's list as it was when the delivery began; none before.
 */
list: Array<CheckTemplate> | null, };
export type DeliverySigned = { 
/**
 * What was drawn.
 */
strokes: Signature, 
/**
 * When.
 */
at: Instant, 
/**
 * Who held the device.
 */
by: StaffId, };
export type DeliveryStep = { "step": "check", 
/**
 * Which.
 */
item: CheckItem, 
/**
 * Whether it is in order.
 */
ok: boolean, 
/**
 * What was found.
 */
note: string, } | { "step": "verify", } | { "step": "sign", 
/**
 * Strokes as `[[x,y,x,y]]`, whole numbers from 0 to 4096.
 */
strokes: string, } | { "step": "hand_over", 
/**
 * The date it bears.
 */
on: LocalDate, 
/**
 * For each gap why the car goes all the same.
 */
reasons: { [key in string]: string }, };
export type DeviceId = string;
export type DeviceRow = { 
/**
 * Which.
 */
id: DeviceId, 
/**
 * Whose.
 */
staff: StaffId, 
/**
 * Name of that person.
 */
staff_name: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether it is this one.
 */
is_this: boolean, 
/**
 * Whether it was revoked.
 */
revoked: boolean, 
/**
 * Whether it was told to destroy what it holds.
 */
wipes: boolean, 
/**
 * When the relay last had a connection of it, as last told by the relay.
 */
last_seen_at: Instant | null, 
/**
 * Whether it is connected now, as last told by the relay.
 */
connected: boolean, };
export type Diagnosis = { 
/**
 * This device.
 */
device: DeviceId, 
/**
 * How many entries of the ledger it holds.
 */
ledger_len: number, 
/**
 * Hash of the last of them.
 */
ledger_head: LedgerHash, 
/**
 * Files that this person may see, at most 500.
 */
files: Array<FileState>, 
/**
 * With what to ask for the next page; none where no file is left.
 */
next: FileId | null, 
/**
 * BLAKE3 over everything that lists, boards and search stand on, in hexadecimal; in the first page of all files only.
 */
mirror: string | null, };
export type DismissCard = { 
/**
 * Which.
 */
id: ChangeHash, };
export type DismissProposal = { 
/**
 * Which.
 */
id: StatementId, };
export type Done = { 
/**
 * When it was written.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, 
/**
 * The date it bears.
 */
on: LocalDate, };
export type DoubledVisitor = { 
/**
 * The customer; none where their file is not on this device.
 */
customer: CustomerRow | null, 
/**
 * The lines, oldest first.
 */
lines: Array<LineId>, 
/**
 * Whether this person may decide.
 */
can_settle: boolean, };
export type Doubt = { 
/**
 * Which field.
 */
field: string, 
/**
 * What about it.
 */
code: WarningCode, };
export type Draft = { 
/**
 * Which.
 */
id: DraftId, 
/**
 * Which form.
 */
form: string, 
/**
 * The values.
 */
values: unknown, 
/**
 * When it was last typed in.
 */
updated_at: Instant, };
export type DraftId = string;
export type DriveWay = "drive" | "ride";
export type DropDraft = { 
/**
 * Which.
 */
id: DraftId, };
export type DueFollowUp = { 
/**
 * Which.
 */
id: FollowUpId, 
/**
 * Which purchase.
 */
opportunity: OpportunityId | null, 
/**
 * How.
 */
way: Way, 
/**
 * What for.
 */
aim: string, 
/**
 * When.
 */
due_on: LocalDate, 
/**
 * Workdays overdue; 0 where it is not.
 */
overdue_days: number, 
/**
 * Whether the customer asked not to be called.
 */
do_not_call: boolean, 
/**
 * Whether the store's rules planned it, and nobody by hand.
 */
by_rule: boolean, 
/**
 * Whether it is a return visit: its result may hold what the owner said.
 */
return_visit: boolean, 
/**
 * The customer.
 */
customer: CustomerRow, };
export type DuplicatePair = { 
/**
 * The number both have, as this person may see it.
 */
phone: string, 
/**
 * Whether it is masked.
 */
masked: boolean, 
/**
 * One file.
 */
a: CustomerRow, 
/**
 * The other.
 */
b: CustomerRow, };
export type DutyRow = { 
/**
 * Who.
 */
staff: StaffName, 
/**
 * Whose turn it is, 1 first; none off duty.
 */
turn: number | null, 
/**
 * Has a visitor who has not left.
 */
is_busy: boolean, 
/**
 * Visitors given today.
 */
served: number, };
export type EditCatalogueNode = { 
/**
 * Which.
 */
id: CatalogueId, 
/**
 * New name, if it changes.
 */
name: string | null, 
/**
 * Whether it is no longer offered, if that changes.
 */
retired: boolean | null, };
export type EditCheck = { 
/**
 * Which.
 */
item: string, 
/**
 * New words, if they change; empty goes back to the product's.
 */
name: string | null, 
/**
 * Whether it is asked, if that changes.
 */
asked: boolean | null, };
export type EditChoice = { 
/**
 * Which list.
 */
list: ChoiceList, 
/**
 * Which line.
 */
code: string, 
/**
 * New words, if they change; empty goes back to the product's.
 */
name: string | null, 
/**
 * Whether it is no longer offered, if that changes.
 */
retired: boolean | null, 
/**
 * Hours until the first contact, if they change; 0 has no limit of its own.
 */
first_contact_hours: number | null, };
export type EditCustomer = { 
/**
 * Which.
 */
file: FileId, 
/**
 * What.
 */
edits: Array<CustomerChange>, };
export type EditLine = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which.
 */
line: LineId, 
/**
 * What to change.
 */
changes: Array<LineChange>, };
export type EditQuotation = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
id: QuotationId, 
/**
 * What.
 */
edits: Array<QuotationChange>, };
export type EditStaff = { 
/**
 * Who.
 */
staff: StaffId, 
/**
 * New name, if it changes.
 */
name: string | null, 
/**
 * New roles, if they change.
 */
roles: Array<Role> | null, };
export type EditTestDrive = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
id: TestDriveId, 
/**
 * What.
 */
edits: Array<TestDriveChange>, };
export type Education = "basic" | "high_school" | "college" | "bachelor" | "master";
export type Entry = { 
/**
 * Its place in the file.
 */
id: EntryId, 
/**
 * What it tells.
 */
kind: EntryKind, 
/**
 * When it happened, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, 
/**
 * What was said or done.
 */
text: string, 
/**
 * The off-site event it belongs to.
 */
event: FileId | null, 
/**
 * How the customer was, at a contact (C17).
 */
mood: Mood | null, 
/**
 * What they had expected against what they got (C18).
 */
expectation: Expectation | null, 
/**
 * What of the person it tells (C30).
 */
topic: Topic | null, 
/**
 * How a contact went (F9).
 */
outcome: Outcome | null, };
export type EntryId = string;
export type EntryKind = "opened" | "captured" | "note" | "call" | "call_in" | "visit" | "message" | "email" | "fax" | "test_drive" | "stage_moved" | "graded" | "order" | "loss_requested" | "loss_confirmed" | "loss_refused" | "revived" | "printed" | "clash_settled" | "relation_set";
export type ErasureRow = { 
/**
 * The request.
 */
request: StatementId, 
/**
 * The file it names.
 */
file: FileId, 
/**
 * The customer; none where the file is not on this device.
 */
customer: CustomerRow | null, 
/**
 * Who asked.
 */
by: StaffName, 
/**
 * How many files are joined with it and would be destroyed too.
 */
others: number, };
export type ErrorCode = "no_store" | "preparing" | "not_allowed" | "not_found" | "erased" | "bad_request" | "needs_phone_or_name" | "required" | "too_long" | "bad_amount" | "bad_date" | "bad_time" | "bad_count" | "person_in_log" | "not_your_visitor" | "needs_result" | "already_done" | "already_so" | "needs_loss_reason" | "grade_follows" | "is_lost" | "loss_settled" | "revived_once" | "bad_number" | "last_choice" | "not_in_clash" | "cannot_join" | "needs_promotion" | "do_not_call" | "order_needs_car" | "order_needs_model" | "order_needs_price" | "order_not_signed" | "order_paid" | "order_stands" | "order_signed" | "order_invoiced" | "order_cancelled" | "car_handed_over" | "needs_reason" | "bad_vin" | "vin_claimed" | "not_allotted" | "gaps_open" | "bad_signature" | "bad_kilometres" | "cannot_undo" | "disk_full" | "not_saved" | "database_damaged" | "wrong_key" | "not_our_database" | "relay_unreachable" | "not_a_relay" | "relay_identity_changed" | "plain_address" | "digits_missing" | "relay_waits" | "other_version" | "wrong_code" | "code_expired" | "code_used" | "clock_off" | "store_exists" | "device_refused" | "revoked" | "device_quarantined" | "look_up_limit" | "car_taken" | "bad_times" | "needs_licence" | "not_out" | "mileage_backwards" | "bad_mileage" | "too_late" | "frozen" | "quotation_state" | "empty_quotation" | "bad_loan" | "plate_taken" | "offline" | "masked_value" | "unmask_limit" | "form_only" | "not_practice" | "already_open" | "locked" | "wrong_pin" | "pin_ended" | "weak_pin" | "no_recovery_key" | "wrong_recovery_key" | "no_passphrase" | "wrong_passphrase" | "lease_over" | "cloned_device" | "other_template" | "cannot_print" | "internal";
export type EventChoice = { 
/**
 * Which.
 */
file: FileId, 
/**
 * Its name.
 */
name: string, };
export type EventField = "name" | "place" | "starts_on" | "ends_on" | "target_leads" | "cost_fen" | "remark" | "closed";
export type EventFieldValue = { 
/**
 * Which.
 */
field: EventField, 
/**
 * The text; amounts as said, dates `2026-11-21`.
 */
value: string, };
export type EventFigures = { 
/**
 * Which.
 */
event: EventChoice, 
/**
 * Its figures.
 */
figures: Figures, };
export type EventFile = { 
/**
 * The file's id.
 */
id: FileId, 
/**
 * The fields that are filled in.
 */
fields: { [key in string]: string }, 
/**
 * Who works there.
 */
staff: Array<StaffId>, 
/**
 * Values that two devices wrote apart.
 */
clashes: Array<Clash>, };
export type EventList = { 
/**
 * The rows.
 */
rows: Array<EventRow>, };
export type EventPage = { 
/**
 * The event and its counts.
 */
row: EventRow, 
/**
 * Its team.
 */
team: Array<StaffName>, 
/**
 * Leads per person.
 */
by_owner: Array<OwnerTally>, 
/**
 * Whether this person may change it.
 */
can_edit: boolean, };
export type EventRow = { 
/**
 * The event.
 */
event: EventFile, 
/**
 * Whether it runs today.
 */
running: boolean, 
/**
 * Leads of it that this person may see.
 */
leads: number, 
/**
 * Of those, with a phone.
 */
with_phone: number, 
/**
 * Leads per grade.
 */
grades: Array<GradeCount>, };
export type EventTally = { 
/**
 * The event.
 */
event: FileId, 
/**
 * Its name.
 */
name: string, 
/**
 * How many.
 */
count: number, 
/**
 * Sum of budgets in fen.
 */
amount_fen: number, };
export type Expectation = "exceeded" | "met" | "missed";
export type ExportAudit = { 
/**
 * Which lines.
 */
filter: AuditFilter, };
export type ExportForm = "csv" | "json";
export type ExportLines = { 
/**
 * Which.
 */
filter: LineFilter, };
export type ExportOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
order: OrderId, 
/**
 * In which form.
 */
form: ExportForm, 
/**
 * Why the phone is asked for in full, where the person's role sees it masked; it is recorded as every showing is.
 */
reason: UnmaskReason | null, };
export type ExportedFile = { 
/**
 * A name for it.
 */
file_name: string, 
/**
 * What stands in it.
 */
content: string, };
export type ExportedTable = { 
/**
 * What to call the file.
 */
file_name: string, 
/**
 * CSV in UTF-8 with a byte-order mark; every cell is text.
 */
csv: string, 
/**
 * How many rows, the heading left out.
 */
rows: number, };
export type Fact = "name" | "contact" | "source" | "kind" | "information_source" | "current_car" | "competitors" | "convenient_time" | "industry" | "company_size" | "company_address" | "acquisition_channel" | "brand" | "series" | "model" | "intended_use" | "purchase_date" | "acceptable_price" | "motive" | "payment_intent" | "opinion" | "decision_makers" | "cars_shown" | "presentation_feedback" | "booking" | "test_car" | "route" | "licence_checked" | "agreement_signed" | "mileage" | "test_drive_feedback" | "occupation" | "job_title" | "hobbies" | "birthday" | "compound" | "configuration" | "colour" | "price" | "options" | "insurance_offer" | "finance_offer" | "trade_in" | "ordered_car" | "order_price" | "deposit" | "payment_way" | "related_people" | "identity_card" | "address" | "postcode" | "vin" | "engine_number" | "plate" | "driving_permit" | "driving_licence" | "insurance" | "delivery_checklist" | "file_checked" | "vehicle_file" | "return_visit" | "owner_feedback" | "suggestions" | "data_checked";
export type FactPlace = { "at": "customer", 
/**
 * Which.
 */
field: CustomerField, } | { "at": "private", 
/**
 * Which.
 */
field: PrivateField, } | { "at": "opportunity", 
/**
 * Which.
 */
field: OpportunityField, } | { "at": "interest", 
/**
 * Which kind.
 */
kind: InterestKind, } | { "at": "phones", } | { "at": "presentations", } | { "at": "test_drives", } | { "at": "quotations", } | { "at": "orders", } | { "at": "delivery", } | { "at": "care", };
export type Fen = number;
export type FieldRow = { 
/**
 * Where in the file, without ids: `fields.name`, `phones.number.typed`, `follow_ups.result.text`.
 */
field: string, 
/**
 * The value before; none if there was none.
 */
before: string | null, 
/**
 * The value after; none if there is none.
 */
after: string | null, };
export type Figures = { 
/**
 * 客流总量: everyone who came into the showroom, for whatever purpose.
 */
traffic: number, 
/**
 * Heads: party sizes added up, one where nobody wrote it.
 */
people: number, 
/**
 * Calls, messages and outbound contacts.
 */
calls: number, 
/**
 * 集客总量: those in the showroom who mean to buy, returning ones too.
 */
footfall: number, 
/**
 * 新增集客: those of them on their first visit.
 */
new_footfall: number, 
/**
 * 留档率: of the new footfall, who left a way to reach them.
 */
capture: Rate, 
/**
 * 留档率 (全部到店): the same of everyone in the showroom.
 */
capture_of_all: Rate, 
/**
 * 首次到店未成交留档率: of the new footfall that did not buy at once.
 */
capture_unclosed: Rate, 
/**
 * 首洽成交: bought on the first visit.
 */
deals_first: number, 
/**
 * 跟踪回访成交: bought later.
 */
deals_follow_up: number, 
/**
 * 成交率: deals of the footfall.
 */
closing: Rate, 
/**
 * 试乘试驾率: test drives for which the car left, by the new footfall.
 */
test_drives: Rate, 
/**
 * 完整: lines in which everything is filled in.
 */
complete: Rate, 
/**
 * 准确: lines that nobody else had to correct and in which nothing looks wrong.
 */
correct: Rate, 
/**
 * 及时: lines entered in time.
 */
timely: Rate, 
/**
 * How long visitors stayed, in minutes on average; none where nobody left yet.
 */
stay_minutes: number | null, 
/**
 * How long those who mean to buy waited for a consultant.
 */
wait_minutes: number | null, };
export type FileCounts = { 
/**
 * Purchases considered.
 */
opportunities: number, 
/**
 * Follow-ups planned and done.
 */
follow_ups: number, 
/**
 * Lines of the timeline.
 */
entries: number, 
/**
 * Consents.
 */
consents: number, };
export type FileId = string;
export type FileKind = "customer" | "customer_private" | "vehicle" | "care" | "reception" | "event" | "store";
export type FileState = { 
/**
 * Which.
 */
file: FileId, 
/**
 * Of what kind.
 */
kind: FileKind, 
/**
 * Its last changes, sorted.
 */
heads: Array<ChangeHash>, 
/**
 * BLAKE3 over its values as canonical JSON, in hexadecimal.
 */
content: string, 
/**
 * Changes of it that the relay has not acknowledged.
 */
waiting: number, };
export type Finance = { 
/**
 * Who lends.
 */
lender: string, 
/**
 * How much is lent.
 */
principal: Fen, 
/**
 * For how many months.
 */
months: number, 
/**
 * Hundredths of a percent a year.
 */
rate_bp: number, };
export type Fleet = { 
/**
 * Whether they are one.
 */
is_fleet: boolean, 
/**
 * Why.
 */
reason: string, 
/**
 * When it was decided, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who decided.
 */
by: StaffId, };
export type FollowUp = { 
/**
 * Its place in the file.
 */
id: FollowUpId, 
/**
 * The purchase it is about.
 */
opportunity: OpportunityId | null, 
/**
 * How.
 */
way: Way, 
/**
 * What for.
 */
aim: string, 
/**
 * When it is due.
 */
due_on: LocalDate, 
/**
 * Who planned it; none where the store's rules did.
 */
planned_by: StaffId | null, 
/**
 * When it was planned.
 */
planned_at: Instant, 
/**
 * The result, once written.
 */
result: FollowUpResult | null, 
/**
 * The manager's comment, if one counts.
 */
comment: FollowUpComment | null, 
/**
 * The answer to it, or to an earlier one.
 */
answer: FollowUpAnswer | null, };
export type FollowUpAnswer = { 
/**
 * What was said.
 */
text: string, 
/**
 * When the comment was written that it answers.
 */
to: Instant, 
/**
 * When it was written, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, };
export type FollowUpComment = { 
/**
 * What was said.
 */
text: string, 
/**
 * Whether it wants an answer.
 */
asks: boolean, 
/**
 * When it was written, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, };
export type FollowUpId = string;
export type FollowUpResult = { 
/**
 * How it went.
 */
outcome: Outcome, 
/**
 * What was said.
 */
text: string, 
/**
 * When it was written, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, 
/**
 * What an owner said, at a return visit.
 */
visit: ReturnVisit | null, };
export type FollowUpTally = { 
/**
 * Who.
 */
staff: StaffName, 
/**
 * Finished follow-ups.
 */
done: number, };
export type FootfallReport = { 
/**
 * All of it.
 */
all: Figures, 
/**
 * Per day, the oldest first.
 */
days: Array<DayFigures>, 
/**
 * Per consultant, who had most first.
 */
consultants: Array<ConsultantFigures>, 
/**
 * Per way of coming.
 */
ways: Array<WayFigures>, 
/**
 * Per event that brought somebody.
 */
events: Array<EventFigures>, 
/**
 * Per series or model looked at, the most wanted first.
 */
series: Array<SeriesFigures>, 
/**
 * Lines per grade.
 */
grades: Array<LineGrade>, 
/**
 * A line entered within so many minutes is timely.
 */
timely_minutes: number, 
/**
 * Whether they are of this person's work only, whatever was asked.
 */
own_only: boolean, };
export type Formula = "capture" | "test_drives" | "closing" | "conversion" | "invited" | "second_visit" | "driven_orders" | "new_signed" | "last_month_signed" | "remaining_signed" | "delivery" | "reserve" | "owner_base" | "lost" | "clear_losses";
export type GivenUp = { 
/**
 * Code of the store's list of reasons.
 */
reason: string, 
/**
 * What was bought instead; empty if unknown.
 */
competitor: string, 
/**
 * In words.
 */
words: string, };
export type Grade = "H" | "A" | "B" | "C" | "N" | "O" | "D" | "T" | "F";
export type GradeCount = { 
/**
 * The grade.
 */
grade: Grade, 
/**
 * How many.
 */
count: number, };
export type GradeRule = { 
/**
 * The grade.
 */
grade: Grade, 
/**
 * Days until the next follow-up when nobody says otherwise.
 */
interval_days: number, 
/**
 * Days that may pass at most.
 */
longest_days: number, };
export type HandOver = { 
/**
 * When it was written.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, 
/**
 * Its date.
 */
on: LocalDate, 
/**
 * What was missing, each with the reason why the car went all the same.
 */
gaps: { [key in string]: string }, };
export type HandOverBook = { 
/**
 * Who left.
 */
from: StaffId, 
/**
 * Whose it is now; none puts it into the pool.
 */
to: StaffId | null, };
export type HandOverScreen = { 
/**
 * Whether only the form is to be had from now on.
 */
on: boolean, };
export type HandTo = { "to": "keep" } | { "to": "pool" } | { "to": "staff", 
/**
 * Who.
 */
staff: StaffId, };
export type Hidden = { "what": "main_phone", } | { "what": "phone", 
/**
 * Which.
 */
id: PhoneId, } | { "what": "private", 
/**
 * Which.
 */
field: PrivateField, } | { "what": "field", 
/**
 * Which.
 */
field: CustomerField, } | { "what": "line", 
/**
 * Its id.
 */
id: string, } | { "what": "clash", 
/**
 * Which register.
 */
place: Array<string>, };
export type IdentifyVisitor = { 
/**
 * As typed so far.
 */
typed: string, };
export type IncomeBand = "under_100k" | "100k_200k" | "200k_300k" | "300k_500k" | "500k_1m" | "over_1m";
export type InformationSource = "friend" | "television" | "web_page" | "live_stream" | "press" | "radio" | "outdoor" | "auto_show" | "passing_by" | "owner";
export type Instant = number;
export type Interest = { 
/**
 * The catalogue's id where it comes from there, else an id of its own. Two devices that add the same catalogue
 * entry apart therefore add one interest.
 */
id: InterestId, 
/**
 * What it names.
 */
kind: InterestKind, 
/**
 * The name as it stood when it was chosen.
 */
name: string, };
export type InterestId = string;
export type InterestKind = "brand" | "series" | "model" | "competitor";
export type Invitation = { 
/**
 * The place.
 */
slot: SlotId, 
/**
 * Address to type on the new device.
 */
relay: string, 
/**
 * Ten characters, shown in two groups of five.
 */
code: string, 
/**
 * When it ends.
 */
expires_at: Instant, 
/**
 * QR code of both, an SVG image.
 */
qr_svg: string, };
export type InviteDevice = { 
/**
 * Whose device.
 */
staff: StaffId, };
export type Invoice = { 
/**
 * Its number.
 */
number: string, 
/**
 * When it was written.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, 
/**
 * The date it bears.
 */
on: LocalDate, };
export type JoinBar = "same_file" | "batch_buyer" | "has_order";
export type JoinStore = { 
/**
 * Address of the relay, or all that the invitation's QR code says; then `code` does not matter.
 */
relay: string, 
/**
 * The ten characters of the invitation; case, spaces and dashes do not matter.
 */
code: string, 
/**
 * What to call this device.
 */
device_name: string, };
export type JoinedFile = { 
/**
 * Which.
 */
file: FileId, 
/**
 * The file it was joined with; together they can be split again. None in the one whose id the customer has.
 */
with: FileId | null, 
/**
 * Its own name; empty where none was written.
 */
name: string, 
/**
 * When it was opened.
 */
opened_at: Instant | null, 
/**
 * Who opened it.
 */
opened_by: StaffName | null, 
/**
 * Ids of the phones, consents, opportunities, follow-ups and lines of the timeline that stand in it.
 */
entries: Array<string>, };
export type JudgeLoss = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which purchase.
 */
opportunity: OpportunityId, 
/**
 * The request it answers.
 */
request: LossId, 
/**
 * Whether it is lost; else it returns to work.
 */
confirmed: boolean, 
/**
 * The word; needed where it returns to work.
 */
words: string, 
/**
 * What becomes of the customer, where it is lost.
 */
hand_to: HandTo, };
export type JudgePair = { 
/**
 * One.
 */
one: FileId, 
/**
 * The other.
 */
other: FileId, 
/**
 * What is said.
 */
verdict: Verdict, };
export type Judged = { 
/**
 * The other file.
 */
other: FileId, 
/**
 * What was said.
 */
verdict: Verdict, 
/**
 * When, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who said it.
 */
by: StaffId, };
export type KeepVisitor = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * The line to keep.
 */
line: LineId, };
export type KeptClaim = { 
/**
 * The claim that won, as it was typed.
 */
vin: string, 
/**
 * When that claim was made.
 */
claimed_at: Instant, 
/**
 * When it was decided.
 */
at: Instant, 
/**
 * Who decided.
 */
by: StaffId, };
export type KindCount = { 
/**
 * Kind.
 */
kind: FileKind, 
/**
 * Files on this device.
 */
files: number, 
/**
 * Changes not acknowledged.
 */
waiting: number, };
export type KnownPhone = { 
/**
 * The file.
 */
file: FileId, 
/**
 * The customer's name.
 */
name: string, 
/**
 * The number as this person may see it.
 */
phone: string, 
/**
 * Whether it is masked.
 */
masked: boolean, 
/**
 * Who looks after it.
 */
owner: StaffName | null, 
/**
 * When something was last done.
 */
last_contact_at: Instant | null, 
/**
 * The contact person of that file whose number it is; none for the customer's own.
 */
person: string | null, 
/**
 * Whether the whole number is the same.
 */
exact: boolean, };
export type KnownVisitor = { 
/**
 * The customer.
 */
customer: CustomerRow, 
/**
 * Whether it is certain: the whole phone or plate is the same.
 */
is_certain: boolean, 
/**
 * How often they were in the store.
 */
visits: number, 
/**
 * The last day they came or called.
 */
last_visit_on: LocalDate | null, 
/**
 * The line of the visit that is not over, if they are in the house.
 */
here: LineId | null, 
/**
 * Whom to give them to, the best first.
 */
proposals: Array<ConsultantProposal>, };
export type Language = "zh-CN" | "en";
export type LeaveLine = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which.
 */
line: LineId, 
/**
 * How it ended.
 */
result: VisitResult, 
/**
 * When; now if none.
 */
at: Instant | null, };
export type LedgerHash = string;
export type LicenceCheck = { 
/**
 * What it allows.
 */
kind: LicenceKind, 
/**
 * The last day it is valid, where it says one.
 */
valid_until: LocalDate | null, 
/**
 * When it was looked at.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type LicenceKind = "C1" | "C2" | "C5" | "A1" | "A2" | "A3" | "B1" | "B2";
export type LineChange = { "change": "field", 
/**
 * Which.
 */
field: LineField, 
/**
 * The text.
 */
value: string, } | { "change": "add_interest", 
/**
 * Of the catalogue.
 */
catalogue: CatalogueId, } | { "change": "remove_interest", 
/**
 * Which.
 */
id: InterestId, } | { "change": "settle" } & Settled;
export type LineClash = { 
/**
 * As it stands in the file.
 */
clash: Clash, 
/**
 * The line, where it is about one.
 */
line: LineId | null, 
/**
 * People whose ids stand among the values.
 */
names: Array<StaffName>, };
export type LineDoubt = "left_before_coming" | "long_stay" | "deal_without_file" | "contact_without_file" | "large_party" | "call_with_visit_result" | "never_ended";
export type LineField = "came_by" | "in_at" | "out_at" | "visit_count" | "party_size" | "purpose" | "enquiry" | "contact" | "asked" | "result" | "stage" | "remark" | "event" | "customer";
export type LineFilter = { 
/**
 * From this day on.
 */
from: LocalDate, 
/**
 * Up to and with this day.
 */
upto: LocalDate, 
/**
 * Of this consultant.
 */
consultant: StaffId | null, 
/**
 * Came so.
 */
came_by: CameBy | null, 
/**
 * Means to buy, or not.
 */
is_intending: boolean | null, 
/**
 * Ended so.
 */
result: VisitResult | null, 
/**
 * First visit, or a later one.
 */
is_first: boolean | null, 
/**
 * Left a way to reach them, or refused.
 */
contact: ContactLeft | null, 
/**
 * Has a customer file, or none.
 */
has_file: boolean | null, 
/**
 * Looked at this series or model, by name.
 */
series: string | null, 
/**
 * Was brought by this event.
 */
event: FileId | null, 
/**
 * Customers of this grade.
 */
grade: Grade | null, 
/**
 * Lines that need looking at.
 */
need: LineNeed | null, };
export type LineGrade = { 
/**
 * The grade; none for visitors without a file.
 */
grade: Grade | null, 
/**
 * How many.
 */
count: number, };
export type LineId = string;
export type LineKind = "vehicle" | "option" | "tax" | "plate_fee" | "insurance" | "service" | "discount" | "else";
export type LineList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The rows.
 */
rows: Array<LineRow>, 
/**
 * Whether this person may write them to a file.
 */
can_export: boolean, 
/**
 * Whether this person looks lines over.
 */
can_check: boolean, };
export type LineNeed = "incomplete" | "doubtful" | "late" | "any";
export type LineRow = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Its place in the day's log.
 */
id: LineId, 
/**
 * How they came.
 */
came_by: CameBy, 
/**
 * Whether they stand in the showroom.
 */
is_in_store: boolean, 
/**
 * When they came.
 */
in_at: Instant, 
/**
 * When they left.
 */
out_at: Instant | null, 
/**
 * How long they stayed, in minutes.
 */
stayed_minutes: number | null, 
/**
 * Their how many-th visit.
 */
visit_count: number | null, 
/**
 * How many came together.
 */
party_size: number | null, 
/**
 * What for.
 */
purpose: Purpose, 
/**
 * What they look at.
 */
interests: Array<Interest>, 
/**
 * What they asked about.
 */
enquiry: string, 
/**
 * Whether a way to reach them was left.
 */
contact: ContactLeft | null, 
/**
 * How often they were asked for it.
 */
asked: number | null, 
/**
 * How it ended.
 */
result: VisitResult | null, 
/**
 * How far the purchase is.
 */
stage: Stage | null, 
/**
 * Remark.
 */
remark: string, 
/**
 * The event that brought them.
 */
event: EventChoice | null, 
/**
 * Where the visitor stands.
 */
state: LineState, 
/**
 * The consultant.
 */
consultant: StaffName | null, 
/**
 * Why them.
 */
chosen_by: ChosenBy | null, 
/**
 * When they were given.
 */
assigned_at: Instant | null, 
/**
 * When the consultant had them.
 */
accepted_at: Instant | null, 
/**
 * Whether it waits for the word of the person at this device.
 */
is_mine_to_accept: boolean, 
/**
 * Whom to give them to, the best first; empty where somebody has them or they do not mean to buy.
 */
proposals: Array<ConsultantProposal>, 
/**
 * Whether there is a customer file.
 */
has_file: boolean, 
/**
 * The customer; none where there is no file or it is not on this device.
 */
customer: CustomerRow | null, 
/**
 * Follow-ups done for that customer.
 */
follow_ups: number, 
/**
 * Who entered it.
 */
entered_by: StaffName, 
/**
 * When.
 */
entered_at: Instant, 
/**
 * How many minutes after the arrival, where that was late.
 */
late_minutes: number | null, 
/**
 * Fields that should be filled in.
 */
missing: Array<MissingPart>, 
/**
 * What looks wrong.
 */
doubts: Array<LineDoubt>, 
/**
 * What was corrected.
 */
corrections: Array<CorrectionRow>, 
/**
 * Who looked it over.
 */
confirmed_by: StaffName | null, 
/**
 * Another line counts this visitor.
 */
same_as: LineId | null, };
export type LineSaved = { 
/**
 * The day's log.
 */
file: FileId, 
/**
 * What changed.
 */
touched: Touched, 
/**
 * How to undo it; none where it cannot be.
 */
undo: UndoId | null, 
/**
 * What the person should know.
 */
warnings: Array<Warning>, 
/**
 * The day.
 */
day: LocalDate, 
/**
 * The line.
 */
line: LineId, 
/**
 * The customer file that was opened or linked.
 */
customer: FileId | null, };
export type LineState = "waiting" | "assigned" | "received" | "over";
export type Link = "none" | "offline" | "connecting" | "syncing" | "healing" | "synced" | "refused";
export type LinkVisitor = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which line.
 */
line: LineId, 
/**
 * The customer they are.
 */
customer: FileId | null, 
/**
 * Or the customer to open a file of.
 */
visitor: NewVisitor | null, };
export type ListCustomers = { 
/**
 * Which.
 */
filter: CustomerFilter, 
/**
 * In what order; with a search the best hit comes first.
 */
sort: CustomerSort, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type ListOrders = { 
/**
 * Order number, VIN, plate, or whatever finds a customer.
 */
search: string, 
/**
 * In these states.
 */
states: Array<OrderState>, 
/**
 * Of these people.
 */
owners: Array<StaffId>, 
/**
 * Opened on this date or later.
 */
from: LocalDate | null, 
/**
 * Opened on this date or before.
 */
upto: LocalDate | null, 
/**
 * Only those whose VIN another order claims.
 */
contested: boolean, 
/**
 * Only those of this customer.
 */
customer: FileId | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type ListVehicles = { 
/**
 * VIN or plate, or any run of one.
 */
search: string, 
/**
 * Only those of this customer.
 */
customer: FileId | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 200.
 */
limit: number, };
export type LocalDate = string;
export type LockState = { 
/**
 * Nothing is shown until the PIN is given.
 */
locked: boolean, 
/**
 * Whether a PIN is set; without one the app never locks.
 */
has_pin: boolean, 
/**
 * Wrong PINs that are left. At 0 only the store's recovery key opens.
 */
tries_left: number, 
/**
 * The app locks after so many seconds without a person; screens call `touch` while there is one.
 */
idle_after_s: number, 
/**
 * Whether the store has a recovery key: a PIN needs one.
 */
has_recovery_key: boolean, };
export type LogArrival = { 
/**
 * How they came.
 */
came_by: CameBy, 
/**
 * When; now if none. The line goes into that day's log.
 */
in_at: Instant | null, 
/**
 * When they left, for a line entered afterwards.
 */
out_at: Instant | null, 
/**
 * Their how many-th visit; of known customers the log tells it.
 */
visit_count: number | null, 
/**
 * How many came together.
 */
party_size: number | null, 
/**
 * What for.
 */
purpose: Purpose, 
/**
 * Series and models.
 */
interests: Array<CatalogueId>, 
/**
 * What they asked about.
 */
enquiry: string, 
/**
 * Whether a way to reach them was left; told by the file where there is one.
 */
contact: ContactLeft | null, 
/**
 * How often they were asked for it.
 */
asked: number | null, 
/**
 * How it ended, for a line entered afterwards.
 */
result: VisitResult | null, 
/**
 * How far the purchase is.
 */
stage: Stage | null, 
/**
 * Remark.
 */
remark: string, 
/**
 * The event that brought them.
 */
event: FileId | null, 
/**
 * The customer they are.
 */
customer: FileId | null, 
/**
 * Or the customer to open a file of.
 */
visitor: NewVisitor | null, 
/**
 * The consultant; none puts them into the queue.
 */
consultant: StaffId | null, 
/**
 * Makes a second call with the same value answer like the first instead of writing a second line.
 */
request: DraftId | null, };
export type LookUpPhone = { 
/**
 * As typed.
 */
typed: string, };
export type Loss = { 
/**
 * The request that stands.
 */
request: LossRequest | null, 
/**
 * The verdict, if one counts.
 */
verdict: LossVerdict | null, 
/**
 * The revival.
 */
revival: Revival | null, 
/**
 * Whether a signed order stands for the purchase: what was bought is not lost.
 */
ordered?: boolean, };
export type LossId = string;
export type LossPage = { 
/**
 * The rows from `offset` on, those that wait first, then the newest.
 */
rows: Array<LossRow>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The same counted per reason, the most first.
 */
by_reason: Array<WordCount>, 
/**
 * Per competitor, the most first.
 */
by_competitor: Array<WordCount>, 
/**
 * How many wait for a manager, whatever is shown.
 */
waiting: number, 
/**
 * Requests of the days asked about.
 */
requests: number, 
/**
 * Of those, lost with a clear reason that a manager reviewed (战败明确率).
 */
clear: number, 
/**
 * Whether the rate stands on fewer than thirty.
 */
few: boolean, 
/**
 * Whether this person may judge.
 */
can_judge: boolean, };
export type LossRequest = { 
/**
 * Its id, which the answers name.
 */
id: LossId, 
/**
 * When, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who asks.
 */
by: StaffId, 
/**
 * Code of the store's list of reasons.
 */
reason: string, 
/**
 * What the customer bought instead; empty if unknown.
 */
competitor: string, 
/**
 * In words.
 */
words: string, 
/**
 * The stage it stood at, to which a revival brings it back.
 */
stage: Stage, 
/**
 * The grade it had.
 */
grade: Grade, };
export type LossRow = { 
/**
 * The customer; grade, stage, interests and budget are this purchase's.
 */
customer: CustomerRow, 
/**
 * Which purchase.
 */
opportunity: OpportunityId, 
/**
 * Where it stands.
 */
state: LossState, 
/**
 * The request.
 */
request: LossId, 
/**
 * When it was asked.
 */
asked_at: Instant, 
/**
 * By whom.
 */
asked_by: StaffName, 
/**
 * Code of the reason.
 */
reason: string, 
/**
 * What was bought instead.
 */
competitor: string, 
/**
 * In words.
 */
words: string, 
/**
 * The stage it stood at.
 */
stage: Stage, 
/**
 * The grade it had.
 */
grade: Grade, 
/**
 * Who decided, and in which words.
 */
verdict: SaidOn | null, 
/**
 * Who took it back, and in which words.
 */
revival: SaidOn | null, };
export type LossState = "none" | "requested" | "withdrawn" | "refused" | "lost" | "revived" | "contested" | "ordered" | "cancelled";
export type LossVerdict = { 
/**
 * The request it answers.
 */
request: LossId, 
/**
 * The revival it answers too, where one was written apart from an earlier verdict.
 */
revival: LossId | null, 
/**
 * Whether it is lost.
 */
confirmed: boolean, 
/**
 * The manager's word.
 */
words: string, 
/**
 * When, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who decided.
 */
by: StaffId, };
export type LossesShown = "waiting" | "lost" | "back";
export type ManyChange = { "to": "owner", 
/**
 * To whom; none for the pool.
 */
owner: StaffId | null, } | { "to": "stage", 
/**
 * Where to.
 */
stage: Stage, } | { "to": "tag", 
/**
 * Its word.
 */
tag: string, 
/**
 * Whether it is put on.
 */
on: boolean, };
export type ManyChanged = { 
/**
 * How many customers it changed.
 */
changed: number, 
/**
 * How many it left alone.
 */
left: number, 
/**
 * What changed.
 */
touched: Touched, 
/**
 * How to undo all of it.
 */
undo: UndoId | null, };
export type ManyChoices = { 
/**
 * Whether files can be given away.
 */
can_assign: boolean, 
/**
 * Whether stages and tags can be written.
 */
can_edit: boolean, 
/**
 * Stages to which many can be moved at once. The others follow from an order, a delivery or a lost customer.
 */
stages: Array<Stage>, 
/**
 * Tags in use, the most used first.
 */
tags: Array<TagInUse>, 
/**
 * How many files one command changes at most.
 */
most: number, };
export type ManyPreview = { 
/**
 * How many customers it would change.
 */
will: number, 
/**
 * How many are so already.
 */
already: number, 
/**
 * Those that it leaves alone, by reason.
 */
cannot: Array<CannotChange>, };
export type Me = { 
/**
 * Who.
 */
staff: StaffId, 
/**
 * Their name.
 */
name: string, 
/**
 * Their roles by the ledger.
 */
roles: Array<Role>, 
/**
 * What the interface may offer.
 */
abilities: Array<Ability>, 
/**
 * Where the app opens.
 */
first_place: WorkPlace, 
/**
 * The place that the phone's bar keeps for this person's own work.
 */
own_place: WorkPlace, 
/**
 * This device.
 */
device: DeviceId, };
export type Media = "television" | "magazine" | "newspaper" | "radio" | "outdoor" | "web";
export type MergeCounts = { 
/**
 * Pairs with the same number.
 */
certain: number, 
/**
 * Pairs that something else hints at.
 */
hints: number, 
/**
 * Joined customers with an order that came meanwhile.
 */
questions: number, };
export type MergePair = { 
/**
 * One file.
 */
a: CustomerRow, 
/**
 * The other.
 */
b: CustomerRow, 
/**
 * Why, the strongest reason first. The same number is certain, all else a hint.
 */
reasons: Array<PairReason>, 
/**
 * The number both have, as this person may see it.
 */
phone: string | null, };
export type MergeQuestion = { 
/**
 * The customer.
 */
customer: CustomerRow, 
/**
 * The files that are shown as this customer; the first is the one it is named by.
 */
files: Array<FileId>, };
export type MergeQueue = { 
/**
 * Pairs with the same number.
 */
certain: number, 
/**
 * Pairs that something else hints at.
 */
hints: number, 
/**
 * A page of the pairs, certain ones first.
 */
pairs: Array<MergePair>, 
/**
 * Joined customers of whom one file got an order, or became a batch buyer's, before its author knew of the join.
 */
questions: Array<MergeQuestion>, 
/**
 * Whether this person may join, split and judge.
 */
can_join: boolean, };
export type Missing = { 
/**
 * What.
 */
fact: Fact, 
/**
 * Where it is written.
 */
place: FactPlace, };
export type MissingPart = { "field": LineField } | "interest" | "consultant" | "ending";
export type ModelSegment = { 
/**
 * The model's name.
 */
name: string, 
/**
 * How many customers.
 */
n: number, 
/**
 * Whether that is too few to say much (below 30).
 */
is_small: boolean, 
/**
 * By sex; an empty word where nobody said.
 */
sexes: Array<Counted>, 
/**
 * By age band.
 */
ages: Array<Counted>, 
/**
 * By education.
 */
educations: Array<Counted>, };
export type MoneyWay = "cash" | "card" | "transfer" | "wechat_pay" | "alipay";
export type Mood = "angry" | "tough" | "at_ease" | "tense";
export type MoveOpportunity = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
opportunity: OpportunityId, 
/**
 * To this stage.
 */
stage: Stage | null, 
/**
 * To this grade.
 */
grade: Grade | null, };
export type MoveTestDrive = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
id: TestDriveId, 
/**
 * Car and time.
 */
slot: AskSlot, };
export type NamedInterest = { 
/**
 * What it is.
 */
kind: InterestKind, 
/**
 * Its name.
 */
name: string, };
export type Need = "overdue_follow_up" | "no_follow_up" | "incomplete" | "duplicate" | "clash";
export type NewConsent = { 
/**
 * What for.
 */
purpose: ConsentPurpose, 
/**
 * Version of the wording shown.
 */
wording: string, 
/**
 * `signature`, `tick`, `spoken`.
 */
way: string, };
export type NewVisitor = { 
/**
 * Number as typed; may be empty where a plate or a name with a refusal stands.
 */
phone: string, 
/**
 * Name, may be empty.
 */
name: string, 
/**
 * 先生/女士
 */
sex: Sex | null, 
/**
 * Plate of the car they came in, may be empty.
 */
plate: string, 
/**
 * Asked for a number and refused.
 */
contact_refused: boolean, 
/**
 * How soon they mean to buy.
 */
grade: Grade | null, 
/**
 * Where they come from, in the store's words; none as they came.
 */
source: string | null, 
/**
 * How they heard of us.
 */
information_source: InformationSource | null, 
/**
 * The customer who sent them.
 */
referrer: FileId | null, 
/**
 * What they agreed to; at most 8.
 */
consents: Array<NewConsent>, };
export type NextFollowUp = { 
/**
 * The grade.
 */
grade: Grade, 
/**
 * The date.
 */
on: LocalDate, };
export type NotHeld = { 
/**
 * Why.
 */
why: CalledOff, 
/**
 * What was said.
 */
text: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type Nothing = Record<symbol, never>;
export type NumberRow = { 
/**
 * Which.
 */
rule: NumberRule, 
/**
 * What holds.
 */
number: number, 
/**
 * What holds where the store says nothing.
 */
default_number: number, 
/**
 * The least it may be.
 */
least: number, 
/**
 * The most.
 */
most: number, };
export type NumberRule = "first_contact_hours" | "at_risk_months" | "lapsed_months" | "first_service_months" | "first_service_km" | "warranty_months" | "value_a_spend_yuan" | "value_a_visits" | "value_b_spend_yuan" | "value_b_visits" | "open_at_weekends" | "quiet_from_hour" | "quiet_until_hour";
export type Odds = { 
/**
 * The purchase.
 */
opportunity: OpportunityId, 
/**
 * How likely; none where it is no longer open.
 */
probability: Probability | null, 
/**
 * Where its loss stands.
 */
loss: LossState, 
/**
 * Whether it can be given up.
 */
can_give_up: boolean, 
/**
 * Whether it can be taken back.
 */
can_revive: boolean, 
/**
 * Whether a manager is asked.
 */
asks_manager: boolean, };
export type OneFile = { 
/**
 * Which.
 */
file: FileId, };
export type OneLine = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which.
 */
line: LineId, };
export type OneOpportunity = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which purchase.
 */
opportunity: OpportunityId, };
export type OneOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
order: OrderId, };
export type OnePresentation = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
id: PresentationId, };
export type OneView = { 
/**
 * Which.
 */
id: ViewId, };
export type OpenOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * The purchase; none opens one.
 */
opportunity: OpportunityId | null, 
/**
 * The accepted quotation it comes from: its car, price, loan, insurance and trade-in are copied.
 */
quotation: QuotationId | null, 
/**
 * Its first car, by the catalogue; none takes the quotation's.
 */
catalogue: CatalogueId | null, 
/**
 * Makes a second call with the same value answer like the first instead of opening a second order.
 */
request: DraftId | null, };
export type OpenStore = { 
/**
 * 门店名称
 */
store_name: string, 
/**
 * Name of the person.
 */
staff_name: string, 
/**
 * Roles the person holds besides administrator.
 */
roles: Array<Role>, 
/**
 * Address of the relay such as `https://192.168.1.5:7420`; none for the embedded one.
 */
relay: string | null, 
/**
 * The one-time code the relay printed at its first start; none for the embedded one.
 */
code: string | null, };
export type OperationDetail = { "what": "owner", 
/**
 * To whom; none for the pool.
 */
owner: StaffName | null, } | { "what": "stage", 
/**
 * Which.
 */
stage: Stage, } | { "what": "grade", 
/**
 * Which.
 */
grade: Grade, } | { "what": "tagged", 
/**
 * Which.
 */
tag: string, } | { "what": "untagged", 
/**
 * Which.
 */
tag: string, };
export type Opportunity = { 
/**
 * Its place in the file.
 */
id: OpportunityId, 
/**
 * When it was opened, by the clock of the device that did.
 */
opened_at: Instant, 
/**
 * Who opened it.
 */
opened_by: StaffId | null, 
/**
 * Where it stands.
 */
stage: Stage, 
/**
 * How soon it is likely to be won.
 */
grade: Grade, 
/**
 * What the customer means to spend at most.
 */
budget: Fen | null, 
/**
 * When the customer means to buy.
 */
purchase_on: LocalDate | null, 
/**
 * The event at which it was caught.
 */
event: FileId | null, 
/**
 * Series, models and competing models.
 */
interests: Array<Interest>, 
/**
 * The other filled-in fields; those above are left out.
 */
fields: { [key in string]: string }, 
/**
 * Whether and how it was lost.
 */
loss: Loss, };
export type OpportunityField = "source" | "stage" | "grade" | "budget_fen" | "budget_from_fen" | "purchase_on" | "purchase_window" | "motive" | "intended_use" | "payment" | "opinion" | "decision_makers" | "decider" | "loan_months" | "colour" | "trade_in" | "test_drive_at" | "quote_fen" | "deposit_fen" | "score" | "event";
export type OpportunityId = string;
export type OpportunityPage = { 
/**
 * Whose it is.
 */
customer: CustomerRow, 
/**
 * The purchase as this person may see it.
 */
opportunity: Opportunity, 
/**
 * The eight steps, what they hold and what they lack.
 */
process: Process, 
/**
 * Whether the lead is an opportunity, and why.
 */
qualification: Qualification, 
/**
 * Cars shown for it, the newest first.
 */
presentations: Array<Presentation>, 
/**
 * Its test drives, the newest first.
 */
test_drives: Array<TestDriveView>, 
/**
 * Its quotations, the newest first.
 */
quotations: Array<QuotationView>, 
/**
 * Return visits about it, planned and done, by date.
 */
return_visits: Array<FollowUp>, 
/**
 * Names of everyone it mentions.
 */
names: Array<StaffName>, 
/**
 * Date of the next follow-up that is planned.
 */
next_follow_up_on: LocalDate | null, 
/**
 * The date to offer for the next one, by the store's rule for the grade; none where one is planned already.
 */
offered_follow_up_on: LocalDate | null, 
/**
 * Whether this person may write in the file.
 */
can_edit: boolean, 
/**
 * Whether this person may book the store's cars.
 */
can_book: boolean, 
/**
 * Whether this person may read and write the private part.
 */
can_edit_private: boolean, };
export type Order = { 
/**
 * Its place in the file.
 */
id: OrderId, 
/**
 * 订单号: device prefix and counter, so that it can be given without a network.
 */
number: string, 
/**
 * The purchase it concludes.
 */
opportunity: OpportunityId | null, 
/**
 * The quotation it came from, by its place in the file.
 */
quotation: string | null, 
/**
 * When it was opened.
 */
opened_at: Instant, 
/**
 * Who opened it.
 */
opened_by: StaffId | null, 
/**
 * 签订
 */
signed: Done | null, 
/**
 * 开票
 */
invoiced: Invoice | null, 
/**
 * 退订
 */
cancelled: Cancelling | null, 
/**
 * Price lines beside the cars.
 */
lines: Array<OrderLine>, 
/**
 * Who has a part in it beside the customer.
 */
people: Array<OrderPerson>, 
/**
 * The other filled-in fields.
 */
fields: { [key in string]: string }, };
export type OrderAct = "sign" | "pay" | "refund" | "invoice" | "cancel" | "remove";
export type OrderCar = { 
/**
 * Its place in the file.
 */
id: OrderCarId, 
/**
 * Of which order.
 */
order: OrderId, 
/**
 * 配车: the VIN it was allotted, if any.
 */
claim: Claim | null, 
/**
 * A claim on a VIN that a manager gave to another order.
 */
returned: ReturnedClaim | null, 
/**
 * A claim that a manager let this car keep.
 */
kept: KeptClaim | null, 
/**
 * Model, price, plate, papers: the filled-in fields.
 */
fields: { [key in string]: string }, 
/**
 * How its delivery goes.
 */
delivery: Delivery, };
export type OrderCarId = string;
export type OrderChange = { "change": "field", 
/**
 * Which.
 */
field: OrderField, 
/**
 * The text.
 */
value: string, } | { "change": "line", 
/**
 * Which; none for a new one.
 */
id: OrderLineId | null, 
/**
 * What for.
 */
kind: OrderLineKind, 
/**
 * In words.
 */
name: string, 
/**
 * As said.
 */
amount: string, } | { "change": "remove_line", 
/**
 * Which.
 */
id: OrderLineId, } | { "change": "person", 
/**
 * Which contact of the customer.
 */
contact: ContactId, 
/**
 * What they are.
 */
role: PersonRole | null, } | { "change": "add_car", 
/**
 * By the catalogue.
 */
catalogue: CatalogueId | null, 
/**
 * What else is known of it.
 */
fields: Array<CarValue>, } | { "change": "car_model", 
/**
 * Which car.
 */
car: OrderCarId, 
/**
 * The catalogue's entry.
 */
catalogue: CatalogueId, } | { "change": "car", 
/**
 * Which car.
 */
car: OrderCarId, 
/**
 * Which field.
 */
field: CarField, 
/**
 * The text.
 */
value: string, } | { "change": "remove_car", 
/**
 * Which.
 */
car: OrderCarId, };
export type OrderChoices = { 
/**
 * Which list.
 */
list: ChoiceList, 
/**
 * The codes in their new order.
 */
codes: Array<string>, };
export type OrderDoing = { "act": "sign", 
/**
 * The date it bears.
 */
on: LocalDate, } | { "act": "invoice", 
/**
 * Its number.
 */
number: string, 
/**
 * The date it bears.
 */
on: LocalDate, } | { "act": "cancel", 
/**
 * Why.
 */
reason: string, 
/**
 * What the store keeps of what was paid, as said.
 */
withheld: string, } | { "act": "remove", };
export type OrderField = "payment_plan" | "deposit_fen" | "loan_fen" | "loan_months" | "loan_rate" | "loan_from" | "promised_on" | "insurance" | "invoice_name" | "remark";
export type OrderId = string;
export type OrderLine = { 
/**
 * Its place in the order.
 */
id: OrderLineId, 
/**
 * What for.
 */
kind: OrderLineKind, 
/**
 * In words.
 */
name: string, 
/**
 * How much, never below zero.
 */
amount: Fen, };
export type OrderLineId = string;
export type OrderLineKind = "option" | "accessory" | "insurance" | "purchase_tax" | "registration" | "finance" | "fee" | "discount" | "trade_in";
export type OrderList = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The rows from `offset` on, the newest first.
 */
rows: Array<OrderRow>, };
export type OrderMoney = { 
/**
 * Cars and lines together.
 */
total: Fen, 
/**
 * What came in, refunds not taken off.
 */
received: Fen, 
/**
 * What went back.
 */
refunded: Fen, 
/**
 * What is still to come; below zero where too much came in.
 */
open: Fen, 
/**
 * Of a cancelled order: what must still go back; below zero where too much did.
 */
refund_due: Fen, };
export type OrderPage = { 
/**
 * The customer.
 */
customer: CustomerRow, 
/**
 * The order as this person may see it.
 */
order: Order, 
/**
 * Where it stands.
 */
state: OrderState, 
/**
 * Its money.
 */
money: OrderMoney, 
/**
 * Its cars.
 */
cars: Array<CarView>, 
/**
 * Its payments, the oldest first.
 */
payments: Array<Payment>, 
/**
 * The people around the customer, those with a part in it first.
 */
people: Array<PersonView>, 
/**
 * What may be done with it, and why not.
 */
acts: Array<AllowedAct>, 
/**
 * It was cancelled on one device while a car of it was handed over on another.
 */
cancelled_after_hand_over: boolean, 
/**
 * Names of everyone it mentions.
 */
names: Array<StaffName>, 
/**
 * Whether this person may write in it.
 */
can_edit: boolean, 
/**
 * Whether this person may export it for the maker's system.
 */
can_export: boolean, 
/**
 * Whether this person may say to which order a VIN goes.
 */
can_settle: boolean, };
export type OrderPerson = { 
/**
 * Which contact of the file.
 */
contact: ContactId, 
/**
 * What they are to it.
 */
role: PersonRole, };
export type OrderRow = { 
/**
 * Which.
 */
order: OrderId, 
/**
 * Its number.
 */
number: string, 
/**
 * The purchase it concludes.
 */
opportunity: OpportunityId | null, 
/**
 * Where it stands.
 */
state: OrderState, 
/**
 * When it was opened.
 */
opened_at: Instant, 
/**
 * When it was signed.
 */
signed_on: LocalDate | null, 
/**
 * When its cars were promised.
 */
promised_on: LocalDate | null, 
/**
 * When the next of its cars is to go.
 */
deliver_on: LocalDate | null, 
/**
 * When the last of its cars went.
 */
delivered_on: LocalDate | null, 
/**
 * Cars and lines together.
 */
total_fen: number, 
/**
 * What is still to come; below zero where too much came in.
 */
open_fen: number, 
/**
 * What must still go back.
 */
refund_due_fen: number, 
/**
 * Names of its cars.
 */
models: Array<string>, 
/**
 * Whether another order claims one of its VINs.
 */
contested: boolean, 
/**
 * Whose it is.
 */
customer: CustomerRow, };
export type OrderSaved = { 
/**
 * Which.
 */
order: OrderId, 
/**
 * Its number.
 */
number: string, 
/**
 * What was changed.
 */
saved: Saved, };
export type OrderState = "draft" | "signed" | "deposit_paid" | "allotted" | "invoiced" | "delivered" | "cancelled";
export type OrderValue = { 
/**
 * Which.
 */
field: OrderField, 
/**
 * The text.
 */
value: string, };
export type Outcome = "reached" | "unreachable" | "visit_agreed" | "visited" | "not_interested";
export type OwnerTally = { 
/**
 * Whose; none for the pool.
 */
owner: StaffName | null, 
/**
 * How many.
 */
count: number, 
/**
 * Sum of budgets in fen.
 */
amount_fen: number, };
export type PairReason = "phone" | "near_phone" | "plate" | "wechat" | "email" | "name_employer" | "name_birthday" | "name_compound";
export type PayOrder = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which order.
 */
order: OrderId, 
/**
 * What it is.
 */
kind: PaymentKind, 
/**
 * How.
 */
way: MoneyWay, 
/**
 * As said.
 */
amount: string, 
/**
 * The date it bears.
 */
on: LocalDate, 
/**
 * 收据号
 */
receipt: string, };
export type Payment = { 
/**
 * Its place in the file.
 */
id: PaymentId, 
/**
 * For which order.
 */
order: OrderId, 
/**
 * What it is.
 */
kind: PaymentKind, 
/**
 * How.
 */
way: MoneyWay, 
/**
 * How much, above zero; of a refund what went back.
 */
amount: Fen, 
/**
 * When it was written.
 */
at: Instant, 
/**
 * The date it bears.
 */
on: LocalDate, 
/**
 * Who took it.
 */
by: StaffId, 
/**
 * 收据号
 */
receipt: string, };
export type PaymentHabit = "in_full" | "loan" | "card" | "mobile" | "company_transfer" | "cash";
export type PaymentId = string;
export type PaymentKind = "deposit" | "balance" | "loan" | "refund";
export type PaymentPlan = "full" | "loan" | "instalments" | "lease";
export type PendingDevice = { 
/**
 * The place it was let into.
 */
slot: SlotId, 
/**
 * The device.
 */
device: DeviceId, 
/**
 * Whose it will be.
 */
staff: StaffId, 
/**
 * What it calls itself.
 */
name: string, 
/**
 * Six digits that its screen must show too; empty until both devices have taken part in them.
 */
digits: string, };
export type PersonRole = "co_buyer" | "registered_owner" | "payer" | "usual_driver" | "agent";
export type PersonView = { 
/**
 * Who, and what they are in the purchase: decider, user, payer, driver.
 */
contact: Contact, 
/**
 * Their part in this order.
 */
part: PersonRole | null, 
/**
 * Their numbers.
 */
phones: Array<Phone>, };
export type Phase = { "phase": "first_start" } | { "phase": "joining", 
/**
 * Six digits to compare; empty until an administrator's device has taken part in them.
 */
digits: string, 
/**
 * The relay joined through.
 */
relay: string, } | { "phase": "ready", 
/**
 * The store.
 */
store: StoreSummary, 
/**
 * The person this device belongs to.
 */
me: Me, } | { "phase": "preparing", 
/**
 * Files that were read.
 */
done: number, 
/**
 * Files there are.
 */
all: number, } | { "phase": "locked" } | { "phase": "revoked", 
/**
 * The store.
 */
store: StoreSummary, 
/**
 * Changes that only this device has yet.
 */
waiting: number, 
/**
 * Changes that were handed over and are safe.
 */
handed_over: number, } | { "phase": "wiped", 
/**
 * Changes, sealed, that still wait to be handed over.
 */
waiting: number, 
/**
 * Changes that were handed over and are safe.
 */
handed_over: number, } | { "phase": "closed", 
/**
 * Why.
 */
error: AppError, };
export type Phone = { 
/**
 * Its place in the file.
 */
id: PhoneId, 
/**
 * The number, normalised where it is valid.
 */
number: PhoneNumber, 
/**
 * Whose or what it is, such as "office".
 */
label: string, 
/**
 * Whether this is the number to call first.
 */
is_main: boolean, 
/**
 * The contact person whose number it is; none for the customer's own.
 */
contact: ContactId | null, };
export type PhoneCheck = { 
/**
 * What the number is.
 */
number: PhoneNumber, 
/**
 * Files that have it: exact for a whole number, by beginning from 7 digits on. At most 5.
 */
known: Array<KnownPhone>, 
/**
 * Whether the store perhaps knows the number although no file here has it: wrong for one number in a thousand.
 */
perhaps: boolean, };
export type PhoneId = string;
export type PhoneKind = "mobile" | "landline" | "foreign" | "doubtful";
export type PhoneLookedUp = { 
/**
 * Whether a file has it.
 */
known: boolean, 
/**
 * Who looks after that file; none where nobody does.
 */
owner: StaffName | null, };
export type PhoneNumber = { 
/**
 * What was typed, trimmed.
 */
typed: string, 
/**
 * Digits that identify the number everywhere: `13800001234`, `041188880000`; none where it is not valid.
 */
normalised: string | null, 
/**
 * What kind of number it is.
 */
kind: PhoneKind, };
export type Pipeline = { 
/**
 * Every open column in order, empty ones too; side states after them.
 */
columns: Array<PipelineColumn>, 
/**
 * Opportunities in all columns.
 */
total: number, 
/**
 * Sum of budgets in fen.
 */
amount_fen: number, 
/**
 * The same opportunities counted per consultant.
 */
by_owner: Array<OwnerTally>, 
/**
 * Per source.
 */
by_source: Array<SourceTally>, 
/**
 * Per event.
 */
by_event: Array<EventTally>, };
export type PipelineBy = "stage" | "grade";
export type PipelineCard = { 
/**
 * The opportunity.
 */
opportunity: OpportunityId, 
/**
 * Its customer; grade, stage, interests and budget of the row are this opportunity's.
 */
customer: CustomerRow, 
/**
 * Days since the last contact.
 */
idle_days: number, };
export type PipelineColumn = { 
/**
 * The stage, where columns are stages.
 */
stage: Stage | null, 
/**
 * The grade, where columns are grades.
 */
grade: Grade | null, 
/**
 * How many.
 */
count: number, 
/**
 * Sum of budgets in fen.
 */
amount_fen: number, 
/**
 * The first cards, longest without contact first.
 */
cards: Array<PipelineCard>, };
export type Preparation = "clean" | "fuel" | "papers" | "route" | "commentary" | "comfort";
export type Prepared = { 
/**
 * Which of the points.
 */
points: Array<Preparation>, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type Presentation = { 
/**
 * Its place in the file.
 */
id: PresentationId, 
/**
 * The purchase it is about.
 */
opportunity: OpportunityId | null, 
/**
 * Names of the cars shown.
 */
cars: Array<string>, 
/**
 * Standing or driven.
 */
way: PresentationWay, 
/**
 * How the customer took it.
 */
reaction: Reaction | null, 
/**
 * What the customer said.
 */
feedback: string, 
/**
 * When, by the clock of the device that wrote it.
 */
at: Instant, 
/**
 * Who showed them.
 */
by: StaffId, };
export type PresentationId = string;
export type PresentationWay = "static" | "dynamic";
export type PriceLine = { 
/**
 * Its place in the quotation.
 */
id: PriceLineId, 
/**
 * What for.
 */
kind: LineKind, 
/**
 * In words, such as the option's name.
 */
label: string, 
/**
 * How much, never below zero; a discount is taken off.
 */
amount: Fen, };
export type PriceLineId = string;
export type PrintDocument = { 
/**
 * The customer file that the record stands in.
 */
file: FileId, 
/**
 * Which record.
 */
subject: Subject, 
/**
 * In which language.
 */
language: Language, 
/**
 * With which version of the template; none for the present one. A document that was printed before can be had again as
 * it was.
 */
version: number | null, };
export type PrintedDocument = { 
/**
 * What to call the file.
 */
file_name: string, 
/**
 * The PDF in base64.
 */
pdf: string, 
/**
 * How many pages it has.
 */
pages: number, 
/**
 * The template's version.
 */
version: number, 
/**
 * Signs that the font lacks.
 */
missing: string, 
/**
 * What to fetch again: the timeline tells that it was printed.
 */
touched: Touched, };
export type PrivateField = "identity_card" | "identity_card_tail" | "driving_licence" | "home_address" | "household_income";
export type PrivateFile = { 
/**
 * The file's id.
 */
id: FileId, 
/**
 * The customer file it belongs to.
 */
about: FileId | null, 
/**
 * The fields that are filled in.
 */
fields: { [key in string]: string }, 
/**
 * Values that two devices wrote apart.
 */
clashes: Array<Clash>, };
export type PrivateValue = { 
/**
 * Which.
 */
field: PrivateField, 
/**
 * The text.
 */
value: string, };
export type Probability = { 
/**
 * The product of the parts; none where nothing has ended that passed through this grade and stage.
 */
permille: number | null, 
/**
 * Purchases that passed through this grade and stage and have ended.
 */
ended: number, 
/**
 * Of those, won.
 */
won: number, 
/**
 * Whether they are too few to lean on.
 */
few: boolean, 
/**
 * Days since the last contact.
 */
idle_days: number, 
/**
 * 1000 within the grade's interval, falling to 500 at the longest allowed, never below.
 */
freshness_permille: number, 
/**
 * 700 for a file in which nothing is filled in, 1000 for a complete one.
 */
completeness_permille: number, };
export type Process = { 
/**
 * The eight steps in order.
 */
steps: Array<Step>, 
/**
 * Facts required by the steps reached.
 */
required: number, 
/**
 * Of those, how many are there.
 */
filled: number, };
export type Progress = { 
/**
 * One row per person, who has most customers first.
 */
rows: Array<ProgressRow>, 
/**
 * The days asked about.
 */
from: LocalDate, 
/**
 * See `from`.
 */
upto: LocalDate, };
export type ProgressRow = { 
/**
 * Whose; none for the pool.
 */
owner: StaffName | null, 
/**
 * Open customers per grade.
 */
grades: Array<GradeCount>, 
/**
 * Open customers.
 */
customers: number, 
/**
 * Of those, with an overdue follow-up.
 */
overdue: number, 
/**
 * Of those, with nothing planned.
 */
unplanned: number, 
/**
 * Follow-ups finished in the days asked about.
 */
done: number, 
/**
 * Of those, on time.
 */
on_time: number, };
export type PromoteCustomer = { 
/**
 * Which.
 */
file: FileId, 
/**
 * Whether they are one.
 */
is_fleet: boolean, 
/**
 * Why.
 */
reason: string, };
export type Proposal = { 
/**
 * Which.
 */
id: StatementId, 
/**
 * What it says.
 */
act: ProposedAct, 
/**
 * The people it names; of an assignment or hand-over the new owner last.
 */
staff: Array<StaffName>, 
/**
 * The customers it names, ten at most, those on this device.
 */
customers: Array<CustomerRow>, 
/**
 * How many files it names.
 */
files: number, 
/**
 * The device it names.
 */
device: DeviceId | null, 
/**
 * Why the relay refused it, a word of the protocol; none while it waits.
 */
refused: string | null, 
/**
 * When it was made or refused.
 */
at: Instant, };
export type ProposedAct = "store_opened" | "staff_added" | "roles_set" | "staff_revoked" | "book_handed_over" | "device_enrolled" | "device_revoked" | "files_assigned" | "files_joined" | "files_split" | "erasure_requested" | "erasure_approved" | "erasure_declined" | "late_adopted" | "late_dropped" | "recovery_key_set" | "unknown";
export type PurchaseEnding = "won" | "lost" | "open";
export type PurchaseWindow = "7d" | "15d" | "30d" | "90d" | "year_end" | "later";
export type Purpose = "buying" | "pick_up" | "service" | "restroom" | "errand";
export type Qualification = { 
/**
 * Yes where all three are, no where one is not.
 */
answer: Answer, 
/**
 * 需求明确
 */
need: Criterion, 
/**
 * 有购买力
 */
means: Criterion, 
/**
 * 有决策权
 */
say: Criterion, };
export type QuarantinedDevice = { 
/**
 * Which.
 */
device: DeviceId, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whose it is.
 */
staff: StaffName | null, 
/**
 * Since when.
 */
since: Instant, };
export type Quotation = { 
/**
 * Its place in the file.
 */
id: QuotationId, 
/**
 * The purchase it is about.
 */
opportunity: OpportunityId | null, 
/**
 * 1 for the first, one more for each that was copied from it.
 */
version: number, 
/**
 * The version it was copied from.
 */
replaces: QuotationId | null, 
/**
 * When it was made.
 */
made_at: Instant, 
/**
 * Who made it.
 */
made_by: StaffId, 
/**
 * The fields that are filled in.
 */
fields: { [key in string]: string }, 
/**
 * Its lines, by age.
 */
lines: Array<PriceLine>, 
/**
 * The loan, where one is offered.
 */
finance: Finance | null, 
/**
 * The car taken in, where there is one.
 */
trade_in: TradeIn | null, 
/**
 * The last word; none while it is a draft.
 */
word: QuotationWord | null, };
export type QuotationChange = { "edit": "field", 
/**
 * Which.
 */
field: QuotationField, 
/**
 * The text.
 */
value: string, } | { "edit": "line", 
/**
 * Which; none adds one.
 */
id: PriceLineId | null, 
/**
 * What for.
 */
kind: LineKind, 
/**
 * In words.
 */
label: string, 
/**
 * As said, such as `1.2万`.
 */
amount: string, } | { "edit": "remove_line", 
/**
 * Which.
 */
id: PriceLineId, } | { "edit": "finance", 
/**
 * Who lends.
 */
lender: string, 
/**
 * As said.
 */
principal: string, 
/**
 * For how many months.
 */
months: number, 
/**
 * Percent a year, such as `3.99`.
 */
rate: string, } | { "edit": "no_finance", } | { "edit": "trade_in", 
/**
 * Which car.
 */
car: string, 
/**
 * As said.
 */
valuation: string, 
/**
 * Who valued it.
 */
valuer: string, 
/**
 * When; none for today.
 */
valued_on: LocalDate | null, } | { "edit": "no_trade_in", };
export type QuotationDoubt = "no_vehicle" | "below_zero" | "discount_over_price" | "lent_too_much" | "expired" | "changed_since";
export type QuotationField = "configuration" | "colour" | "valid_until" | "remark" | "no_options" | "no_insurance" | "no_finance" | "no_trade_in";
export type QuotationId = string;
export type QuotationState = "draft" | "given" | "accepted" | "declined" | "superseded";
export type QuotationView = { 
/**
 * The quotation as this person may see it.
 */
quotation: Quotation, 
/**
 * Where it stands.
 */
state: QuotationState, 
/**
 * What it comes to.
 */
totals: Totals, 
/**
 * What is doubtful about it.
 */
doubts: Array<QuotationDoubt>, 
/**
 * What it may become now.
 */
may_become: Array<QuotationState>, 
/**
 * Whether its content may be changed: it is a draft.
 */
is_draft: boolean, 
/**
 * Whether an order may be opened from it.
 */
may_order: boolean, 
/**
 * The order that came from it, unless that was cancelled.
 */
order: OrderId | null, };
export type QuotationWord = { 
/**
 * What it became.
 */
state: QuotationState, 
/**
 * The total at that moment.
 */
total: Fen, 
/**
 * What was said, such as why it was declined.
 */
text: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who wrote it.
 */
by: StaffId, };
export type Rate = { 
/**
 * How many.
 */
part: number, 
/**
 * Of how many: the n.
 */
whole: number, 
/**
 * Whether n is below 30.
 */
is_few: boolean, };
export type RatePage = { 
/**
 * How many there are in all: the number itself.
 */
total: number, 
/**
 * The rows.
 */
rows: Array<CountedRow>, };
export type RateReport = { 
/**
 * Every one, in the order of the sales process.
 */
rates: Array<RateRow>, 
/**
 * Whether they are of this person's work only, whatever was asked.
 */
own_only: boolean, 
/**
 * The first day of the month whose target the reserve is divided by.
 */
target_month: LocalDate, 
/**
 * That target; none where the store has set none.
 */
target: number | null, 
/**
 * Whether this person may set it.
 */
can_set_target: boolean, };
export type RateRow = { 
/**
 * Which.
 */
formula: Formula, 
/**
 * How many of how many.
 */
rate: Rate, 
/**
 * What is counted above.
 */
part: Countable, 
/**
 * What is counted below; none where it is the store's target.
 */
whole: Countable | null, };
export type RatesOf = { "of": "everyone" } | { "of": "staff", 
/**
 * Who.
 */
staff: StaffId, } | { "of": "pool" };
export type Reach = { 
/**
 * Which: a call, a message, an e-mail.
 */
way: Way, 
/**
 * Why it may not be used.
 */
refused: ErrorCode | null, };
export type Reaction = "delighted" | "interested" | "neutral" | "doubtful" | "unhappy";
export type Reading = { 
/**
 * What the odometer said.
 */
mileage_km: number, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type Reason = "car_and_date_known" | "no_car" | "no_date" | "budget_reaches" | "loan_reaches" | "budget_too_low" | "no_budget" | "decides" | "others_decide" | "no_decider";
export type RecentOperation = { 
/**
 * The way back.
 */
undo: UndoId, 
/**
 * Name of the command.
 */
command: string, 
/**
 * The file it changed, the first of several.
 */
file: FileId, 
/**
 * What that is called, as this person may see it; empty where nobody named it or it is not here.
 */
name: string, 
/**
 * How many files it changed.
 */
files: number, 
/**
 * What of the first file it wrote, five places at most.
 */
places: Array<Array<string>>, 
/**
 * What it was about.
 */
detail: OperationDetail | null, 
/**
 * When.
 */
at: Instant, 
/**
 * Whether it was undone.
 */
undone: boolean, };
export type ReceptionDay = { 
/**
 * Which.
 */
day: LocalDate, 
/**
 * Whether it is today.
 */
is_today: boolean, 
/**
 * Every line, the newest first.
 */
lines: Array<LineRow>, 
/**
 * Everyone who may take turns, those on duty first in the order of their turns.
 */
duty: Array<DutyRow>, 
/**
 * Who is next and free; none where all are busy or nobody is on duty.
 */
next: StaffName | null, 
/**
 * What the desk sees to.
 */
chores: Array<ChoreRow>, 
/**
 * What the day adds up to.
 */
figures: Figures, 
/**
 * Lines per grade of the customer.
 */
grades: Array<LineGrade>, 
/**
 * Visitors whom two desks gave to two consultants, to be decided about.
 */
doubled: Array<DoubledVisitor>, 
/**
 * Values that two devices wrote apart.
 */
clashes: Array<LineClash>, 
/**
 * Series to choose from.
 */
series: Array<SeriesChoice>, 
/**
 * Events that run.
 */
events: Array<EventChoice>, 
/**
 * Whether this person writes lines.
 */
can_write: boolean, 
/**
 * Whether this person gives customers to consultants.
 */
can_assign: boolean, 
/**
 * Whether this person looks lines over.
 */
can_check: boolean, };
export type RecordFollowUp = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which follow-up.
 */
follow_up: FollowUpId, 
/**
 * How it went.
 */
outcome: Outcome, 
/**
 * What was said; may not be empty unless unreachable.
 */
text: string, 
/**
 * New grade, if it changes.
 */
grade: Grade | null, 
/**
 * New stage, if it changes.
 */
stage: Stage | null, 
/**
 * Date of the next follow-up; none plans no next one.
 */
next_on: LocalDate | null, 
/**
 * How the next one is done.
 */
next_way: Way | null, 
/**
 * Whether the customer called, and not the store: who does not want to be called still may.
 */
called_in?: boolean, 
/**
 * What the next one is for.
 */
next_aim: string | null, 
/**
 * The purchase is given up with this result, and why; grade, stage and next date are then left alone.
 */
given_up: GivenUp | null, 
/**
 * What the owner said, at a return visit (S7).
 */
visit?: ReturnVisit, };
export type Recover = { 
/**
 * The store's recovery key as it was shown; case, spaces and dashes do not matter.
 */
recovery_key: string, 
/**
 * The PIN from here on.
 */
new_pin: string, };
export type RecoveryKey = { 
/**
 * Fourteen groups of four characters.
 */
text: string, };
export type ReferralRate = { 
/**
 * Customers whom somebody referred; one person with two files counts once.
 */
referred: number, 
/**
 * All customers, likewise.
 */
n: number, 
/**
 * Whether that is too few to say much.
 */
is_small: boolean, };
export type RefusedCard = { 
/**
 * By which it is put away.
 */
id: ChangeHash, 
/**
 * The file.
 */
file: FileId, 
/**
 * Of what kind.
 */
kind: FileKind, 
/**
 * What the customer is called, if this person may still know.
 */
name: string | null, 
/**
 * Why: the relay's word, or `handed_over` for own words in a file that went to somebody else before they were sent;
 * those count.
 */
code: string, 
/**
 * When that was told.
 */
at: Instant, 
/**
 * What was said.
 */
rows: Array<FieldRow>, };
export type RefusedChange = { 
/**
 * File it belongs to.
 */
file: FileId, 
/**
 * Why.
 */
code: string, 
/**
 * When.
 */
at: Instant, };
export type RefusedInputKind = "change" | "statement" | "message";
export type RefusedPage = { 
/**
 * Whether the relay could be asked; else only what was refused here is told.
 */
is_online: boolean, 
/**
 * Devices from which the relay takes nothing until they are released.
 */
quarantined: Array<QuarantinedDevice>, 
/**
 * What the relay refused, the last first.
 */
relay: Array<RefusedRow>, 
/**
 * What came through the relay and was refused here, the last first.
 */
here: Array<RefusedRow>, };
export type RefusedRow = { 
/**
 * Who made it.
 */
device: DeviceId, 
/**
 * What the device is called.
 */
name: string, 
/**
 * Whose it is.
 */
staff: StaffName | null, 
/**
 * What it was.
 */
input: RefusedInputKind, 
/**
 * Why, a code the interface translates.
 */
code: string, 
/**
 * How often.
 */
count: number, 
/**
 * When last.
 */
last_at: Instant, };
export type Relation = "suspect" | "prospect" | "customer" | "lapsed";
export type RelationCause = "opened" | "contact_left" | "ordered" | "delivered" | "cancelled" | "silent" | "contact_again" | "said" | "by_rule";
export type RelationStep = { 
/**
 * What it became.
 */
relation: Relation, 
/**
 * When, by the clock of the device that wrote what it rests on.
 */
at: Instant, 
/**
 * Why.
 */
cause: RelationCause, 
/**
 * Who said so, where a person did.
 */
by: StaffId | null, 
/**
 * Their words.
 */
words: string, };
export type ReleaseDevice = { 
/**
 * Which.
 */
device: DeviceId, };
export type Reminder = { 
/**
 * The same reminder has the same key: it is shown once.
 */
key: string, 
/**
 * When it is shown.
 */
at: Instant, 
/**
 * What it says.
 */
reminds: Reminds, 
/**
 * The file it opens; none opens the day's list.
 */
file: FileId | null, };
export type Reminds = { "of": "summary", 
/**
 * Follow-ups overdue.
 */
overdue: number, 
/**
 * Due today.
 */
due: number, 
/**
 * Lost purchases that wait for this manager.
 */
losses: number, } | { "of": "still_due", 
/**
 * How many.
 */
due: number, 
/**
 * The first of them, shortened.
 */
names: Array<string>, } | { "of": "first_contact", 
/**
 * Its name, shortened.
 */
name: string, };
export type RemovePayment = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which.
 */
payment: PaymentId, 
/**
 * Why; it stands on the customer's timeline.
 */
reason: string, };
export type RequestLoss = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which purchase.
 */
opportunity: OpportunityId, 
/**
 * Why.
 */
given_up: GivenUp, };
export type ReturnVisit = { 
/**
 * How content they are.
 */
satisfaction: Satisfaction, 
/**
 * 购车过程感受
 */
buying: string, 
/**
 * 用车感受
 */
driving: string, 
/**
 * 建议
 */
suggestions: string, 
/**
 * 要求
 */
requests: string, 
/**
 * Asked for suggestions and requests, they had none.
 */
nothing_more: boolean, 
/**
 * Their data were gone through with them.
 */
checked: boolean, };
export type ReturnedClaim = { 
/**
 * The claim that lost, as it was typed.
 */
vin: string, 
/**
 * When that claim was made.
 */
claimed_at: Instant, 
/**
 * Why.
 */
reason: string, 
/**
 * When it was decided.
 */
at: Instant, 
/**
 * Who decided.
 */
by: StaffId, };
export type ReviewBox = { 
/**
 * One per file and device, oldest first.
 */
cards: Array<ReviewCard>, 
/**
 * Whether more waits than is shown; it comes when these are settled.
 */
more: boolean, };
export type ReviewCard = { 
/**
 * The file.
 */
file: FileId, 
/**
 * Of what kind.
 */
kind: FileKind, 
/**
 * What the customer is called, if this person may know.
 */
name: string | null, 
/**
 * Whether the file is on this device: one that only the changes would begin is nowhere to be opened.
 */
is_here: boolean, 
/**
 * Who made the changes.
 */
author: StaffName, 
/**
 * On which device.
 */
device: DeviceId, 
/**
 * What that device is called.
 */
device_name: string, 
/**
 * Why they do not count: `revoked`, `not_allowed`.
 */
reason: string, 
/**
 * When the relay got the first of them.
 */
received_at: Instant, 
/**
 * The changes, each after those it stands on.
 */
changes: Array<ReviewChange>, };
export type ReviewChange = { 
/**
 * Which.
 */
hash: ChangeHash, 
/**
 * What it would change.
 */
rows: Array<FieldRow>, 
/**
 * Whether that can be told: not where this person may not read the file, or something it stands on is missing.
 */
is_shown: boolean, };
export type ReviewPage = { 
/**
 * The rows from `offset` on, the newest first.
 */
rows: Array<ReviewRow>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Per person, whoever has most unread first.
 */
by_staff: Array<ReviewTally>, 
/**
 * Whether this person's comment would count.
 */
can_comment: boolean, };
export type ReviewRow = { 
/**
 * Which.
 */
id: FollowUpId, 
/**
 * The customer.
 */
customer: CustomerRow, 
/**
 * How.
 */
way: Way, 
/**
 * What for.
 */
aim: string, 
/**
 * When it was due.
 */
due_on: LocalDate, 
/**
 * Workdays by which it was late.
 */
late_days: number, 
/**
 * When it was finished.
 */
done_at: Instant, 
/**
 * By whom.
 */
done_by: StaffName, 
/**
 * How it went.
 */
outcome: Outcome, 
/**
 * What was said.
 */
said: string, 
/**
 * The manager's comment.
 */
comment: SaidOn | null, 
/**
 * The answer to it.
 */
answer: SaidOn | null, 
/**
 * Whether the comment waits for an answer.
 */
unanswered: boolean, };
export type ReviewShown = "unread" | "unanswered" | "settled";
export type ReviewTally = { 
/**
 * Who.
 */
staff: StaffName, 
/**
 * Finished follow-ups on which no manager has said anything.
 */
unread: number, 
/**
 * Comments that wait for an answer.
 */
unanswered: number, };
export type Revival = { 
/**
 * Its id, which a later verdict may name.
 */
id: LossId, 
/**
 * The request it takes back.
 */
request: LossId, 
/**
 * When the verdict was made that it takes back; none where none was known.
 */
after: Instant | null, 
/**
 * Why.
 */
words: string, 
/**
 * When, by the clock of the writing device.
 */
at: Instant, 
/**
 * Who does it.
 */
by: StaffId, };
export type ReviveOpportunity = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * Which purchase.
 */
opportunity: OpportunityId, 
/**
 * Why.
 */
words: string, };
export type RevokeDevice = { 
/**
 * Which.
 */
device: DeviceId, 
/**
 * Whether it is to destroy what it holds. May be said later too.
 */
wipe: boolean, };
export type RevokeStaff = { 
/**
 * Who.
 */
staff: StaffId, 
/**
 * Whether the devices are to destroy what they hold. May be said later too.
 */
wipe: boolean, };
export type Role = "consultant" | "front_desk" | "information_specialist" | "dcc_agent" | "sales_manager" | "service_advisor" | "appointment_specialist" | "technician" | "cs_specialist" | "cs_manager" | "general_manager" | "administrator";
export type RulesPage = { 
/**
 * One per open grade.
 */
grades: Array<GradeRule>, 
/**
 * The rules that are numbers.
 */
numbers: Array<NumberRow>, 
/**
 * Reasons of loss in their order, retired ones too.
 */
reasons: Array<Choice>, 
/**
 * Sources in their order, retired ones too.
 */
sources: Array<Choice>, 
/**
 * Sales targets by the month from which they hold, the earliest first.
 */
targets: Array<TargetRow>, 
/**
 * The checks of a delivery, those left out too.
 */
checks: Array<CheckTemplate>, 
/**
 * The rota in its order.
 */
rota: Array<StaffName>, 
/**
 * Consultants who are not on it.
 */
off_rota: Array<StaffName>, 
/**
 * Last year, this one and the next.
 */
years: Array<YearRow>, 
/**
 * Whether this person may change them.
 */
can_edit: boolean, };
export type Said = { 
/**
 * The value, as this person may see it.
 */
value: string, 
/**
 * Who wrote it.
 */
by: StaffName | null, 
/**
 * The name of the device it was written on.
 */
device: string | null, 
/**
 * When.
 */
at: Instant | null, 
/**
 * Or after this.
 */
after: Instant | null, 
/**
 * And before this.
 */
before: Instant | null, };
export type SaidOn = { 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
by: StaffName, 
/**
 * The word.
 */
words: string, };
export type Satisfaction = "very" | "mostly" | "dissatisfied";
export type SaveDraft = { 
/**
 * Which draft; the interface mints the id when a form is opened.
 */
id: DraftId, 
/**
 * Which form, such as `capture`.
 */
form: string, 
/**
 * The values as the form holds them, at most 64 KiB as JSON.
 */
values: unknown, };
export type SaveEvent = { 
/**
 * Which; none plans a new one.
 */
file: FileId | null, 
/**
 * Fields to write; empty text clears one.
 */
fields: Array<EventFieldValue>, 
/**
 * The team, if it changes.
 */
staff: Array<StaffId> | null, 
/**
 * Of a value that two devices wrote apart, keeps this one.
 */
settle: Settled | null, };
export type SavePresentation = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * For which purchase.
 */
opportunity: OpportunityId, 
/**
 * Which; none adds one.
 */
id: PresentationId | null, 
/**
 * Names of the cars.
 */
cars: Array<string>, 
/**
 * Standing or driven.
 */
way: PresentationWay, 
/**
 * How the customer took it.
 */
reaction: Reaction | null, 
/**
 * What the customer said.
 */
feedback: string, };
export type SaveTestCar = { 
/**
 * Which; none adds one.
 */
id: TestCarId | null, 
/**
 * 车牌号
 */
plate: string, 
/**
 * 车型
 */
model: string, 
/**
 * 里程
 */
mileage_km: number | null, 
/**
 * Whether it is no longer driven.
 */
retired: boolean, };
export type SaveView = { 
/**
 * Which; none makes a new one.
 */
id: ViewId | null, 
/**
 * What it is called.
 */
name: string, 
/**
 * The list.
 */
page: ViewPage, 
/**
 * Filters and order as the list's address has them.
 */
query: string, 
/**
 * Whether the store shares it.
 */
share: boolean, 
/**
 * Whom it is for, where it is shared; everyone where none is named.
 */
roles: Array<Role>, 
/**
 * Whether the list opens with it.
 */
opens: boolean, };
export type Saved = { 
/**
 * The file that was changed or opened.
 */
file: FileId, 
/**
 * What changed.
 */
touched: Touched, 
/**
 * How to undo it; none where it cannot be.
 */
undo: UndoId | null, 
/**
 * What the person should know, such as a doubtful number.
 */
warnings: Array<Warning>, };
export type SavedView = { 
/**
 * Its id.
 */
id: ViewId, 
/**
 * What it is called.
 */
name: string, 
/**
 * The list.
 */
page: ViewPage, 
/**
 * Filters and order as the list's address has them, such as `grade=H&sort=name`.
 */
query: string, 
/**
 * Words of the roles it is for; everyone where none is named.
 */
roles: Array<string>, 
/**
 * Whether the list opens with it for them.
 */
opens: boolean, };
export type SegmentReport = { 
/**
 * One per model, the most wanted first.
 */
models: Array<ModelSegment>, };
export type SeriesChoice = { 
/**
 * Which.
 */
id: CatalogueId, 
/**
 * Its name.
 */
name: string, };
export type SeriesCompetitors = { 
/**
 * The series of interest.
 */
series: string, 
/**
 * n: purchases that name it.
 */
count: number, 
/**
 * Whether n is below 30, so that the shares say little.
 */
few: boolean, 
/**
 * Of those, how many name no competitor.
 */
without: number, 
/**
 * Each competing model, the most first.
 */
models: Array<CompetitorShare>, };
export type SeriesFigures = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its figures.
 */
figures: Figures, };
export type SetDuty = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Who is on duty, in the order of the day's list; everyone else is off.
 */
on: Array<StaffId>, };
export type SetGradeRule = { 
/**
 * The rule.
 */
rule: GradeRule, };
export type SetLanguage = { 
/**
 * Which.
 */
language: Language, };
export type SetNumberRule = { 
/**
 * Which.
 */
rule: NumberRule, 
/**
 * The number; none goes back to the default.
 */
number: number | null, };
export type SetPin = { 
/**
 * The present one, if there is one.
 */
old: string | null, 
/**
 * At least six characters, not all the same and not a row.
 */
new: string, };
export type SetRota = { 
/**
 * In this order.
 */
staff: Array<StaffId>, };
export type SetSalesTarget = { 
/**
 * A day of the month from which it holds.
 */
month: LocalDate, 
/**
 * Orders a month; none takes it away.
 */
target: number | null, };
export type SetYear = { 
/**
 * Which.
 */
year: number, 
/**
 * Its days; none goes back to the built-in ones.
 */
days: YearDays | null, };
export type SettleClaim = { 
/**
 * The customer file of the order that keeps it.
 */
file: FileId, 
/**
 * The car that keeps it.
 */
car: OrderCarId, 
/**
 * Why.
 */
reason: string, };
export type SettleDuty = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Whose turn.
 */
staff: StaffId, 
/**
 * The value to keep, as it was told.
 */
value: string, };
export type SettleLate = { 
/**
 * Which.
 */
changes: Array<ChangeHash>, 
/**
 * Whether they count from now on; else they are dropped.
 */
adopt: boolean, };
export type Settled = { 
/**
 * Which register.
 */
place: Array<string>, 
/**
 * The value.
 */
value: string, };
export type Sex = "male" | "female";
export type ShownDocument = { 
/**
 * One SVG a page, each whole in itself.
 */
pages: Array<string>, 
/**
 * The template's version.
 */
version: number, 
/**
 * Signs that the font lacks: they stand on the paper as empty boxes.
 */
missing: string, 
/**
 * Whether numbers are masked here that stand in full on the paper; printing it is recorded with the reason paperwork.
 */
is_masked: boolean, };
export type Signature = string;
export type Slot = { 
/**
 * Which car.
 */
car: TestCarId, 
/**
 * On which day.
 */
on: LocalDate, 
/**
 * From this minute of the day.
 */
from: number, 
/**
 * Until this one, which is later.
 */
to: number, 
/**
 * Who goes along.
 */
consultant: StaffId, 
/**
 * When this was written; of two days that name the same booking the later word counts.
 */
at: Instant, };
export type SlotId = string;
export type Source = "walk_in" | "phone_in" | "web" | "purchased_lead" | "hotline_400" | "event" | "referral" | "repurchase" | "service_to_sales" | "outbound";
export type SourceTally = { 
/**
 * The source word; empty if unknown.
 */
source: string, 
/**
 * How many.
 */
count: number, 
/**
 * Sum of budgets in fen.
 */
amount_fen: number, };
export type Spell = { 
/**
 * The names, 200 at most.
 */
texts: Array<string>, };
export type StaffId = string;
export type StaffName = { 
/**
 * Who.
 */
id: StaffId, 
/**
 * Their name; the id's first characters where the store file does not tell.
 */
name: string, };
export type StaffRow = { 
/**
 * Who.
 */
id: StaffId, 
/**
 * Name.
 */
name: string, 
/**
 * Roles by the ledger.
 */
roles: Array<Role>, 
/**
 * Account state.
 */
state: AccountState, 
/**
 * Files they look after, of those this device holds.
 */
files: number, 
/**
 * Whether they left and nobody has taken over what they held.
 */
book_is_open: boolean, };
export type Stage = "initial_contact" | "needs" | "presentation" | "test_drive" | "proposal" | "closing" | "delivery" | "after_delivery" | "lost" | "dormant";
export type StatementId = string;
export type Step = { 
/**
 * Which.
 */
stage: Stage, 
/**
 * Whether it was passed, is current or lies ahead.
 */
place: StepPlace, 
/**
 * How many facts it must collect, those left out that may not be seen.
 */
required: number, 
/**
 * How many of them are there.
 */
filled: number, 
/**
 * What is missing, in the order of asking.
 */
missing: Array<Missing>, };
export type StepPlace = "passed" | "current" | "ahead";
export type StoreField = "name" | "address" | "phone";
export type StoreId = string;
export type StorePage = { 
/**
 * The store.
 */
store: StoreSummary, 
/**
 * Address, phone and other plain fields.
 */
fields: { [key in string]: string }, 
/**
 * Everyone on the staff.
 */
staff: Array<StaffRow>, 
/**
 * Every device.
 */
devices: Array<DeviceRow>, 
/**
 * Every catalogue node.
 */
catalogue: Array<CatalogueNode>, 
/**
 * Every test car, retired ones too.
 */
cars: Array<TestCar>, 
/**
 * Rules per grade.
 */
grades: Array<GradeRule>, 
/**
 * Statements made here that the relay has not ordered yet.
 */
proposals: number, };
export type StoreSummary = { 
/**
 * Its id.
 */
id: StoreId, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is the practice store.
 */
practice: boolean, };
export type Subject = { "kind": "proposal", "id": QuotationId } | { "kind": "order", "id": OrderId } | { "kind": "test_drive", "id": TestDriveId } | { "kind": "delivery", "id": OrderCarId };
export type SyncLogCode = "connected" | "disconnected" | "sent" | "received" | "snapshots" | "ledger" | "refused" | "released" | "failed";
export type SyncLogLine = { 
/**
 * When.
 */
at: Instant, 
/**
 * What happened, a code the interface translates.
 */
what: SyncLogCode, 
/**
 * How many it was about.
 */
count: number, };
export type SyncPage = { 
/**
 * The pill.
 */
status: SyncStatus, 
/**
 * Address of the relay.
 */
relay: string | null, 
/**
 * Waiting and held, per kind.
 */
kinds: Array<KindCount>, 
/**
 * Files with a clash.
 */
clashes: number, 
/**
 * Pairs with the same phone.
 */
duplicates: number, 
/**
 * Changes that were refused and why.
 */
refused: Array<RefusedChange>, 
/**
 * The last 200 lines of the log, newest first.
 */
log: Array<SyncLogLine>, 
/**
 * Where the database key is kept: `keychain`, `file`, `passphrase`.
 */
key_place: string, };
export type SyncStatus = { 
/**
 * How it stands.
 */
link: Link, 
/**
 * Changes on this device that the relay has not acknowledged.
 */
waiting: number, 
/**
 * While syncing or healing: how many files are done.
 */
done: number, 
/**
 * While syncing or healing: of how many; 0 if unknown.
 */
total: number, 
/**
 * Clashes, duplicates and refused changes that a person must look at.
 */
needs_you: number, 
/**
 * When everything was last sent and received.
 */
last_success_at: Instant | null, 
/**
 * Why the last attempt failed.
 */
error: ErrorCode | null, };
export type Tag = { 
/**
 * What it is about.
 */
group: TagGroup, 
/**
 * The word.
 */
word: string, };
export type TagGroup = "personality" | "media" | "social" | "cultural" | "personal" | "psychological" | "service" | "free";
export type TagInUse = { 
/**
 * Its word.
 */
tag: string, 
/**
 * How many.
 */
count: number, };
export type TargetRow = { 
/**
 * The first day of the month from which it holds.
 */
month: LocalDate, 
/**
 * Orders a month.
 */
target: number, };
export type TestCar = { 
/**
 * Its place in the store file.
 */
id: TestCarId, 
/**
 * Its plate, as typed.
 */
plate: string, 
/**
 * What it is.
 */
model: string, 
/**
 * What its odometer said when somebody last wrote it here; test drives tell what it says since.
 */
mileage_km: number | null, 
/**
 * Whether it is no longer driven. What was done with it stays.
 */
retired: boolean, };
export type TestCarId = string;
export type TestDrive = { 
/**
 * Its place in the file, and in the day's book.
 */
id: TestDriveId, 
/**
 * The purchase it is about.
 */
opportunity: OpportunityId | null, 
/**
 * Who drives.
 */
way: DriveWay, 
/**
 * The car it was booked with; the day's book tells if it was changed since.
 */
car: TestCarId | null, 
/**
 * Along which road.
 */
route: string, 
/**
 * The licence, once it was looked at.
 */
licence: LicenceCheck | null, 
/**
 * The agreement, once it was signed.
 */
agreement: Agreement | null, 
/**
 * The preparation, once it was checked.
 */
prepared: Prepared | null, 
/**
 * When the car left.
 */
out: Reading | null, 
/**
 * When it came back.
 */
back: Reading | null, 
/**
 * How the customer took it.
 */
reaction: Reaction | null, 
/**
 * What the customer said.
 */
feedback: string, 
/**
 * Why it did not take place.
 */
not_held: NotHeld | null, 
/**
 * When it was booked.
 */
booked_at: Instant, 
/**
 * Who booked it.
 */
booked_by: StaffId, };
export type TestDriveAct = "move" | "licence" | "agreement" | "prepare" | "out" | "back" | "feedback" | "call_off" | "restore";
export type TestDriveChange = { "edit": "field", 
/**
 * Which.
 */
field: TestDriveField, 
/**
 * The text.
 */
value: string, } | { "edit": "licence", 
/**
 * What it allows.
 */
kind: LicenceKind, 
/**
 * The last day it is valid.
 */
valid_until: LocalDate | null, 
/**
 * Its number, which goes into the private part; empty where it was not noted.
 */
number: string, } | { "edit": "agreement", 
/**
 * How.
 */
way: AgreementWay, 
/**
 * Version of the wording.
 */
wording: string, 
/**
 * Strokes as `[[x,y,x,y]]`, where it was drawn.
 */
strokes: string | null, } | { "edit": "prepared", 
/**
 * Which.
 */
points: Array<Preparation>, } | { "edit": "out", 
/**
 * Its mileage.
 */
mileage_km: number, } | { "edit": "back", 
/**
 * Its mileage.
 */
mileage_km: number, } | { "edit": "call_off", 
/**
 * Why.
 */
why: CalledOff, 
/**
 * What was said.
 */
text: string, } | { "edit": "restore", };
export type TestDriveField = "way" | "route" | "reaction" | "feedback";
export type TestDriveId = string;
export type TestDriveState = "booked" | "out" | "done" | "cancelled" | "no_show";
export type TestDriveTerms = { 
/**
 * How the file names the words that were shown.
 */
version: string, 
/**
 * One by one.
 */
clauses: Array<string>, };
export type TestDriveView = { 
/**
 * What the customer's file tells, as this person may see it.
 */
drive: TestDrive, 
/**
 * Where it stands.
 */
state: TestDriveState, 
/**
 * Car and time; none where the log of its day is not here.
 */
booking: Booking | null, 
/**
 * The car's name.
 */
car: string, 
/**
 * What the car's odometer said last, to begin with.
 */
last_km: number | null, 
/**
 * Others that have the car then.
 */
clashes: Array<ClashingBooking>, 
/**
 * What may be done with it now.
 */
acts: Array<TestDriveAct>, };
export type ThanksState = "due" | "given" | "declined";
export type TickChore = { 
/**
 * The day.
 */
day: LocalDate, 
/**
 * Which.
 */
chore: Chore, 
/**
 * Whether it is done.
 */
done: boolean, };
export type Today = { 
/**
 * Today in the store.
 */
date: LocalDate, 
/**
 * Due before today, oldest first.
 */
overdue: Array<DueFollowUp>, 
/**
 * Due today.
 */
due: Array<DueFollowUp>, 
/**
 * Due within the next seven days.
 */
planned: Array<DueFollowUp>, 
/**
 * Follow-ups finished today.
 */
done_today: number, 
/**
 * Leads captured today.
 */
captured_today: number, 
/**
 * How many there are in all, where the lists (at most 200 each) leave some out.
 */
overdue_total: number, 
/**
 * See `overdue_total`.
 */
due_total: number, 
/**
 * See `overdue_total`.
 */
planned_total: number, };
export type Told = { "event": "touched", 
/**
 * What.
 */
touched: Touched, } | { "event": "sync", 
/**
 * To what.
 */
status: SyncStatus, } | { "event": "state" };
export type Topic = "trait" | "incident";
export type Totals = { 
/**
 * The car alone, in fen.
 */
vehicle_fen: number, 
/**
 * Everything added to it.
 */
extras_fen: number, 
/**
 * Everything taken off.
 */
discount_fen: number, 
/**
 * What the store gives for the car taken in.
 */
trade_in_fen: number, 
/**
 * What the customer pays in all: car and extras without discount and trade-in.
 */
total_fen: number, 
/**
 * What of that is lent.
 */
lent_fen: number, 
/**
 * What is paid at once: the rest.
 */
down_fen: number, 
/**
 * Each month's payment; none without a loan.
 */
monthly_fen: number | null, 
/**
 * What the loan costs over its months, none without one.
 */
interest_fen: number | null, };
export type Touched = { 
/**
 * Files whose content changed. At most 200; beyond that `everything` is set instead.
 */
files: Array<TouchedFile>, 
/**
 * So much changed that every list should be fetched again.
 */
everything: boolean, 
/**
 * The ledger changed: staff, roles, devices, assignments.
 */
ledger: boolean, 
/**
 * Drafts changed.
 */
drafts: boolean, 
/**
 * The audit log on this device grew.
 */
audit: boolean, };
export type TouchedFile = { 
/**
 * Which.
 */
file: FileId, 
/**
 * Of what kind.
 */
kind: FileKind, };
export type TradeIn = { 
/**
 * Which car.
 */
car: string, 
/**
 * What the store gives for it.
 */
valuation: Fen, 
/**
 * Who valued it.
 */
valuer: string, 
/**
 * On which day.
 */
valued_on: LocalDate, };
export type TwoFiles = { 
/**
 * One.
 */
one: FileId, 
/**
 * The other.
 */
other: FileId, };
export type TypedKind = "nothing" | "phone" | "digits" | "plate" | "name";
export type Undo = { 
/**
 * Which.
 */
undo: UndoId, };
export type UndoId = string;
export type Undone = { 
/**
 * What changed.
 */
touched: Touched, 
/**
 * Fields left alone because someone changed them since.
 */
kept: Array<Array<string>>, };
export type Unlock = { 
/**
 * As set.
 */
pin: string, };
export type Unmask = { 
/**
 * The customer file.
 */
file: FileId, 
/**
 * What of it.
 */
hidden: Hidden, 
/**
 * What for.
 */
reason: UnmaskReason, };
export type UnmaskReason = "call" | "identify" | "correct" | "complaint" | "paperwork" | "other";
export type Unmasked = { 
/**
 * One value; of a clash all of them, the one shown first.
 */
values: Array<string>, 
/**
 * How many more may be asked for today on this device; none where nothing is counted.
 */
left_today: number | null, };
export type Untouched = { 
/**
 * The rows, the longest past first, at most 200.
 */
rows: Array<UntouchedRow>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Whether this person may give them back to the pool.
 */
can_return: boolean, };
export type UntouchedRow = { 
/**
 * The customer.
 */
customer: CustomerRow, 
/**
 * Hours the store allows for its source.
 */
limit_hours: number, 
/**
 * Until when it should have been contacted.
 */
until: Instant, };
export type VehicleClass = "economy" | "compact" | "middle" | "upper" | "luxury";
export type VehicleField = "vin" | "plate" | "brand" | "series" | "model" | "configuration" | "colour" | "engine_no" | "gearbox_no" | "use" | "produced_on" | "pdi_on" | "licensed_on" | "permit_on" | "permit" | "bought_on" | "sold_by_us" | "first_service_on" | "first_service_km" | "next_service_on" | "next_service_km" | "insurer" | "policy_no" | "insured_until" | "inspection_until" | "usual_driver";
export type VehicleFile = { 
/**
 * The file's id.
 */
id: FileId, 
/**
 * The fields that are filled in.
 */
fields: { [key in string]: string }, 
/**
 * 车主: customer files, and since when.
 */
owners: { [key in FileId]: string }, 
/**
 * 里程: km by date.
 */
mileages: { [key in string]: string }, 
/**
 * Values that two devices wrote apart.
 */
clashes: Array<Clash>, };
export type VehiclePages = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * The rows from `offset` on.
 */
rows: Array<VehicleRow>, 
/**
 * Cars that were handed over and have no vehicle file yet.
 */
due: number, };
export type VehicleRow = { 
/**
 * Its file as this person may see it.
 */
vehicle: VehicleFile, 
/**
 * What it is, in words.
 */
name: string, 
/**
 * Its owner, where this person may read that file.
 */
customer: CustomerRow | null, };
export type VehicleUse = "private" | "official" | "commercial";
export type Verdict = "apart" | "together";
export type Verified = { 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: StaffId, };
export type ViewId = string;
export type ViewPage = "customers" | "pipeline";
export type ViewRow = { 
/**
 * The view.
 */
view: SavedView, 
/**
 * Whether the store shares it; else it is this person's, on this device.
 */
is_shared: boolean, 
/**
 * Whether it is for this person.
 */
is_mine: boolean, };
export type Views = { 
/**
 * All that this person may see: their own first, then those the store shares with them; who may change the store sees
 * all of the store's.
 */
rows: Array<ViewRow>, 
/**
 * Whether this person may share views with the store.
 */
can_share: boolean, };
export type VinCheck = { 
/**
 * What is doubtful.
 */
doubts: Array<VinDoubt>, 
/**
 * Whether it can be allotted.
 */
names_a_car: boolean, 
/**
 * The model year it tells.
 */
model_year: number | null, 
/**
 * Orders that have it.
 */
claimed_by: Array<ClaimedBy>, };
export type VinDoubt = "length" | "letter" | "check_digit" | "year_letter";
export type VisitResult = "deal" | "test_drive" | "quote" | "visit_agreed" | "left";
export type VisitorIdentified = { 
/**
 * What was typed.
 */
kind: TypedKind, 
/**
 * The number, where it is a whole one.
 */
number: PhoneNumber | null, 
/**
 * Who it may be, at most 8.
 */
known: Array<KnownVisitor>, 
/**
 * Whether the store perhaps knows the number although no file here has it.
 */
perhaps: boolean, 
/**
 * Whom to give a new visitor to, the best first.
 */
proposals: Array<ConsultantProposal>, };
export type Warning = { 
/**
 * Which field.
 */
field: string, 
/**
 * What about it.
 */
code: WarningCode, };
export type WarningCode = "doubtful_phone" | "phone_known" | "follow_up_late" | "repurchase_source" | "no_consent" | "vin_check_digit" | "vin_year" | "unusual_plate" | "doubtful_plate" | "doubtful_date" | "overpaid" | "identity_length" | "identity_sign" | "identity_region" | "identity_date" | "identity_check_sign" | "file_stays" | "entered_late" | "already_here" | "booking_in_past" | "licence_expired" | "no_agreement" | "mileage_below_last" | "long_way" | "total_below_zero" | "discount_over_price" | "lent_too_much" | "quotation_expired";
export type Way = "call" | "wechat" | "message" | "visit" | "home_visit" | "email" | "test_drive" | "fax";
export type WayFigures = { 
/**
 * Which.
 */
came_by: CameBy, 
/**
 * Its figures.
 */
figures: Figures, };
export type Week = { 
/**
 * Its days.
 */
days: Array<WeekDay>, 
/**
 * Today.
 */
today: LocalDate, 
/**
 * Follow-ups overdue before this week's first day.
 */
overdue_before: number, 
/**
 * Whether workdays are known only as Monday to Friday, because nobody told this year's.
 */
unknown_year: boolean, };
export type WeekDay = { 
/**
 * Which.
 */
date: LocalDate, 
/**
 * Whether it is a workday.
 */
workday: boolean, 
/**
 * Whether the store is open.
 */
open: boolean, 
/**
 * What is due, at most 60.
 */
rows: Array<DueFollowUp>, 
/**
 * How many there are in all.
 */
total: number, };
export type WhyNot = "not_here" | "not_allowed" | "no_open_purchase" | "fleet";
export type WordCount = { 
/**
 * The word.
 */
word: string, 
/**
 * How many.
 */
count: number, };
export type WorkPlace = "today" | "pipeline" | "reception" | "sync" | "store" | "vehicles";
export type YearDays = { 
/**
 * Weekdays off, and the weekend days of a holiday.
 */
off: Array<LocalDate>, 
/**
 * Weekend days that make up for them.
 */
work: Array<LocalDate>, 
/**
 * Days on which this store is closed whatever the calendar says.
 */
closed: Array<LocalDate>, };
export type YearRow = { 
/**
 * Which.
 */
year: number, 
/**
 * Where its days come from; a year nobody knows has Monday to Friday.
 */
source: YearSource, 
/**
 * Its days.
 */
days: YearDays, };
export type YearSource = "built_in" | "store" | "unknown";

export type Api = {
  state: [Nothing, AppState];
  set_language: [SetLanguage, AppState];
  open_store: [OpenStore, AppState];
  join_store: [JoinStore, AppState];
  cancel_join: [Nothing, AppState];
  lock: [Nothing, AppState];
  touch: [Nothing, Nothing];
  unlock: [Unlock, AppState];
  set_pin: [SetPin, AppState];
  remove_pin: [Unlock, AppState];
  recover: [Recover, AppState];
  make_recovery_key: [Nothing, RecoveryKey];
  change_passphrase: [ChangePassphrase, Nothing];
  rotate_key: [Nothing, Nothing];
  practise: [Nothing, AppState];
  wipe_practice: [Nothing, AppState];
  store: [Nothing, StorePage];
  add_staff: [AddStaff, Touched];
  edit_staff: [EditStaff, Saved];
  invite_device: [InviteDevice, Invitation];
  pending_devices: [Nothing, Array<PendingDevice>];
  confirm_device: [ConfirmDevice, Touched];
  revoke_device: [RevokeDevice, Touched];
  revoke_staff: [RevokeStaff, Touched];
  review_box: [Nothing, ReviewBox];
  settle_late: [SettleLate, Touched];
  refused_cards: [Nothing, Array<RefusedCard>];
  dismiss_card: [DismissCard, Touched];
  add_catalogue_node: [AddCatalogueNode, Saved];
  edit_catalogue_node: [EditCatalogueNode, Saved];
  rules: [Nothing, RulesPage];
  set_grade_rule: [SetGradeRule, Saved];
  set_number_rule: [SetNumberRule, Saved];
  add_choice: [AddChoice, Saved];
  edit_choice: [EditChoice, Saved];
  add_check: [AddCheck, Saved];
  edit_check: [EditCheck, Saved];
  order_choices: [OrderChoices, Saved];
  set_rota: [SetRota, Saved];
  set_sales_target: [SetSalesTarget, Saved];
  set_year: [SetYear, Saved];
  capture_defaults: [Nothing, CaptureDefaults];
  capture_lead: [CaptureLead, Saved];
  check_phone: [CheckPhone, PhoneCheck];
  look_up_phone: [LookUpPhone, PhoneLookedUp];
  save_draft: [SaveDraft, Nothing];
  drafts: [Nothing, Array<Draft>];
  drop_draft: [DropDraft, Nothing];
  list_customers: [ListCustomers, CustomerList];
  customer: [OneFile, CustomerPage];
  edit_customer: [EditCustomer, Saved];
  record_follow_up: [RecordFollowUp, Saved];
  comment_follow_up: [CommentFollowUp, Saved];
  answer_follow_up: [AnswerFollowUp, Saved];
  review_follow_ups: [AskReview, ReviewPage];
  week: [AskWeek, Week];
  untouched: [Nothing, Untouched];
  progress: [AskDays, Progress];
  activity: [AskDays, ActivityReport];
  activity_rows: [AskActivityRows, Array<ActivityItem>];
  reminders: [Nothing, Array<Reminder>];
  request_loss: [RequestLoss, Saved];
  judge_loss: [JudgeLoss, Saved];
  revive_opportunity: [ReviveOpportunity, Saved];
  losses: [AskLosses, LossPage];
  promote_customer: [PromoteCustomer, Saved];
  referral_rate: [AskReferrals, ReferralRate];
  assign_files: [AssignFiles, Saved];
  many_choices: [Nothing, ManyChoices];
  preview_many: [ChangeMany, ManyPreview];
  change_many: [ChangeMany, ManyChanged];
  hand_over_book: [HandOverBook, Touched];
  request_erasure: [OneFile, Touched];
  erasures: [Nothing, Array<ErasureRow>];
  decide_erasure: [DecideErasure, Touched];
  join_files: [TwoFiles, Saved];
  split_files: [TwoFiles, Saved];
  proposals: [Nothing, Array<Proposal>];
  dismiss_proposal: [DismissProposal, Touched];
  show_document: [PrintDocument, ShownDocument];
  print_document: [PrintDocument, PrintedDocument];
  unmask: [Unmask, Unmasked];
  hand_over_screen: [HandOverScreen, AppState];
  audit: [AskAudit, AuditPage];
  audit_state: [Nothing, AuditState];
  export_audit: [ExportAudit, ExportedTable];
  duplicates: [Nothing, Array<DuplicatePair>];
  merge_queue: [AskMergeQueue, MergeQueue];
  merge_counts: [Nothing, MergeCounts];
  compare_files: [TwoFiles, Comparison];
  judge_pair: [JudgePair, Saved];
  segments: [AskSegments, SegmentReport];
  spell: [Spell, Array<Array<string>>];
  views: [Nothing, Views];
  save_view: [SaveView, Saved];
  remove_view: [OneView, Saved];
  recent_operations: [Nothing, Array<RecentOperation>];
  undo: [Undo, Undone];
  today: [AskToday, Today];
  pipeline: [AskPipeline, Pipeline];
  move_opportunity: [MoveOpportunity, Saved];
  orders: [ListOrders, OrderList];
  order: [OneOrder, OrderPage];
  open_order: [OpenOrder, OrderSaved];
  buy_directly: [BuyDirectly, OrderSaved];
  change_order: [ChangeOrder, Saved];
  act_on_order: [ActOnOrder, Saved];
  pay_order: [PayOrder, Saved];
  remove_payment: [RemovePayment, Saved];
  check_vin: [CheckVin, VinCheck];
  allot_car: [AllotCar, Saved];
  claim_pairs: [Nothing, Array<ClaimPair>];
  settle_claim: [SettleClaim, Saved];
  deliver: [Deliver, Saved];
  export_order: [ExportOrder, ExportedFile];
  opportunity: [OneOpportunity, OpportunityPage];
  save_presentation: [SavePresentation, Saved];
  remove_presentation: [OnePresentation, Saved];
  test_drive_terms: [AskTerms, TestDriveTerms];
  book_test_drive: [BookTestDrive, Saved];
  move_test_drive: [MoveTestDrive, Saved];
  edit_test_drive: [EditTestDrive, Saved];
  car_day: [AskCarDay, CarDay];
  booking_clashes: [Nothing, BookingClashes];
  save_test_car: [SaveTestCar, Saved];
  add_quotation: [AddQuotation, Saved];
  edit_quotation: [EditQuotation, Saved];
  decide_quotation: [DecideQuotation, Saved];
  competitors: [Nothing, CompetitorReport];
  vehicles: [ListVehicles, VehiclePages];
  vehicle: [OneFile, VehicleRow];
  events: [Nothing, EventList];
  event: [OneFile, EventPage];
  save_event: [SaveEvent, Saved];
  reception_day: [AskReceptionDay, ReceptionDay];
  identify_visitor: [IdentifyVisitor, VisitorIdentified];
  visitors_to_receive: [Nothing, Array<LineRow>];
  reception_lines: [AskLines, LineList];
  footfall: [AskFootfall, FootfallReport];
  sales_rates: [AskRates, RateReport];
  rate_rows: [AskRateRows, RatePage];
  export_lines: [ExportLines, ExportedTable];
  log_arrival: [LogArrival, LineSaved];
  link_visitor: [LinkVisitor, LineSaved];
  edit_line: [EditLine, Saved];
  assign_line: [AssignLine, Saved];
  accept_line: [OneLine, Saved];
  leave_line: [LeaveLine, Saved];
  confirm_line: [OneLine, Saved];
  remove_line: [OneLine, Saved];
  keep_visitor: [KeepVisitor, Saved];
  set_duty: [SetDuty, Saved];
  settle_duty: [SettleDuty, Saved];
  tick_chore: [TickChore, Saved];
  sync_status: [Nothing, SyncStatus];
  sync_page: [Nothing, SyncPage];
  sync_now: [Nothing, SyncStatus];
  refused_page: [Nothing, RefusedPage];
  release_device: [ReleaseDevice, Touched];
  diagnosis: [AskDiagnosis, Diagnosis];
};

export const STAGES: readonly Stage[] = ["initial_contact", "needs", "presentation", "test_drive", "proposal", "closing", "delivery", "after_delivery", "lost", "dormant"];
export const GRADES: readonly Grade[] = ["H", "A", "B", "C", "N", "O", "D", "T", "F"];
export const PURCHASE_WINDOWS: readonly PurchaseWindow[] = ["7d", "15d", "30d", "90d", "year_end", "later"];
export const INTEREST_KINDS: readonly InterestKind[] = ["brand", "series", "model", "competitor"];
export const OPPORTUNITY_FIELDS: readonly OpportunityField[] = ["source", "stage", "grade", "budget_fen", "budget_from_fen", "purchase_on", "purchase_window", "motive", "intended_use", "payment", "opinion", "decision_makers", "decider", "loan_months", "colour", "trade_in", "test_drive_at", "quote_fen", "deposit_fen", "score", "event"];
export const CUSTOMER_KINDS: readonly CustomerKind[] = ["individual", "company", "batch"];
export const SOURCES: readonly Source[] = ["walk_in", "phone_in", "web", "purchased_lead", "hotline_400", "event", "referral", "repurchase", "service_to_sales", "outbound"];
export const INFORMATION_SOURCES: readonly InformationSource[] = ["friend", "television", "web_page", "live_stream", "press", "radio", "outdoor", "auto_show", "passing_by", "owner"];
export const SEXES: readonly Sex[] = ["male", "female"];
export const CUSTOMER_FIELDS: readonly CustomerField[] = ["name", "latin_name", "kind", "sex", "source", "information_source", "referrer", "referrer_name", "acquisition_channel", "thanks", "thanks_to", "thanks_state", "thanks_on", "member", "member_number", "member_benefits", "out_of_town", "convenient_time", "preferred_way", "contact_refused", "do_not_call", "wechat", "email", "fax", "birth_on", "birth_year", "age_band", "occupation", "job_title", "employer", "employer_address", "industry", "company_size", "province", "city", "region", "compound", "postcode", "education", "hobbies", "family_size", "current_car", "current_plate", "current_car_use", "current_car_since", "current_car_class", "service_spend_fen", "service_visits", "payment_habit", "campaign", "remark", "external_id", "imported_vehicles"];
export const PRIVATE_FIELDS: readonly PrivateField[] = ["identity_card", "identity_card_tail", "driving_licence", "home_address", "household_income"];
export const CONSENT_PURPOSES: readonly ConsentPurpose[] = ["consulting", "test_drive", "marketing", "sensitive_data"];
export const ENTRY_KINDS: readonly EntryKind[] = ["opened", "captured", "note", "call", "call_in", "visit", "message", "email", "fax", "test_drive", "stage_moved", "graded", "order", "loss_requested", "loss_confirmed", "loss_refused", "revived", "printed", "clash_settled", "relation_set"];
export const SATISFACTIONS: readonly Satisfaction[] = ["very", "mostly", "dissatisfied"];
export const WAYS: readonly Way[] = ["call", "wechat", "message", "visit", "home_visit", "email", "test_drive", "fax"];
export const OUTCOMES: readonly Outcome[] = ["reached", "unreachable", "visit_agreed", "visited", "not_interested"];
export const EVENT_FIELDS: readonly EventField[] = ["name", "place", "starts_on", "ends_on", "target_leads", "cost_fen", "remark", "closed"];
export const RELATIONS: readonly Relation[] = ["suspect", "prospect", "customer", "lapsed"];
export const PAIR_REASONS: readonly PairReason[] = ["phone", "near_phone", "plate", "wechat", "email", "name_employer", "name_birthday", "name_compound"];
export const CONTACT_ROLES: readonly ContactRole[] = ["decider", "user", "payer", "driver"];
export const AGE_BANDS: readonly AgeBand[] = ["under_25", "25_29", "30_34", "35_39", "40_44", "45_49", "50_59", "60_up"];
export const ORDER_STATES: readonly OrderState[] = ["draft", "signed", "deposit_paid", "allotted", "invoiced", "delivered", "cancelled"];
export const PAYMENT_PLANS: readonly PaymentPlan[] = ["full", "loan", "instalments", "lease"];
export const ORDER_FIELDS: readonly OrderField[] = ["payment_plan", "deposit_fen", "loan_fen", "loan_months", "loan_rate", "loan_from", "promised_on", "insurance", "invoice_name", "remark"];
export const ORDER_LINE_KINDS: readonly OrderLineKind[] = ["option", "accessory", "insurance", "purchase_tax", "registration", "finance", "fee", "discount", "trade_in"];
export const PERSON_ROLES: readonly PersonRole[] = ["co_buyer", "registered_owner", "payer", "usual_driver", "agent"];
export const PAYMENT_KINDS: readonly PaymentKind[] = ["deposit", "balance", "loan", "refund"];
export const MONEY_WAYS: readonly MoneyWay[] = ["cash", "card", "transfer", "wechat_pay", "alipay"];
export const CAR_FIELDS: readonly CarField[] = ["catalogue", "brand", "series", "model", "configuration", "colour", "interior", "price_fen", "use", "engine_no", "gearbox_no", "plate", "permit", "permit_on", "licensed_on", "produced_on", "pdi_on", "insurer", "policy_no", "insured_until", "inspection_until", "first_service_on", "first_service_km", "mileage_km", "usual_driver", "deliver_on"];
export const CHECK_ITEMS: readonly CheckItem[] = ["documents", "tools", "keys", "exterior", "functions", "first_service", "warranty"];
export const VEHICLE_FIELDS: readonly VehicleField[] = ["vin", "plate", "brand", "series", "model", "configuration", "colour", "engine_no", "gearbox_no", "use", "produced_on", "pdi_on", "licensed_on", "permit_on", "permit", "bought_on", "sold_by_us", "first_service_on", "first_service_km", "next_service_on", "next_service_km", "insurer", "policy_no", "insured_until", "inspection_until", "usual_driver"];
export const EDUCATIONS: readonly Education[] = ["basic", "high_school", "college", "bachelor", "master"];
export const INCOME_BANDS: readonly IncomeBand[] = ["under_100k", "100k_200k", "200k_300k", "300k_500k", "500k_1m", "over_1m"];
export const COMPANY_SIZES: readonly CompanySize[] = ["under_20", "20_99", "100_499", "500_up"];
export const ACQUISITION_CHANNELS: readonly AcquisitionChannel[] = ["website", "platform", "exhibition", "association", "advertising", "tender", "staff_tip", "customer_referral", "purchased_list"];
export const PAYMENT_HABITS: readonly PaymentHabit[] = ["in_full", "loan", "card", "mobile", "company_transfer", "cash"];
export const THANKS_STATES: readonly ThanksState[] = ["due", "given", "declined"];
export const VEHICLE_USES: readonly VehicleUse[] = ["private", "official", "commercial"];
export const VEHICLE_CLASSES: readonly VehicleClass[] = ["economy", "compact", "middle", "upper", "luxury"];
export const TAG_GROUPS: readonly TagGroup[] = ["personality", "media", "social", "cultural", "personal", "psychological", "service", "free"];
export const MEDIA: readonly Media[] = ["television", "magazine", "newspaper", "radio", "outdoor", "web"];
export const MOODS: readonly Mood[] = ["angry", "tough", "at_ease", "tense"];
export const EXPECTATIONS: readonly Expectation[] = ["exceeded", "met", "missed"];
export const TOPICS: readonly Topic[] = ["trait", "incident"];
export const CAME_BY: readonly CameBy[] = ["walk_in", "appointment", "event", "phone", "web", "outbound"];
export const PURPOSES: readonly Purpose[] = ["buying", "pick_up", "service", "restroom", "errand"];
export const VISIT_RESULTS: readonly VisitResult[] = ["deal", "test_drive", "quote", "visit_agreed", "left"];
export const FORMULAS: readonly Formula[] = ["capture", "test_drives", "closing", "conversion", "invited", "second_visit", "driven_orders", "new_signed", "last_month_signed", "remaining_signed", "delivery", "reserve", "owner_base", "lost", "clear_losses"];
export const COUNTABLES: readonly Countable[] = ["footfall", "new_footfall", "captured", "test_drives", "deals", "orders", "showroom_orders", "driven_orders", "owner_base_orders", "deliveries", "open_orders", "leads", "invited_arrivals", "registered", "came_back", "registered_signed", "last_month", "last_month_signed", "remaining", "remaining_signed", "lost", "purchases", "loss_requests", "clear_losses"];
export const CONTACT_LEFT: readonly ContactLeft[] = ["left", "refused"];
export const CHORES: readonly Chore[] = ["tidy_morning", "tidy_noon", "drinks", "brochures", "tidy_evening"];
export const LINE_FIELDS: readonly LineField[] = ["came_by", "in_at", "out_at", "visit_count", "party_size", "purpose", "enquiry", "contact", "asked", "result", "stage", "remark", "event", "customer"];
export const DECIDERS: readonly Decider[] = ["alone", "together", "others"];
export const PRESENTATION_WAYS: readonly PresentationWay[] = ["static", "dynamic"];
export const REACTIONS: readonly Reaction[] = ["delighted", "interested", "neutral", "doubtful", "unhappy"];
export const DRIVE_WAYS: readonly DriveWay[] = ["drive", "ride"];
export const LICENCE_KINDS: readonly LicenceKind[] = ["C1", "C2", "C5", "A1", "A2", "A3", "B1", "B2"];
export const PREPARATIONS: readonly Preparation[] = ["clean", "fuel", "papers", "route", "commentary", "comfort"];
export const AGREEMENT_WAYS: readonly AgreementWay[] = ["drawn", "paper"];
export const CALLED_OFFS: readonly CalledOff[] = ["cancelled", "no_show"];
export const LINE_KINDS: readonly LineKind[] = ["vehicle", "option", "tax", "plate_fee", "insurance", "service", "discount", "else"];
export const STORE_FIELDS: readonly StoreField[] = ["name", "address", "phone"];
export const CATALOGUE_LEVELS: readonly CatalogueLevel[] = ["brand", "series", "model", "configuration"];
export const VIEW_PAGES: readonly ViewPage[] = ["customers", "pipeline"];
export const HAND_GRADES: readonly Grade[] = ["H", "A", "B", "C", "N"];
export const ERROR_CODES: readonly ErrorCode[] = ["no_store", "preparing", "not_allowed", "not_found", "erased", "bad_request", "needs_phone_or_name", "required", "too_long", "bad_amount", "bad_date", "bad_time", "bad_count", "person_in_log", "not_your_visitor", "needs_result", "already_done", "already_so", "needs_loss_reason", "grade_follows", "is_lost", "loss_settled", "revived_once", "bad_number", "last_choice", "not_in_clash", "cannot_join", "needs_promotion", "do_not_call", "order_needs_car", "order_needs_model", "order_needs_price", "order_not_signed", "order_paid", "order_stands", "order_signed", "order_invoiced", "order_cancelled", "car_handed_over", "needs_reason", "bad_vin", "vin_claimed", "not_allotted", "gaps_open", "bad_signature", "bad_kilometres", "cannot_undo", "disk_full", "not_saved", "database_damaged", "wrong_key", "not_our_database", "relay_unreachable", "not_a_relay", "relay_identity_changed", "plain_address", "digits_missing", "relay_waits", "other_version", "wrong_code", "code_expired", "code_used", "clock_off", "store_exists", "device_refused", "revoked", "device_quarantined", "look_up_limit", "car_taken", "bad_times", "needs_licence", "not_out", "mileage_backwards", "bad_mileage", "too_late", "frozen", "quotation_state", "empty_quotation", "bad_loan", "plate_taken", "offline", "masked_value", "unmask_limit", "form_only", "not_practice", "already_open", "locked", "wrong_pin", "pin_ended", "weak_pin", "no_recovery_key", "wrong_recovery_key", "no_passphrase", "wrong_passphrase", "lease_over", "cloned_device", "other_template", "cannot_print", "internal"];
export const ROLES: readonly Role[] = ["consultant", "front_desk", "information_specialist", "dcc_agent", "sales_manager", "service_advisor", "appointment_specialist", "technician", "cs_specialist", "cs_manager", "general_manager", "administrator"];
