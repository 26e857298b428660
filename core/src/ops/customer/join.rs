//! Says that two files are one customer. The ledger keeps it; nothing is copied.

use crate::domain::customer::{CustomerField, CustomerFile, CustomerKind};

/// Why two files are not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinRefused {
    /// They are one file.
    #[error("a file cannot be joined with itself")]
    SameFile,
    /// A batch buyer's cars and orders belong to one file of their own.
    #[error("the file of a batch buyer is not joined")]
    BatchBuyer,
}

/// Whether a manager may join the two.
///
/// # Errors
/// See [`JoinRefused`].
pub fn check(one: &CustomerFile, other: &CustomerFile) -> Result<(), JoinRefused> {
    if one.id == other.id {
        return Err(JoinRefused::SameFile);
    }
    let is_batch = |file: &CustomerFile| file.field(&CustomerField::Kind) == Some(CustomerKind::Batch.as_str());
    if is_batch(one) || is_batch(other) { Err(JoinRefused::BatchBuyer) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{ids::FileId, ops::testing::author};

    fn file(id: FileId, kind: &str) -> CustomerFile {
        CustomerFile { fields: BTreeMap::from([(CustomerField::Kind, kind.to_owned())]), ..CustomerFile::empty(id) }
    }

    #[test]
    fn two_files_are_joined_unless_one_is_a_batch_buyers() {
        let world = author().world;
        let (one, other) = (world.mint(), world.mint());
        assert_eq!(check(&file(one, "individual"), &file(other, "company")), Ok(()));
        assert_eq!(check(&file(one, "individual"), &file(one, "individual")), Err(JoinRefused::SameFile));
        assert_eq!(check(&file(one, "batch"), &file(other, "individual")), Err(JoinRefused::BatchBuyer));
        assert_eq!(check(&file(one, "individual"), &file(other, "batch")), Err(JoinRefused::BatchBuyer));
    }
}
