//! What was refused and who is set aside for it, as rows.

use forecourt_core::{
    clock::Instant,
    ids::DeviceId,
    sync::{
        Refusal,
        frame::{Input, RefusedInput},
    },
};
use rusqlite::{named_params, params};

use super::{Store, StoreError, from_sql};

/// Most rows of refused inputs that are told.
const TOLD: u32 = 500;

impl Store {
    /// Counts one more.
    pub fn count_refused(&mut self, device: DeviceId, input: Input, code: Refusal, at: Instant) -> Result<(), StoreError> {
        self.write()?.prepare_cached(include_str!("../sql/count_refused.sql"))?.execute(named_params! {
            ":device": device.as_bytes(),
            ":input": word(input),
            ":code": code.word(),
            ":at": at.unix_ms(),
        })?;
        Ok(())
    }

    /// What was refused, the last first.
    pub fn refused(&self) -> Result<Vec<RefusedInput>, StoreError> {
        let mut query =
            self.db.prepare_cached("SELECT device, input, code, count, last_at FROM refused ORDER BY last_at DESC LIMIT ?1")?;
        let mut rows = query.query([TOLD])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let told: String = row.get(1)?;
            let code: String = row.get(2)?;
            found.push(RefusedInput {
                device: DeviceId::from_bytes(row.get(0)?),
                input: input(&told).ok_or(StoreError::Damaged { what: "refused input" })?,
                code: Refusal::from_word(&code),
                count: from_sql(row.get(3)?),
                last_at: Instant::from_unix_ms(row.get(4)?),
            });
        }
        Ok(found)
    }

    /// Notes an input that no honest device sends; the same one is noted once.
    pub fn add_offence(&mut self, device: DeviceId, hash: [u8; 32], code: Refusal, at: Instant) -> Result<(), StoreError> {
        self.write()?
            .prepare_cached("INSERT OR IGNORE INTO offence (device, input, code, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![device.as_bytes(), hash, code.word(), at.unix_ms()])?;
        Ok(())
    }

    /// How many different ones a device sent.
    pub fn count_offences(&self, device: DeviceId) -> Result<u32, StoreError> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM offence WHERE device = ?1")?;
        Ok(query.query_row([device.as_bytes()], |row| row.get(0))?)
    }

    /// Sets a device aside.
    pub fn set_aside(&mut self, device: DeviceId, since: Instant) -> Result<(), StoreError> {
        self.write()?
            .prepare_cached("INSERT OR IGNORE INTO quarantine (device, since) VALUES (?1, ?2)")?
            .execute(params![device.as_bytes(), since.unix_ms()])?;
        Ok(())
    }

    /// The devices that are set aside.
    pub fn quarantined(&self) -> Result<Vec<(DeviceId, Instant)>, StoreError> {
        let mut query = self.db.prepare("SELECT device, since FROM quarantine")?;
        let rows = query.query_map([], |row| Ok((DeviceId::from_bytes(row.get(0)?), Instant::from_unix_ms(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lets a device in again and forgets its offences.
    pub fn release(&mut self, device: DeviceId) -> Result<(), StoreError> {
        let db = self.write()?;
        db.execute("DELETE FROM quarantine WHERE device = ?1", [device.as_bytes()])?;
        db.execute("DELETE FROM offence WHERE device = ?1", [device.as_bytes()])?;
        Ok(())
    }
}

const INPUTS: &[(Input, &str)] = &[(Input::Change, "change"), (Input::Statement, "statement"), (Input::Message, "message")];

fn word(input: Input) -> &'static str {
    INPUTS.iter().find(|(known, _)| *known == input).map_or("message", |(_, word)| word)
}

fn input(word: &str) -> Option<Input> {
    INPUTS.iter().find(|(_, known)| *known == word).map(|(input, _)| *input)
}
