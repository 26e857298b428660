SELECT row, owner, source, grade, stage, next_on, clashes, is_incomplete, lacks_follow_up
FROM m_customer INDEXED BY m_customer_sieve
WHERE owner = ?1
