//! How our own types stand in columns: ids as their bytes, instants as milliseconds, kinds as words.

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use super::error::VaultError;
use crate::{
    clock::{Date, Instant},
    ids::{
        AuditHash, AuditId, ChangeHash, DeviceId, DraftId, EntryId, FileId, FollowUpId, InterestId, LedgerHash, LineId, LossId,
        OpportunityId, OrderCarId, OrderId, PhoneId, StaffId, StatementId, StoreId, TestCarId, TestDriveId, UndoId, ViewId,
    },
    policy::FileKind,
};

macro_rules! bytes_in_columns {
    ($($name:ident: $length:literal),+ $(,)?) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <[u8; $length]>::column_result(value).map(Self::from_bytes)
            }
        }
    )+};
}

bytes_in_columns! {
    FileId: 16, StaffId: 16, DeviceId: 16, DraftId: 16, UndoId: 16, ViewId: 16, StatementId: 16, OpportunityId: 16, OrderId: 16,
    OrderCarId: 16, FollowUpId: 16, InterestId: 16, PhoneId: 16, AuditId: 16, LineId: 16, EntryId: 16, LossId: 16, TestDriveId: 16, TestCarId: 16,
    StoreId: 32, ChangeHash: 32, LedgerHash: 32, AuditHash: 32,
}

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.unix_ms().into())
    }
}

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self::from_unix_ms)
    }
}

impl ToSql for Date {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Date {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

const fn word(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Customer => "customer",
        FileKind::CustomerPrivate => "customer_private",
        FileKind::Vehicle => "vehicle",
        FileKind::Care => "care",
        FileKind::Reception => "reception",
        FileKind::Event => "event",
        FileKind::Store => "store",
    }
}

impl ToSql for FileKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(word(*self).into())
    }
}

impl FromSql for FileKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        [Self::Customer, Self::CustomerPrivate, Self::Vehicle, Self::Care, Self::Reception, Self::Event, Self::Store]
            .into_iter()
            .find(|kind| word(*kind) == text)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// SQLite counts in i64; nothing we count comes near its end.
pub(super) fn to_column(count: u64, what: &'static str) -> Result<i64, VaultError> {
    i64::try_from(count).map_err(|_| VaultError::Unreadable { what })
}
