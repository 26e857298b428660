use std::fs;

use super::*;

fn keys(folder: &Path, choice: Choice) -> Keys {
    Keys::of(folder, choice, World::system())
}

fn words(text: &str) -> Choice {
    Choice::Passphrase(Zeroizing::new(text.to_owned()))
}

fn key(byte: u8) -> Key {
    Key::from_bytes([byte; 32])
}

fn read(keys: &Keys, name: &str) -> Option<[u8; 32]> {
    keys.load(name).unwrap().map(|key| *key.as_bytes())
}

fn file(dir: &tempfile::TempDir) -> Choice {
    Choice::File(dir.path().join("my.key"))
}

#[test]
fn each_place_gives_back_what_it_keeps_by_name() {
    let dir = tempfile::tempdir().unwrap();
    for choice in [file(&dir), words("correct horse")] {
        let first = keys(dir.path(), choice.clone());
        assert_eq!(read(&first, "store"), None);
        first.keep("store", &key(1)).unwrap();
        first.keep("practice", &key(2)).unwrap();
        let later = keys(dir.path(), choice);
        assert_eq!((read(&later, "store"), read(&later, "practice")), (Some([1; 32]), Some([2; 32])));
    }
}

#[test]
fn no_key_is_ever_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    for choice in [file(&dir), words("correct horse")] {
        let keys = keys(dir.path(), choice);
        keys.keep("store", &key(1)).unwrap();
        assert_eq!(keys.keep("store", &key(2)).unwrap_err().code, ErrorCode::NotSaved);
        assert_eq!(read(&keys, "store"), Some([1; 32]));
    }
}

#[test]
fn a_forgotten_key_is_gone_and_the_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    for choice in [file(&dir), words("correct horse")] {
        let first = keys(dir.path(), choice.clone());
        first.keep("store", &key(0xab)).unwrap();
        first.keep("practice", &key(2)).unwrap();
        first.forget("store").unwrap();
        first.forget("store").unwrap();
        let later = keys(dir.path(), choice);
        assert_eq!((read(&later, "store"), read(&later, "practice")), (None, Some([2; 32])));
        later.keep("store", &key(3)).unwrap();
        assert_eq!(read(&later, "store"), Some([3; 32]), "another store may follow");
    }
    let left = fs::read_to_string(dir.path().join("my.key")).unwrap();
    assert!(!left.contains("abab"));
}

#[test]
fn a_key_is_forgotten_without_the_passphrase_that_opens_it() {
    let dir = tempfile::tempdir().unwrap();
    keys(dir.path(), words("correct horse")).keep("store", &key(1)).unwrap();
    keys(dir.path(), Choice::Usual).forget("store").unwrap();
    assert_eq!(read(&keys(dir.path(), words("correct horse")), "store"), None);
}

#[test]
fn another_passphrase_or_none_is_a_wrong_key_and_never_a_missing_one() {
    let dir = tempfile::tempdir().unwrap();
    keys(dir.path(), words("correct horse")).keep("store", &key(1)).unwrap();
    for choice in [words("wrong horse"), Choice::Usual] {
        let keys = keys(dir.path(), choice);
        for name in ["store", "practice"] {
            assert_eq!(keys.load(name).unwrap_err().code, ErrorCode::WrongKey, "{name}");
        }
        assert_eq!(keys.keep("practice", &key(2)).unwrap_err().code, ErrorCode::NotSaved);
    }
}

#[test]
fn a_sealed_file_does_not_show_its_keys() {
    let dir = tempfile::tempdir().unwrap();
    let keys = keys(dir.path(), words("correct horse"));
    keys.keep("store", &key(0xab)).unwrap();
    let text = fs::read_to_string(dir.path().join("key.sealed")).unwrap();
    // Eight bytes: the file is full of random digits, and four of them are there by chance now and then.
    assert!(!text.contains(&"ab".repeat(8)) && !text.contains("horse"), "{text}");
    assert_eq!(keys.place(), "passphrase");
}

#[test]
fn damage_is_told_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("device.key");
    fs::write(&path, "not a key").unwrap();
    let keys = keys(dir.path(), Choice::Usual);
    assert_eq!(keys.load("store").unwrap_err().code, ErrorCode::WrongKey);
    assert!(keys.keep("store", &key(1)).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
}

#[cfg(unix)]
#[test]
fn only_this_user_may_read_a_key_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    keys(dir.path(), file(&dir)).keep("store", &key(1)).unwrap();
    assert_eq!(fs::metadata(dir.path().join("my.key")).unwrap().permissions().mode() & 0o777, 0o600);
}
