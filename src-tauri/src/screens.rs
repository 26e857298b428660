//! The interface's files, the same for window and browser. A release carries them inside; a debug build reads them from
//! the disk, so that the interface can be built again without the app.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../ui/dist"]
#[allow_missing = true]
struct Built;

/// A file of the interface.
pub struct Screen {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Its type, such as `text/html`.
    pub mime: String,
    /// Whether its name changes with its content, so that it may be kept for ever.
    pub is_fixed: bool,
}

const PAGE: &str = "index.html";

/// Shown where the interface was not built.
const MISSING: &str = include_str!("missing.html");

/// The file at `path`; paths of screens, which name no file, get the page that draws them.
#[must_use]
pub fn find(path: &str) -> Option<Screen> {
    let path = path.trim_start_matches('/');
    let names_a_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    exact(path).or_else(|| if names_a_file { None } else { exact(PAGE) })
}

/// The file called `name`; the page always is one.
#[must_use]
pub fn exact(name: &str) -> Option<Screen> {
    let bytes = match Built::get(name) {
        Some(file) => file.data,
        None if name == PAGE => Cow::Borrowed(MISSING.as_bytes()),
        None => return None,
    };
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let mime = if mime.type_() == "text" { format!("{mime}; charset=utf-8") } else { mime.to_string() };
    Some(Screen { bytes, mime, is_fixed: name.starts_with("assets/") })
}

/// Every file with its name.
pub fn all<'a>() -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, [u8]>)> {
    Built::iter().filter_map(|name| Built::get(&name).map(|file| (name, file.data)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_without_a_file_draws_the_one_page() {
        for path in ["", "index.html", "customers", "customers/0197-x?q=1"] {
            assert_eq!(find(path).unwrap().mime, "text/html; charset=utf-8", "{path}");
        }
        assert!(find("assets/gone.js").is_none());
        assert!(find("../Cargo.toml").is_none());
    }
}
