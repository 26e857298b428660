//! A display of its own, a driver on it, and the window as a person sees it.

use std::{
    cell::Cell,
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use forecourt_tests::processes::{PATIENCE, until};
use serde_json::json;
use thirtyfour::{By, Capabilities, WebDriver, WebElement};

/// Between two looks at the screen.
const PAUSE: Duration = Duration::from_millis(50);

/// Ends a process that says nothing and is not asked anything.
#[derive(Debug)]
struct Servant(Child);

impl Servant {
    fn start(command: &mut Command) -> Self {
        std::os::unix::process::CommandExt::process_group(command, 0);
        let started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(started.unwrap_or_else(|error| panic!("{command:?} did not start: {error}; ./check installs what is missing")))
    }
}

impl Drop for Servant {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An X server without a screen.
#[derive(Debug)]
pub struct Display {
    number: u32,
    _server: Servant,
}

impl Display {
    /// Starts one under the first free number that no other test of this process took.
    pub fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(90);
        let mut numbers = std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed));
        let number = numbers.find(|number| !Path::new(&format!("/tmp/.X11-unix/X{number}")).exists()).unwrap();
        let mut command = Command::new("Xvfb");
        command.args([&format!(":{number}"), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let server = Servant::start(&mut command);
        until("the display is there", || Path::new(&format!("/tmp/.X11-unix/X{number}")).exists().then_some(()));
        Self { number, _server: server }
    }
}

/// WebKitWebDriver on a display.
#[derive(Debug)]
pub struct Driver {
    address: String,
    _server: Servant,
}

impl Driver {
    /// Starts one on a free port.
    pub fn start(display: &Display) -> Self {
        Self::start_as(display, &[])
    }

    /// Starts one whose windows belong to somebody at home in a folder of their own, where downloads go to `Downloads`.
    pub fn start_at(display: &Display, home: &Path) -> Self {
        let settings = home.join(".config");
        std::fs::create_dir_all(&settings).unwrap();
        std::fs::create_dir_all(home.join("Downloads")).unwrap();
        std::fs::write(settings.join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").unwrap();
        Self::start_as(display, &[("HOME", home), ("XDG_CONFIG_HOME", &settings)])
    }

    fn start_as(display: &Display, whose: &[(&str, &Path)]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("WebKitWebDriver");
        command.args([&format!("--port={port}"), "--host=127.0.0.1"]);
        command.env("DISPLAY", format!(":{}", display.number)).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env_remove("WAYLAND_DISPLAY").envs(whose.iter().copied());
        let server = Servant::start(&mut command);
        until("the driver answers", || std::net::TcpStream::connect(("127.0.0.1", port)).ok().map(drop));
        Self { address: format!("http://127.0.0.1:{port}"), _server: server }
    }

    /// Opens the app on `data`.
    pub async fn open(&self, program: &Path, data: &Path) -> Window {
        std::fs::create_dir_all(data).unwrap();
        let arguments = ["--data", data.to_str().unwrap(), "--key-file", data.join("key").to_str().unwrap()].map(str::to_owned);
        let options = json!({ "binary": program, "args": arguments });
        let mut capabilities = Capabilities::default();
        capabilities.set("webkitgtk:browserOptions", options).unwrap();
        let driver = WebDriver::new(&self.address, capabilities).await.unwrap();
        Window { driver, lock: data.join("lock"), acts: Cell::new(0) }
    }
}

/// The app's window.
#[derive(Debug)]
pub struct Window {
    driver: WebDriver,
    lock: PathBuf,
    /// Clicks and fields so far.
    acts: Cell<usize>,
}

impl Window {
    /// Waits for the element at an XPath. What is drawn anew while it is looked at is looked for again.
    pub async fn find(&self, path: &str) -> WebElement {
        self.until(path, async |element| element.is_displayed().await.unwrap_or(false).then_some(element)).await
    }

    /// How often a person has clicked, or filled in a field.
    pub fn acts(&self) -> usize {
        self.acts.get()
    }

    /// All that the page holds.
    pub async fn source(&self) -> String {
        self.driver.source().await.unwrap()
    }

    /// Clicks it.
    pub async fn click(&self, path: &str) {
        self.acts.set(self.acts.get() + 1);
        self.until(path, async |element| element.click().await.ok()).await;
    }

    async fn until<T>(&self, path: &str, act: impl AsyncFn(WebElement) -> Option<T>) -> T {
        let search = async {
            loop {
                for element in self.driver.find_all(By::XPath(path)).await.unwrap_or_default() {
                    if let Some(done) = act(element).await {
                        return done;
                    }
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        match tokio::time::timeout(PATIENCE, search).await {
            Ok(found) => found,
            Err(_) => panic!("{path} is not on the screen, which says: {}", self.words().await),
        }
    }

    /// All that can be read.
    async fn words(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        self.acts.set(self.acts.get() + 1);
        let path = format!("//*[self::input or self::textarea][@id=//label[contains(normalize-space(),'{label}')]/@for]");
        let field = self.find(&path).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Waits until a text stands on the screen.
    pub async fn see(&self, text: &str) {
        // The innermost element that holds it, however the text is parted into nodes.
        let holds = format!("contains(normalize-space(.),'{text}')");
        // Rows of a virtual list lie in a box without a height of its own, which the driver takes for hidden.
        self.until(&format!("//*[{holds}][not(*[{holds}])]"), async |element| Some(element)).await;
    }

    /// Closes the app, and waits until its process has let go of the data.
    pub async fn close(self) {
        self.driver.quit().await.unwrap();
        until("the app has ended", || File::open(&self.lock).unwrap().try_lock().ok());
    }
}
