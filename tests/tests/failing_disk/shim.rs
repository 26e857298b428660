//! A disk that fails when it is told to: an SQLite VFS that hands every call on to the system's own, except the one that is
//! to fail. It becomes the default of this process, so that the product opens its databases through it without knowing.
//!
//! This is the one place of the repository with `unsafe`: the VFS of SQLite is an interface of C. Each block says which
//! promise of SQLite it stands on. All pointers come from SQLite and are used during the call they came with.
#![expect(unsafe_code, reason = "a VFS is a table of C functions")]

use std::{
    ffi::{CStr, c_char, c_int, c_void},
    mem::size_of,
    ptr,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicPtr, Ordering},
    },
};

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file,
    sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// From the call on nothing more fits.
    Full,
    /// The call fails and does nothing.
    Error,
    /// The call writes half of what it should, and fails.
    Short,
}

/// What is to fail, and when.
#[derive(Debug, Default)]
struct Plan {
    /// Part of the path of the files that may fail; none at peace.
    victim: Option<(String, Fault)>,
    /// Calls to the victim's files, from the arming on.
    calls: u64,
    /// The call that fails, from 0.
    nth: u64,
    has_failed: bool,
}

static PLAN: Mutex<Plan> = Mutex::new(Plan { victim: None, calls: 0, nth: 0, has_failed: false });

/// From now on the `nth` call to files whose path holds `victim` fails.
pub fn arm(victim: &str, fault: Fault, nth: u64) {
    *PLAN.lock().unwrap() = Plan { victim: Some((victim.to_owned(), fault)), calls: 0, nth, has_failed: false };
}

/// The disk is sound again; tells how many calls there were, and whether one failed.
pub fn disarm() -> (u64, bool) {
    let plan = std::mem::take(&mut *PLAN.lock().unwrap());
    (plan.calls, plan.has_failed)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Read,
    Write,
    Truncate,
    Sync,
}

/// An open file: ours in front, the system's own behind it in the same piece of memory, `szOsFile` bytes together.
#[repr(C)]
struct Watched {
    base: sqlite3_file,
    /// As SQLite gave it; it stays valid until the file is closed (documented at `xOpen`). Null for a temporary file.
    path: *const c_char,
}

static REAL: AtomicPtr<sqlite3_vfs> = AtomicPtr::new(ptr::null_mut());

/// Puts the shim under every database that this process opens from now on.
pub fn install() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        // SAFETY: finding and registering are allowed at any time; the table lives for ever, because it is leaked.
        unsafe {
            let real = sqlite3_vfs_find(ptr::null());
            assert!(!real.is_null(), "SQLite has a VFS");
            REAL.store(real, Ordering::SeqCst);
            let shim = Box::leak(Box::new(*real));
            shim.pNext = ptr::null_mut();
            shim.zName = c"failing".as_ptr();
            shim.szOsFile += c_int::try_from(size_of::<Watched>()).unwrap();
            shim.xOpen = Some(open);
            assert_eq!(sqlite3_vfs_register(shim, 1), SQLITE_OK);
        }
    });
}

/// The system's own file behind ours.
fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // `Watched` is two pointers, so what lies behind it is aligned as well as it.
    file.cast::<Watched>().wrapping_add(1).cast()
}

/// How this call is to fail; none where it is not.
fn fault(file: *mut sqlite3_file, call: Call) -> Option<Fault> {
    let mut plan = PLAN.lock().unwrap();
    let (victim, fault) = plan.victim.clone()?;
    // SAFETY: the file is open, so it is ours and its path is valid or null.
    let path = unsafe { (*file.cast::<Watched>()).path };
    if path.is_null() {
        return None;
    }
    // SAFETY: see above; SQLite's paths end in a zero.
    let path = unsafe { CStr::from_ptr(path) }.to_string_lossy();
    let can_fail = match fault {
        Fault::Full => matches!(call, Call::Write | Call::Truncate),
        Fault::Error => true,
        Fault::Short => call == Call::Write,
    };
    if !path.contains(&victim) || !can_fail {
        return None;
    }
    let nth = plan.calls;
    plan.calls += 1;
    let fails = nth == plan.nth || (fault == Fault::Full && nth > plan.nth);
    plan.has_failed |= fails;
    fails.then_some(fault)
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    path: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let vfs = REAL.load(Ordering::SeqCst);
    // SAFETY: SQLite gave `szOsFile` bytes at `file`, which hold both files; the real VFS is never unregistered.
    unsafe {
        let answer = (*vfs).xOpen.unwrap()(vfs, path, real(file), flags, out);
        // SQLite closes a file exactly when it has methods.
        let is_open = !(*real(file)).pMethods.is_null();
        file.cast::<Watched>()
            .write(Watched { base: sqlite3_file { pMethods: if is_open { &raw const METHODS } else { ptr::null() } }, path });
        answer
    }
}

/// Hands a call on as it is.
macro_rules! hand_on {
    ($($name:ident = $method:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)+) => {
        $(unsafe extern "C" fn $name(file: *mut sqlite3_file, $($argument: $kind),*) -> $answer {
            // SAFETY: the real file was opened by the real VFS, which gave it all methods of version 2.
            unsafe { (*(*real(file)).pMethods).$method.unwrap()(real(file), $($argument),*) }
        })+
    };
}

hand_on! {
    close = xClose() -> c_int;
    read_on = xRead(to: *mut c_void, length: c_int, at: sqlite3_int64) -> c_int;
    write_on = xWrite(from: *const c_void, length: c_int, at: sqlite3_int64) -> c_int;
    truncate_on = xTruncate(length: sqlite3_int64) -> c_int;
    sync_on = xSync(flags: c_int) -> c_int;
    size = xFileSize(length: *mut sqlite3_int64) -> c_int;
    lock = xLock(level: c_int) -> c_int;
    unlock = xUnlock(level: c_int) -> c_int;
    is_reserved = xCheckReservedLock(out: *mut c_int) -> c_int;
    control = xFileControl(what: c_int, with: *mut c_void) -> c_int;
    sector = xSectorSize() -> c_int;
    device = xDeviceCharacteristics() -> c_int;
    shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier = xShmBarrier() -> ();
    shm_unmap = xShmUnmap(remove: c_int) -> c_int;
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, length: c_int, at: sqlite3_int64) -> c_int {
    match fault(file, Call::Read) {
        Some(_) => SQLITE_IOERR_READ,
        // SAFETY: the caller's own promise, handed on.
        None => unsafe { read_on(file, to, length, at) },
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: sqlite3_int64) -> c_int {
    match fault(file, Call::Write) {
        Some(Fault::Full) => SQLITE_FULL,
        Some(Fault::Error) => SQLITE_IOERR_WRITE,
        Some(Fault::Short) => {
            // SAFETY: half of a buffer that the caller promises to hold `length` bytes.
            let _half = unsafe { write_on(file, from, length / 2, at) };
            SQLITE_IOERR_WRITE
        }
        // SAFETY: the caller's own promise, handed on.
        None => unsafe { write_on(file, from, length, at) },
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    match fault(file, Call::Truncate) {
        Some(_) => SQLITE_IOERR_TRUNCATE,
        // SAFETY: the caller's own promise, handed on.
        None => unsafe { truncate_on(file, length) },
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    match fault(file, Call::Sync) {
        Some(_) => SQLITE_IOERR_FSYNC,
        // SAFETY: the caller's own promise, handed on.
        None => unsafe { sync_on(file, flags) },
    }
}

/// Version 2: with shared memory for the log, without memory-mapped reading, which would go past us.
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(is_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(device),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
