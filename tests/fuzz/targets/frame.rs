//! Bytes from the other end of a socket: whatever is read can be written, and reads the same again.
#![no_main]

use forecourt_core::sync::{
    frame::{ToDevice, ToRelay},
    http, page, wire,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(frame) = ToRelay::decode(bytes) {
        assert_eq!(ToRelay::decode(&frame.encode().expect("what was read can be written")), Ok(frame));
    }
    if let Ok(frame) = ToDevice::decode(bytes) {
        assert_eq!(ToDevice::decode(&frame.encode().expect("what was read can be written")), Ok(frame));
    }
    let _refused_or_read = page::unpack(bytes);
    let _refused_or_read = wire::decode::<http::Open>(bytes, http::BODY_LIMIT);
    let _refused_or_read = wire::decode::<http::Join>(bytes, http::BODY_LIMIT);
    let _refused_or_read = wire::decode::<http::JoinStatus>(bytes, http::BODY_LIMIT);
});
