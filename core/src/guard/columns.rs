//! Sizes of run-length encoded columns, found by reading the run lengths only.
//!
//! The column layout is Automerge's storage format: a column is named by `id << 4 | type`, bit 3 of the type says
//! that its bytes are deflated. Deflated columns are refused, because their size cannot be known without inflating.

use super::{Refusal, reader::Reader};

/// How the values of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// Run-length encoded unsigned numbers: groups, actors, integers, value lengths.
    Numbers,
    /// Run-length encoded differences.
    Deltas,
    /// Alternating counts of false and true.
    Booleans,
    /// Run-length encoded texts.
    Texts,
    /// Bytes that another column gives the lengths of.
    Raw,
}

/// A column as the directory names it, with its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    /// `id << 4 | type`.
    pub(super) spec: u32,
    bytes: &'a [u8],
}

/// What a column would grow to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Values it holds.
    pub(super) values: u64,
    /// Sum of its numbers; of a group column the number of values grouped, of a lengths column that of [`Self::raw`].
    pub(super) sum: u64,
    /// Bytes that value lengths ask for.
    pub(super) raw: u64,
    /// The largest number.
    pub(super) largest: u64,
    /// Bytes of text once written out.
    pub(super) text: u64,
}

const DEFLATED: u32 = 0b1000;
/// The column of operations' actions, of changes and of whole files.
const ACTIONS: u32 = 0x42;
/// Actions that make an object: map, list, text, table.
const MAKING: [u64; 4] = [0, 2, 4, 6];

/// Reads the directory: how many columns, then spec and length of each. Refuses deflated ones and any disorder.
pub(super) fn directory(reader: &mut Reader<'_>) -> Result<Vec<(u32, u64)>, Refusal> {
    let count = reader.unsigned()?;
    let mut listed: Vec<(u32, u64)> = Vec::new();
    for _ in 0..count {
        let spec = u32::try_from(reader.unsigned()?).map_err(|_| Refusal::Malformed)?;
        let is_ordered = listed.last().is_none_or(|(before, _)| *before < spec);
        if spec & DEFLATED != 0 || !is_ordered {
            return Err(Refusal::Malformed);
        }
        listed.push((spec, reader.unsigned()?));
    }
    Ok(listed)
}

/// Takes the bytes of the columns that a directory listed.
pub(super) fn bodies<'a>(listed: &[(u32, u64)], reader: &mut Reader<'a>) -> Result<Vec<Column<'a>>, Refusal> {
    listed.iter().map(|(spec, length)| Ok(Column { spec: *spec, bytes: reader.take(*length)? })).collect()
}

impl Column<'_> {
    fn encoding(&self) -> Encoding {
        match self.spec & 0b111 {
            3 => Encoding::Deltas,
            4 => Encoding::Booleans,
            5 => Encoding::Texts,
            7 => Encoding::Raw,
            _ => Encoding::Numbers,
        }
    }

    /// Whether its numbers say how many values of the columns beside it belong together.
    pub(super) const fn is_group(&self) -> bool {
        self.spec & 0b111 == 0
    }

    /// Measures the column; more than `most` values refuse it.
    pub(super) fn size(&self, most: u64) -> Result<Size, Refusal> {
        let reader = Reader::new(self.bytes);
        match self.encoding() {
            Encoding::Booleans => booleans(reader, most),
            Encoding::Raw => Ok(Size { raw: self.bytes.len() as u64, ..Size::default() }),
            encoding => runs(reader, encoding, most),
        }
    }
}

/// How many objects the operations of these columns make. The columns were measured before, so no run is without end.
pub(super) fn objects_made(columns: &[Column<'_>]) -> Result<u64, Refusal> {
    let Some(actions) = columns.iter().find(|column| column.spec == ACTIONS) else { return Ok(0) };
    let mut reader = Reader::new(actions.bytes);
    let mut made = 0_u64;
    while !reader.is_empty() {
        let length = reader.signed()?;
        let (values, times) = match length {
            0 => (0, reader.unsigned()?),
            1.. => (1, length.unsigned_abs()),
            _ => (length.unsigned_abs(), 1),
        };
        for _ in 0..values {
            let is_made = MAKING.contains(&reader.unsigned()?);
            made = made.saturating_add(if is_made { times } else { 0 });
        }
    }
    Ok(made)
}

fn booleans(mut reader: Reader<'_>, most: u64) -> Result<Size, Refusal> {
    let mut size = Size::default();
    while !reader.is_empty() {
        size.values = within(size.values.saturating_add(reader.unsigned()?), most)?;
    }
    Ok(size)
}

fn runs(mut reader: Reader<'_>, encoding: Encoding, most: u64) -> Result<Size, Refusal> {
    let mut size = Size::default();
    while !reader.is_empty() {
        let length = reader.signed()?;
        let count = if length == 0 { reader.unsigned()? } else { length.unsigned_abs() };
        size.values = within(size.values.saturating_add(count), most)?;
        match length {
            0 => {}
            1.. => value(&mut reader, encoding, count, &mut size)?,
            _ => {
                for _ in 0..count {
                    value(&mut reader, encoding, 1, &mut size)?;
                }
            }
        }
    }
    Ok(size)
}

fn value(reader: &mut Reader<'_>, encoding: Encoding, times: u64, size: &mut Size) -> Result<(), Refusal> {
    match encoding {
        Encoding::Deltas => {
            reader.signed()?;
        }
        Encoding::Texts => {
            let length = reader.unsigned()?;
            reader.take(length)?;
            size.text = size.text.saturating_add(length.saturating_mul(times));
        }
        Encoding::Numbers | Encoding::Booleans | Encoding::Raw => {
            let number = reader.unsigned()?;
            size.sum = size.sum.saturating_add(number.saturating_mul(times));
            // The low four bits of a value's metadata are its type.
            size.raw = size.raw.saturating_add((number >> 4).saturating_mul(times));
            size.largest = size.largest.max(number);
        }
    }
    Ok(())
}

const fn within(count: u64, most: u64) -> Result<u64, Refusal> {
    if count > most { Err(Refusal::TooManyOperations) } else { Ok(count) }
}
