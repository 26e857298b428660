//! Texts as people type them: trimmed, bounded.

/// Longest single-line text of a file, in characters: names, aims, labels.
pub const LINE: usize = 200;
/// Longest free text of a file, in characters: remarks, results.
pub const PARAGRAPH: usize = 4_000;

/// The text is longer than a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has more than {limit} characters")]
pub struct TooLong {
    /// How many it may have.
    pub limit: usize,
}

/// The text without spaces around it and without control characters other than line breaks.
///
/// # Errors
/// When it is longer than `limit` characters; nothing is cut off silently.
pub fn clean(text: &str, limit: usize) -> Result<String, TooLong> {
    let cleaned: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if cleaned.chars().count() > limit { Err(TooLong { limit }) } else { Ok(cleaned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_never_cut_silently() {
        assert_eq!(clean("  刘\u{0}汉 ", LINE), Ok("刘汉".to_owned()));
        assert_eq!(clean("一二三", 2), Err(TooLong { limit: 2 }));
    }
}
