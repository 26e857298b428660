//! The road between one device and its relay: it can be cut and opened again, and remembers every byte.

use std::{
    io::{Read, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

/// A listener of its own whose connections lead to a relay.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    road: Arc<Road>,
}

#[derive(Debug)]
struct Road {
    /// Where it leads and who is on it, under one lock: whoever finds the road open is also found when it is cut.
    traffic: Mutex<Traffic>,
    records: Mutex<Vec<Recording>>,
    /// Whether what a device says waits on the way.
    is_held: Mutex<bool>,
    let_go: Condvar,
    is_over: AtomicBool,
}

#[derive(Debug)]
struct Traffic {
    upstream: Option<SocketAddr>,
    live: Vec<TcpStream>,
}

/// The bytes of one connection.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    /// From the device.
    pub sent: Vec<u8>,
    /// To the device.
    pub received: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Way {
    Sent,
    Received,
}

impl Proxy {
    /// A road to `upstream`.
    ///
    /// # Panics
    /// When this machine has no free port.
    #[must_use]
    pub fn to(upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let road = Arc::new(Road {
            traffic: Mutex::new(Traffic { upstream: Some(upstream), live: Vec::new() }),
            records: Mutex::default(),
            is_held: Mutex::default(),
            let_go: Condvar::new(),
            is_over: AtomicBool::new(false),
        });
        let serving = Arc::clone(&road);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if serving.is_over.load(Ordering::SeqCst) {
                    return;
                }
                serving.take(stream);
            }
        });
        Self { address, road }
    }

    /// What to type as the relay's address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Likewise, of a relay with TLS.
    #[must_use]
    pub fn protected_url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Cuts every connection; new ones end at once.
    ///
    /// # Panics
    /// When a thread of it panicked.
    pub fn cut(&self) {
        let mut traffic = self.road.traffic.lock().unwrap();
        traffic.upstream = None;
        for stream in traffic.live.drain(..) {
            // The other end may have closed it.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Opens the road again, perhaps to another place.
    ///
    /// # Panics
    /// When a thread of it panicked.
    pub fn lead_to(&self, upstream: SocketAddr) {
        self.cut();
        self.road.traffic.lock().unwrap().upstream = Some(upstream);
    }

    /// From here on what the device says waits on the way, as on a network that is full; what it is told still comes.
    ///
    /// # Panics
    /// When a thread of it panicked.
    pub fn hold(&self) {
        *self.road.is_held.lock().unwrap() = true;
    }

    /// What waits goes on.
    ///
    /// # Panics
    /// When a thread of it panicked.
    pub fn release(&self) {
        *self.road.is_held.lock().unwrap() = false;
        self.road.let_go.notify_all();
    }

    /// Everything that went over it, connection by connection.
    ///
    /// # Panics
    /// When a thread of it panicked.
    #[must_use]
    pub fn records(&self) -> Vec<Recording> {
        self.road.records.lock().unwrap().clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.road.is_over.store(true, Ordering::SeqCst);
        self.cut();
        self.release();
        // Wakes the listener's thread, which then ends.
        drop(TcpStream::connect(self.address));
    }
}

impl Road {
    fn take(self: &Arc<Self>, device: TcpStream) {
        let mut traffic = self.traffic.lock().unwrap();
        let Some(relay) = traffic.upstream.and_then(|upstream| TcpStream::connect(upstream).ok()) else { return };
        let _without_it_only_slower = (device.set_nodelay(true), relay.set_nodelay(true));
        traffic.live.extend([device.try_clone().unwrap(), relay.try_clone().unwrap()]);
        let nth = {
            let mut records = self.records.lock().unwrap();
            records.push(Recording::default());
            records.len() - 1
        };
        let (from_device, from_relay) = (device.try_clone().unwrap(), relay.try_clone().unwrap());
        let (there, hold, back) = (Arc::clone(self), Arc::clone(self), Arc::clone(self));
        let (sender, on_the_way) = mpsc::channel::<Vec<u8>>();
        // Whatever a device says is taken off its hands: bytes left unread would turn the end of its connection into a
        // reset, and what it was told last would be lost with it.
        thread::spawn(move || there.carry(nth, Way::Sent, from_device, |bytes| sender.send(bytes.to_vec()).is_ok()));
        thread::spawn(move || {
            let (mut to, mut on_the_way) = (&relay, on_the_way.into_iter());
            while on_the_way.next().is_some_and(|bytes| hold.waits() && to.write_all(&bytes).is_ok()) {}
            // Either end may be gone already.
            let _ = relay.shutdown(Shutdown::Both);
        });
        thread::spawn(move || {
            back.carry(nth, Way::Received, from_relay, |bytes| (&device).write_all(bytes).is_ok());
            let _ = device.shutdown(Shutdown::Both);
        });
    }

    /// Until nothing is held any more; then true.
    fn waits(&self) -> bool {
        drop(self.let_go.wait_while(self.is_held.lock().unwrap(), |is_held| *is_held).unwrap());
        true
    }

    fn carry(&self, nth: usize, way: Way, mut from: TcpStream, mut pass_on: impl FnMut(&[u8]) -> bool) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(count) = from.read(&mut buffer) {
            if count == 0 {
                break;
            }
            // Noted first: what a device may have seen is in the record, whatever happens next.
            let recording = &mut self.records.lock().unwrap()[nth];
            match way {
                Way::Sent => &mut recording.sent,
                Way::Received => &mut recording.received,
            }
            .extend_from_slice(&buffer[..count]);
            if !pass_on(&buffer[..count]) {
                break;
            }
        }
        // Either end may be gone already.
        let _ = from.shutdown(Shutdown::Both);
    }
}
