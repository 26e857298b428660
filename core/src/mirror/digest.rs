//! One hash over all that the mirror holds, to see whether two devices, or a rebuild, agree.

use rusqlite::{Connection, types::ValueRef};

use super::MirrorError;

/// Each table in a fixed order, its rows in the order of the ids they are about; never by row numbers, which are of this
/// device only. The search index shows itself by the hash of its words.
const TABLES: &[&str] = &[
    include_str!("sql/digest_customer.sql"),
    include_str!("sql/digest_phone.sql"),
    include_str!("sql/digest_profile.sql"),
    include_str!("sql/digest_mark.sql"),
    "SELECT mark, files FROM m_mark ORDER BY mark",
    include_str!("sql/digest_near.sql"),
    include_str!("sql/digest_apart.sql"),
    "SELECT file FROM m_question ORDER BY file",
    include_str!("sql/digest_opportunity.sql"),
    include_str!("sql/digest_interest.sql"),
    include_str!("sql/digest_follow_up.sql"),
    include_str!("sql/digest_lead.sql"),
    include_str!("sql/digest_order.sql"),
    "SELECT file, about, vin, plate, next_service_on, bought_on, json FROM m_vehicle ORDER BY file",
    "SELECT day_file, car, vehicle, customer, order_id, number, state, at, by, rank FROM m_car_word ORDER BY day_file, car",
    include_str!("sql/digest_order_car.sql"),
    include_str!("sql/digest_loss.sql"),
    include_str!("sql/digest_past.sql"),
    include_str!("sql/digest_touch.sql"),
    include_str!("sql/digest_test_drive.sql"),
    "SELECT file, id, json FROM m_booking ORDER BY file, id",
    include_str!("sql/digest_tag.sql"),
    "SELECT normalised, files FROM m_shared ORDER BY normalised",
    "SELECT file, place, kind FROM m_clash ORDER BY file, place",
    "SELECT file, name, starts_on, json FROM m_event ORDER BY file",
    "SELECT event, staff FROM m_event_staff ORDER BY event, staff",
    "SELECT file, json FROM m_store ORDER BY file",
    "SELECT file, day, json FROM m_reception ORDER BY file",
    include_str!("sql/digest_line.sql"),
];

/// The hash. Reads everything; takes a second over 50,000 files.
pub fn digest(conn: &Connection) -> Result<[u8; 32], MirrorError> {
    let mut hasher = blake3::Hasher::new();
    for sql in TABLES {
        let mut statement = conn.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(())?;
        let mut count: u64 = 0;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                feed(&mut hasher, row.get_ref(column)?);
            }
            count += 1;
        }
        hasher.update(&count.to_le_bytes());
    }
    Ok(*hasher.finalize().as_bytes())
}

/// Every value with its type and length, so that no two rows can be mistaken for one another.
fn feed(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => (1, &number.to_le_bytes()),
        ValueRef::Real(number) => (2, &number.to_le_bytes()),
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hasher.update(&[kind]).update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes()).update(bytes);
}
