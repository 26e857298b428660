//! The hot questions are answered from indexes: no walk over whole rows, no sort of thousands.

use super::fixtures::mirror;
use crate::{domain::formula::Countable, mirror::rates};

/// The lines of SQLite's plan.
fn plan(sql: &str) -> Vec<String> {
    let conn = mirror();
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = statement.parameter_count();
    let nothing = vec![rusqlite::types::Null; count];
    let lines = statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3)).unwrap();
    lines.collect::<Result<_, _>>().unwrap()
}

#[test]
fn sieving_reads_the_covering_index_only() {
    for sql in [
        include_str!("../sql/sieve_all.sql"),
        include_str!("../sql/sieve_own.sql"),
        include_str!("../sql/sieve_own_and_pool.sql"),
    ] {
        let lines = plan(sql);
        assert!(
            lines.iter().filter(|line| line.contains("m_customer")).all(|line| line.contains("COVERING INDEX m_customer_sieve"))
        );
    }
}

#[test]
fn every_order_of_the_list_has_its_index() {
    for (order, index) in [
        ("last_contact_at DESC, file", "m_customer_by_contact"),
        ("name_key, file", "m_customer_by_name"),
        ("next_on, file", "m_customer_by_due"),
        ("opened_at DESC, file", "m_customer_by_age"),
    ] {
        assert_eq!(
            plan(&format!("SELECT row FROM m_customer ORDER BY {order}")),
            [format!("SCAN m_customer USING COVERING INDEX {index}")]
        );
    }
}

#[test]
fn the_follow_ups_of_a_day_are_counted_and_paged_in_their_index() {
    for sql in [include_str!("../sql/due.sql"), include_str!("../sql/due_count.sql")] {
        let lines = plan(sql);
        assert!(lines.iter().any(|line| line.contains("COVERING INDEX m_follow_up_open (due_on>? AND due_on<?)")), "{lines:?}");
        // The page itself, 200 rows at most, may be sorted once more; finding it may not.
        let sorts = lines.iter().filter(|line| line.contains("TEMP B-TREE")).count();
        assert!(sorts <= 1, "{lines:?}");
    }
    assert!(plan(include_str!("../sql/opened_between.sql"))[0].contains("m_customer_by_age (opened_at>? AND opened_at<?)"));
    assert!(plan(include_str!("../sql/done_between.sql"))[0].contains("m_follow_up_done (done_at>? AND done_at<?)"));
}

#[test]
fn losses_are_counted_and_paged_in_their_index() {
    for sql in [include_str!("../sql/losses.sql"), include_str!("../sql/loss_counts.sql")] {
        let lines = plan(sql);
        assert!(lines.iter().any(|line| line.contains("COVERING INDEX m_loss_by_time (asked_at>? AND asked_at<?)")), "{lines:?}");
    }
}

#[test]
fn the_list_of_orders_is_sieved_in_its_index() {
    let list = "SELECT row, id, owner, state, opened_at, code FROM m_order ORDER BY opened_at DESC, id";
    assert_eq!(plan(list), ["SCAN m_order USING COVERING INDEX m_order_by_age"]);
}

#[test]
fn a_number_is_looked_up_not_searched_for() {
    for sql in [
        include_str!("../sql/check_phone.sql"),
        include_str!("../sql/same_phone.sql"),
        include_str!("../sql/duplicates.sql"),
        include_str!("../sql/customer.sql"),
    ] {
        let lines = plan(sql);
        let is_small = |line: &String| line.contains("m_shared") || line.contains("near");
        assert!(!lines.iter().any(|line| line.contains("SCAN m_") && !is_small(line)), "{lines:?}");
    }
}

#[test]
fn what_the_rates_count_is_found_in_indexes() {
    for counted in Countable::ALL {
        let lines = plan(&format!("SELECT count(*) FROM ({})", rates::sql(counted).unwrap()));
        assert!(!lines.iter().any(|line| line.starts_with("SCAN m_")), "{counted}: {lines:?}");
        // Customers, purchases and visitors are many: their rows are not read to be counted.
        let many = ["m_customer USING INDEX m_", "m_opportunity USING INDEX m_", "m_line USING INDEX m_"];
        assert!(!lines.iter().any(|line| many.iter().any(|whole| line.contains(whole))), "{counted}: {lines:?}");
    }
}
