//! Says that two files are one customer. The ledger keeps it; nothing is copied.

use crate::domain::{customer::CustomerFile, relation};

/// Why two files are not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinRefused {
    /// They are one file.
    #[error("a file cannot be joined with itself")]
    SameFile,
    /// A batch buyer's cars and orders belong to one file of their own.
    #[error("the file of a batch buyer is not joined")]
    BatchBuyer,
    /// An order binds the customer it was signed with (C35, O7).
    #[error("the file of a customer with an order is not joined")]
    HasOrder,
}

/// Whether a manager may join the two.
///
/// # Errors
/// See [`JoinRefused`].
pub fn check(one: &CustomerFile, other: &CustomerFile) -> Result<(), JoinRefused> {
    if one.id == other.id {
        return Err(JoinRefused::SameFile);
    }
    if one.is_fleet() || other.is_fleet() {
        return Err(JoinRefused::BatchBuyer);
    }
    if relation::has_order(one) || relation::has_order(other) {
        return Err(JoinRefused::HasOrder);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            judgement::Fleet,
            opportunity::{Grade, Opportunity},
        },
        ops::testing::author,
    };

    /// C25, C35, O7
    #[test]
    fn two_files_are_joined_unless_one_is_a_batch_buyers_or_has_an_order() {
        let author = author();
        let file = || CustomerFile::empty(author.world.mint());
        let (one, other) = (file(), file());
        assert_eq!(check(&one, &other), Ok(()));
        assert_eq!(check(&one, &one), Err(JoinRefused::SameFile));
        let decided = Fleet { is_fleet: true, reason: String::new(), at: author.now(), by: author.staff };
        let fleet = CustomerFile { fleet: Some(decided), ..file() };
        let bought = |grade| {
            let opportunity = Opportunity { grade, ..Opportunity::empty(author.world.mint(), author.now()) };
            CustomerFile { opportunities: vec![opportunity], ..file() }
        };
        for (bound, why) in [
            (fleet, JoinRefused::BatchBuyer),
            (bought(Grade::O), JoinRefused::HasOrder),
            (bought(Grade::D), JoinRefused::HasOrder),
        ] {
            assert_eq!(check(&bound, &other), Err(why));
            assert_eq!(check(&one, &bound), Err(why));
        }
        assert_eq!(check(&bought(Grade::T), &other), Ok(()), "a cancelled order binds nobody");
    }
}
