//! Signs as plain twins, for comparing what people typed. What was typed is kept as it is.

/// Capitals and digits of a number that people write with gaps: full-width signs narrow, dots, dashes and spaces left out.
pub(super) fn bare(typed: &str) -> String {
    let signs = typed.trim().chars().map(narrowed).filter(|sign| !is_gap(*sign));
    signs.flat_map(char::to_uppercase).collect()
}

fn narrowed(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(sign),
        '—' | '–' | '‐' | '−' | '─' => '-',
        other => other,
    }
}

fn is_gap(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '·' | '.' | '•' | '・' | '\u{2027}' | '_')
}
