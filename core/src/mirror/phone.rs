//! Who has this number? Asked while it is typed.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::{Customer, MirrorError, customer};
use crate::ids::FileId;

/// From this many digits on, numbers that begin so are told.
const PREFIX_DIGITS: usize = 7;
/// How many files are told.
const KNOWN: usize = 5;

/// What was typed so far.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a> {
    /// The digits that identify it, if it is a whole number.
    pub normalised: Option<&'a str>,
    /// What was typed.
    pub typed: &'a str,
}

/// A file that has the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownNumber {
    /// The customer.
    pub customer: Customer,
    /// The number.
    pub phone: String,
    /// The contact person of the file whose number it is; none for the customer's own.
    pub person: Option<String>,
    /// Whether the whole number is the same.
    pub exact: bool,
}

/// Files that have the number: exactly for a whole one, by beginning from seven digits on. At most five, the last
/// worked on first; `except` is left out.
pub fn check_phone(conn: &Connection, number: Number<'_>, except: Option<FileId>) -> Result<Vec<KnownNumber>, MirrorError> {
    let typed = number.typed.trim_start_matches(['(', '\u{FF08}', ' ']);
    let typed = typed.strip_prefix("+86").or_else(|| typed.strip_prefix("0086")).unwrap_or(typed);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let exact = number.normalised.is_some();
    let (from, upto) = match number.normalised {
        Some(whole) => (whole.to_owned(), whole.to_owned()),
        // `:` is the character after `9`.
        None if digits.len() >= PREFIX_DIGITS => (digits.clone(), format!("{digits}:")),
        None => return Ok(Vec::new()),
    };
    let except = except.map(|file| row_of(conn, file)).transpose()?.flatten();
    let mut statement = conn.prepare_cached(include_str!("sql/check_phone.sql"))?;
    let asked = named_params! { ":from": from, ":upto": upto, ":except": except };
    let found: Vec<(i64, String, Option<String>)> =
        statement.query_map(asked, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
    let mut known: Vec<KnownNumber> = Vec::new();
    for (row, phone, person) in found {
        let customer = customer::by_row(conn, row)?;
        if known.len() < KNOWN && known.iter().all(|other| other.customer.file != customer.file) {
            known.push(KnownNumber { customer, phone, person, exact });
        }
    }
    Ok(known)
}

fn row_of(conn: &Connection, file: FileId) -> Result<Option<i64>, MirrorError> {
    Ok(conn.prepare_cached("SELECT row FROM m_customer WHERE file = ?1")?.query_row([file], |row| row.get(0)).optional()?)
}
