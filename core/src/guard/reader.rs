//! A cursor over bytes from outside. Never reads past the end and never allocates by a length it was told.

use super::Refusal;

/// What is left to read.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn take(&mut self, count: u64) -> Result<&'a [u8], Refusal> {
        let count = usize::try_from(count).map_err(|_| Refusal::Malformed)?;
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Refusal::Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(Refusal::Malformed)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refusal> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Unsigned LEB128 in its shortest form.
    pub(super) fn unsigned(&mut self) -> Result<u64, Refusal> {
        let mut value = 0_u64;
        let mut shift = 0_u32;
        loop {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && byte > 1 {
                return Err(Refusal::Malformed);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                let is_overlong = shift > 0 && byte == 0;
                return if is_overlong { Err(Refusal::Malformed) } else { Ok(value) };
            }
            shift += 7;
        }
    }

    /// Signed LEB128 in its shortest form.
    pub(super) fn signed(&mut self) -> Result<i64, Refusal> {
        let mut value = 0_i64;
        let mut shift = 0_u32;
        let mut previous = 0_u8;
        loop {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                return Err(Refusal::Malformed);
            }
            value |= i64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                let repeats_sign = (byte == 0 && previous & 0x40 == 0) || (byte == 0x7f && previous & 0x40 != 0);
                if shift > 7 && repeats_sign {
                    return Err(Refusal::Malformed);
                }
                if shift < 64 && byte & 0x40 != 0 {
                    value |= -1_i64 << shift;
                }
                return Ok(value);
            }
            previous = byte;
        }
    }
}
