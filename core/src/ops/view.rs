//! Saves views of lists.

use super::text::{LINE, TooLong, clean};
use crate::domain::view::SavedView;

/// Longest query, in characters.
const MOST_QUERY: usize = 2_000;
/// Names that a query may hold: filters, order and columns, and never what was searched for or which file is open.
const NAMES: [&str; 9] = ["owner", "source", "grade", "stage", "event", "need", "tag", "sort", "view"];

/// Why a view is not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ViewRefused {
    /// Without a name nobody would find it again.
    #[error("a view needs a name")]
    Empty,
    /// It holds something that is no filter.
    #[error("a view holds filters and order, nothing else")]
    NoFilter,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// The view as it is kept.
///
/// # Errors
/// See [`ViewRefused`].
pub fn check(view: SavedView) -> Result<SavedView, ViewRefused> {
    let name = clean(&view.name, LINE)?;
    if name.is_empty() {
        return Err(ViewRefused::Empty);
    }
    let query = clean(&view.query, MOST_QUERY)?;
    let mut names =
        query.split('&').filter(|part| !part.is_empty()).map(|part| part.split_once('=').map_or(part, |(name, _)| name));
    if names.any(|name| !NAMES.contains(&name)) {
        return Err(ViewRefused::NoFilter);
    }
    Ok(SavedView { name, query, ..view })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::view::ViewPage, ops::testing::author};

    fn view(name: &str, query: &str) -> SavedView {
        let id = author().world.mint();
        SavedView {
            id,
            name: name.to_owned(),
            page: ViewPage::Customers,
            query: query.to_owned(),
            roles: Vec::new(),
            opens: false,
        }
    }

    #[test]
    fn a_view_holds_filters_and_never_what_was_searched_for() {
        assert_eq!(check(view(" 热的 ", "grade=H&grade=A&sort=name")).map(|view| view.name), Ok("热的".to_owned()));
        assert!(check(view("全部", "")).is_ok());
        assert_eq!(check(view("刘汉", "q=13900008888")), Err(ViewRefused::NoFilter));
        assert_eq!(check(view("刘汉", "grade=H&file=01")), Err(ViewRefused::NoFilter));
        assert_eq!(check(view("  ", "grade=H")), Err(ViewRefused::Empty));
    }
}
