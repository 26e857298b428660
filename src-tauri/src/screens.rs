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

/// Shown where the interface was not built.
const MISSING: &str = include_str!("missing.html");

/// The file at `path` (without the leading slash); paths of screens, which name no file, get the page that draws them.
#[must_use]
pub fn find(path: &str) -> Option<Screen> {
    let path = path.trim_start_matches('/');
    if let Some(file) = Built::get(path) {
        return Some(screen(path, file.data));
    }
    let names_a_file = path.rsplit('/').next().is_some_and(|last| last.contains('.')) && path != "index.html";
    if names_a_file {
        return None;
    }
    let page = Built::get("index.html").map_or(Cow::Borrowed(MISSING.as_bytes()), |file| file.data);
    Some(screen("index.html", page))
}

/// Every file with its name.
pub fn all() -> impl Iterator<Item = (Cow<'static, str>, Cow<'static, [u8]>)> {
    Built::iter().filter_map(|name| Built::get(&name).map(|file| (name, file.data)))
}

fn screen(path: &str, bytes: Cow<'static, [u8]>) -> Screen {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let mime = if mime.type_() == "text" { format!("{mime}; charset=utf-8") } else { mime.to_string() };
    Screen { bytes, mime, is_fixed: path.starts_with("assets/") }
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
