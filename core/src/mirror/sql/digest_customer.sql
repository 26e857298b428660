SELECT
    file, owner, source, grade, stage, next_on, last_contact_at, opened_at, clashes, is_incomplete, lacks_follow_up,
    opened_by, name, name_key, kind, phone, contact_refused, do_not_call, first_contact_at, opportunity, interests, budget_fen, event,
    registered_on, back_on, is_lead, invited_on, content, words
FROM m_customer
ORDER BY file
