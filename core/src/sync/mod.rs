//! What devices and the relay say to each other. This page is the protocol, version 1; with [`frame`], [`http`],
//! [`envelope`], [`ledger`] and [`page`] beside it a stranger can write a client.
//!
//! Invariant: nothing here touches a socket, a database or a customer; it is values, signatures and state machines.
//!
//! # Encoding
//!
//! Every message is one CBOR value (RFC 8949) in one binary WebSocket message at `/v1/sync`. Structs are maps with text
//! keys as the Rust fields are called. An enum is a map of one entry, `{variant: fields}`, or the variant as text if it has
//! no fields; variants are in snake_case. Ids are byte strings of 16 (UUID, big endian), hashes and keys of 32, signatures
//! of 64. Instants are milliseconds since 1970. Fields that a reader does not know are skipped; a message it does not know
//! ends the connection. Limits: [`frame::TO_RELAY_LIMIT`] towards the relay, [`frame::TO_DEVICE_LIMIT`] towards the device.
//!
//! # Signatures
//!
//! Ed25519. What is signed or hashed is a context word, as ASCII without length, followed by CBOR:
//!
//! | what | context | CBOR |
//! |---|---|---|
//! | envelope, mark | `forecourt-envelope-v1` | array: store, file, kind, about or null, device, ledger head, hash of the change |
//! | statement | `forecourt-statement-v1` | the bytes in `said`, a map as [`ledger::Said`] |
//! | signing in | `forecourt-auth-v1` | map as [`frame::Challenged`] |
//! | asking how a join stands | `forecourt-join-v1` | map as [`pairing::StatusQuestion`] |
//!
//! Audit row hash: BLAKE3 over `forecourt-audit-v1` and the row's CBOR. Ledger entry hash: BLAKE3 over `forecourt-entry-v1` and the entry's CBOR. Store id: BLAKE3 in derive-key mode, context
//! `forecourt 2026 store id`, over the `said` bytes of the first statement. Hash of a change: SHA-256 over the Automerge
//! chunk without its first eight bytes. Digits: BLAKE3 over `forecourt-pair-v1` and [`pairing::Pairing`] as a map, first
//! eight bytes as a big-endian number, modulo 1,000,000. Commitment to a nonce: BLAKE3 over `forecourt-commit-v1` and a map of
//! device, key, nonce. Proof of a code: BLAKE3 keyed with the stretched code over `forecourt-proof-v1` and a map of prover
//! (`device` or `relay`), pin, what; `what` is an array where it has several parts. Stretched code: Argon2id of the ten
//! characters, salt `forecourt-code-v1` and the first three, 64 MiB, four passes, one lane, 32 bytes.
//!
//! # Who the relay is
//!
//! TLS 1.3. The relay's identity is its certificate's public key; the *pin* is SHA-256 over the SubjectPublicKeyInfo. A device
//! learns the pin when it opens or joins a store and from then on says nothing to anyone who shows another. Issuer, name and
//! dates of the certificate do not matter. Without TLS (this machine only) the pin is null everywhere.
//!
//! A sealed box ([`sealed`]) is the sender's one-use X25519 public key, then XChaCha20-Poly1305 of the content. Key and nonce
//! are the first 32 and the next 24 bytes of BLAKE3 in derive-key mode, context `forecourt 2026 sealed box`, over the shared
//! point, the one-use key and the reader's key.
//!
//! # The ledger's acts
//!
//! Fields are in [`ledger::Act`]; who may say each is judged by the ledger as it stands before the entry. A reader that does
//! not know an act stops there with `other_version`.
//!
//! | act | said by | can be said |
//! |---|---|---|
//! | `staff_added`, `roles_set`, `device_enrolled` | administrator | of people on the staff; an administrator with a device stays |
//! | `staff_revoked`, `device_revoked` | administrator | likewise; again to turn `keep` into `wipe`, never back |
//! | `files_assigned` | sales manager, front desk; DCC agent of their own | to people on the staff |
//! | `book_handed_over` | sales manager | once, of a revoked person, who then holds nothing, also of what comes later |
//! | `files_joined`, `files_split` | sales manager | of different groups; of two that were joined with each other |
//! | `erasure_requested` | sales manager, CS manager | unless it is requested or done |
//! | `erasure_decided` | general manager | of an open request; takes the group as it stands then |
//! | `late_settled` | sales manager | of at least one change that was not settled; the first word about a change stands |
//! | `recovery_key_set` | administrator | the key set last counts |
//!
//! Of joined files, `about` of a third file and every right mean the customer: whose the customer is, the oldest file tells
//! that somebody has, and who may have that one may have all. What is erased is refused with `erased` (HTTP 410), whoever
//! brings it and whenever; of it only the file's id is kept.
//!
//! # Opening a store, joining a store (HTTP)
//!
//! A code never goes over the wire. Whoever has it from paper or by voice first looks which certificate the address shows;
//! device and relay then prove to each other that they know the code *and* see that certificate, before the pin is kept
//! ([`pairing`]). From a QR code the pin is known at once; the proofs are the same.
//!
//! `POST /v1/open` with the proof for the code that the relay printed, and the ledger's first entry. To invite, an
//! administrator's device makes a code and gives the relay its first three characters and the stretched code
//! (`open_slot`). `POST /v1/join` with the proof for that code and a commitment to a nonce. The relay tells administrators
//! (`pending`); the device that invited answers by itself with `contribute`, a nonce of its own, once per place and only
//! for a commitment it has seen. `POST /v1/join/status` then tells that nonce to the joining device, which fixes its digits
//! and reveals its nonce in the next question; administrators get it in `pending` and compute the same digits. So no relay
//! can try nonces until the digits of two different keys agree. An administrator compares, confirms, and
//! `POST /v1/join/status` turns from `pending` to `admitted`. Bodies are in [`http`]. A reply without the header
//! `forecourt-relay` is not a relay's.
//!
//! # The session
//!
//! 1. Device: `hello`. Relay: `challenge`. Device: `auth`, within five seconds. Relay: `welcome` or `bye`.
//! 2. Relay: `ledger_entries` that the device lacks. It sends later ones as they come, and always before changes that
//!    name them.
//! 3. A device without its first files asks `next_snapshots` (since: none) until a page's `last` is none; each next
//!    question names the `last` of the page before, after that page is safe on the disk. A dropped connection goes on
//!    there. `upto` of the **first** page is the cursor with which pulling begins.
//! 4. If `welcome` has grants, or `granted` comes: `next_snapshots` with the device's granted length as `since`, likewise
//!    page by page; afterwards the device notes the `ledger_len` of the first page as its new granted length.
//! 5. Device: `pull` after its cursor, again while `more`. After the answer that has no more, the relay sends `changes`
//!    unasked as they are kept. The cursor becomes `upto`, also where nothing in between was visible. Each file's changes
//!    come in an order in which every change stands on those before it. A change that lacks one has come before its
//!    file's snapshot, which will hold it: drop it.
//!    Behind the change that begins a customer's first vehicle file stand, for those who may read the customer because of
//!    it, the customer's changes of before: their numbers are not above `after`.
//! 6. Device: `push`, whenever it has something, several at a time if it likes. Relay: one `pushed` each, after its
//!    commit; more of them when waiting changes find what they stand on. What is in neither list was not kept: push it
//!    again. Pushing twice is harmless.
//!    `busy` names those that were not kept because too much waits: push them again later.
//! 7. Device: `propose` statements. Relay: `proposed`; the entries come as `ledger_entries`.
//!
//! 8. Device: `record` what its audit log noted, again until `recorded` names it; a record sent twice is one. A general
//!    manager's device: `ask_audit` with the number of rows it has, again until the answer reaches `head`. Each row names
//!    the hash of the one before ([`audit`]); a log that does not continue the rows kept on the device was tampered with
//!    or cut, which the device shows and never repairs.
//!
//! A device that signs in after it was revoked gets the entries that it lacks, so that it knows by whose word, and then
//! `bye`; one that is connected gets the entry and `bye` at once. What it had not sent it hands over by `POST /v1/late`,
//! sealed to the `seal_key` of the challenge ([`http::Late`]), at most [`http::LATE_EACH`] at a time; `busy` and
//! `quarantined` leave all of them with the device. These changes, and pushed ones that are rightly signed but
//! refused as `revoked` or `not_allowed`, wait in the review box: a sales manager asks `ask_review`, page by page, and
//! decides by proposing `late_settled`. Adopted changes are numbered and sent like any other, whoever brings them;
//! the ledger says of them that they count.
//!
//! # Being set aside
//!
//! What no honest device sends (see [`Refusal::is_offence`]) counts against the device that sent it, once for each
//! different input and only after it signed in. The third sets it aside: `bye` with `quarantined`, now and at every
//! signing in, behind the entries that it lacks, until an administrator sends `release`. `ask_refused` tells
//! administrators what was refused of whom.
//! A message that is well formed but names a variant that the relay does not have is a newer version's: `other_version`.
//!
//! Everything may be repeated and cut off anywhere: the device's state is its cursor, its outbox and its ledger. A slow
//! reader is cut off and catches up by its cursor.
//!
//! # A relay that came back from a backup
//!
//! lives another life, named by a new `incarnation`; what it numbered since the backup is gone. Between `auth` and
//! `welcome`:
//!
//! 1. `auth` tells the length and hash of the device's ledger and, in `heights`, how it stood 1, 2, 4, 8, ... entries
//!    before. If it holds entries that the relay lacks, the relay says `ledger_wanted` with the length both share, and the
//!    device presents all entries behind it (`present_ledger`, page by page, within a minute). Each is checked by chain,
//!    signature and right as when it was first ordered. This happens after a restore and in every other case.
//! 2. A restored relay is *shut*: it answers `at_gate`, serves nothing and orders nothing, until a device presents a
//!    ledger by which it is itself an administrator's, or the operator says so on the command line. Whoever waits is then
//!    let in. Who is not in its ledger and brings none that knows them is sent away with `shut` and comes back later.
//! 3. If the relay has ordered other entries since, the ledgers part. The relay's stands. Statements of the lost branch
//!    that were made on an entry of both are ordered again by the relay; the others their own devices sign and propose
//!    again, as they sign again those of their changes that name a lost entry. So what was said or written on a lost
//!    branch stands once the device that said it was there; whoever holds a copy meanwhile keeps it.
//!
//! A device that knew another life, or whose cursor is ahead, heals the relay before it pulls or pushes. It tells a digest
//! over the hashes of each file's changes (`compare`, first customer files, then what belongs to them); the relay answers
//! with the hashes it has of those that differ (`differ`); the device brings the envelopes that it lacks (`heal`, answered
//! by `pushed`). The author of each is judged as in a `push`, by the ledger entry it names; only what one who is revoked now
//! made before is taken too, if the backup lacks the revocation and it was presented at most 30 days ago. Of all others
//! who are revoked the backup holds what was kept, or it could have come back before: such a change waits in the review
//! box. What no signature proves is *when* a change was made: one who left between backup and loss and kept the key can,
//! by a colleague's altered device, add for those 30 days what that entry of the ledger allowed. A relay that was never
//! restored takes `heal` as `push`. A file that the relay does not know has the creator that the device
//! tells, if that person is among the authors brought. What is refused for now is brought again in a second and third
//! round and after the next sign-in. Then the device's cursor is set back to the last number that both lives share
//! (`shared`), numbers above it are forgotten, and it goes on at step 3.
//!
//! Of `automerge::sync` nothing but this comparing is taken: its messages carry no signatures, so a relay could not tell
//! whose a change is, and they inflate without limit before anything can be checked. Heads are compared as a digest over
//! hashes: no document holds a change without those it stands on, and neither side opens a document for it.
//!
//! # The duplicate sieve
//!
//! A device whose person writes customer files sends `ask_sieve` with the epoch and version it has. The relay answers with
//! what differs, `sieve_key` and, for those who do not see every customer anyway, `sieve`, and sends both again as they
//! change. Once the changes of a customer file are acknowledged the device says the tags of all its phones (see
//! [`sieve`]): `tag`, answered by `tagged`. They replace the file's tags at the relay. When the key changes, each device
//! says those of all files that it may write again. Until every file that had tags has new ones, `is_whole` is not set
//! and a device goes on asking the filter before as well. `look_up_phone` asks the relay itself; limited per device and
//! day, and recorded.

pub mod audit;
pub mod envelope;
pub mod frame;
pub mod http;
pub mod keys;
pub mod ledger;
pub mod page;
pub mod pairing;
pub mod refusal;
pub mod sealed;
pub mod session;
pub mod sieve;
pub mod wire;

pub use envelope::{Envelope, Mark, Place};
pub use keys::{DeviceKey, Incarnation, Nonce, PublicKey, Signature};
pub use ledger::Ledger;
pub use refusal::Refusal;
pub use session::Session;
