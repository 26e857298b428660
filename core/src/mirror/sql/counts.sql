SELECT
    (SELECT count(*) FROM m_customer),
    (SELECT count(*) FROM m_opportunity),
    (SELECT count(*) FROM m_event)
