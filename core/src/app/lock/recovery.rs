//! The store's recovery key as people keep it: 32 secret bytes and three that tell a slip of the pen, in Crockford's
//! alphabet, fourteen groups of four.

use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET: usize = 32;
const CHECK: usize = 3;
/// Five bytes are eight characters.
const CHUNK: usize = 5;
const CHUNK_CHARS: usize = 8;
const GROUP: usize = 4;

/// As it is shown.
pub fn text(secret: &[u8; SECRET]) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(secret.to_vec());
    bytes.extend(check(secret));
    let mut text = Zeroizing::new(String::new());
    for (nth, character) in bytes.chunks(CHUNK).flat_map(characters).enumerate() {
        if nth > 0 && nth % GROUP == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

/// As it was typed; nothing where it cannot be one.
pub fn read(typed: &str) -> Option<Zeroizing<[u8; SECRET]>> {
    let mut digits = Zeroizing::new(Vec::new());
    for typed in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let meant = match typed.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let digit = ALPHABET.iter().position(|own| char::from(*own) == meant)?;
        digits.push(u64::try_from(digit).ok()?);
    }
    if digits.len() != (SECRET + CHECK) / CHUNK * CHUNK_CHARS {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET + CHECK));
    for chunk in digits.chunks(CHUNK_CHARS) {
        let number = chunk.iter().fold(0, |number, digit| number << 5 | digit);
        bytes.extend(&number.to_be_bytes()[8 - CHUNK..]);
    }
    let secret: [u8; SECRET] = bytes[..SECRET].try_into().ok()?;
    (check(&secret) == bytes[SECRET..]).then(|| Zeroizing::new(secret))
}

fn characters(chunk: &[u8]) -> impl Iterator<Item = char> {
    let number = chunk.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (0..CHUNK_CHARS).rev().map(move |place| char::from(ALPHABET[usize::try_from(number >> (5 * place) & 31).unwrap_or(0)]))
}

fn check(secret: &[u8; SECRET]) -> [u8; CHECK] {
    let hash = blake3::derive_key("forecourt 2026 recovery key check", secret);
    [hash[0], hash[1], hash[2]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_key_reads_back_as_people_type_it_and_a_slip_is_told() {
        let secret = std::array::from_fn(|n| u8::try_from(n * 7 % 251).unwrap());
        let shown = text(&secret);
        assert_eq!((shown.len(), shown.split('-').count()), (14 * 4 + 13, 14));
        assert_eq!(read(&shown).as_deref(), Some(&secret));
        assert_eq!(read(&shown.to_lowercase().replace('-', " ")).as_deref(), Some(&secret));
        for at in [0, 20, shown.len() - 1] {
            let mut slip = shown.to_string();
            let other = if &slip[at..=at] == "7" { "8" } else { "7" };
            slip.replace_range(at..=at, other);
            assert_eq!(read(&slip), None, "{at}");
        }
        assert_eq!(read(&shown[..shown.len() - 1]), None);
        assert_eq!(read(""), None);
    }
}
