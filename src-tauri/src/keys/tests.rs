use super::*;

fn find_in(folder: &Path, choice: &Choice) -> Result<(Key, Place), KeyError> {
    find(folder, choice, &World::system())
}

fn words(text: &str) -> Choice {
    Choice::Passphrase(Zeroizing::new(text.to_owned()))
}

fn make_database(folder: &Path) {
    fs::write(folder.join("store.db"), "x").unwrap();
}

#[test]
fn a_key_file_is_made_once_and_read_again() {
    let dir = tempfile::tempdir().unwrap();
    let choice = Choice::File(dir.path().join("my.key"));
    let (made, place) = find_in(dir.path(), &choice).unwrap();
    assert_eq!(place, Place::File);
    make_database(dir.path());
    assert_eq!(find_in(dir.path(), &choice).unwrap().0, made);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(dir.path().join("my.key")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn no_key_is_made_for_a_database_that_has_one() {
    let dir = tempfile::tempdir().unwrap();
    make_database(dir.path());
    for choice in [Choice::Usual, Choice::File(dir.path().join("my.key")), words("x")] {
        assert!(matches!(find_in(dir.path(), &choice), Err(KeyError::Missing)), "{choice:?}");
    }
    assert!(!dir.path().join("my.key").exists() && !dir.path().join("key.salt").exists());
}

#[test]
fn a_passphrase_gives_the_same_key_in_the_same_folder_only() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let key = |dir: &tempfile::TempDir, text: &str| find_in(dir.path(), &words(text)).unwrap().0;
    let made = key(&one, "correct horse");
    assert_eq!(key(&one, "correct horse"), made);
    assert_ne!(key(&one, "wrong horse"), made);
    assert_ne!(key(&other, "correct horse"), made);
}

#[test]
fn a_folder_made_with_a_passphrase_asks_for_it() {
    let dir = tempfile::tempdir().unwrap();
    find_in(dir.path(), &words("x")).unwrap();
    assert!(matches!(find_in(dir.path(), &Choice::Usual), Err(KeyError::NeedsPassphrase)));
}

#[test]
fn what_is_not_a_key_is_told_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("device.key");
    fs::write(&path, "not a key").unwrap();
    assert!(matches!(find_in(dir.path(), &Choice::Usual), Err(KeyError::Unreadable(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
}
