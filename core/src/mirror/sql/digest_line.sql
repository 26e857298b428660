SELECT
    file, id, day, in_at, out_at, entered_at, entered_by, came_by, is_in_store, is_intending, visit_count, party_size, contact,
    result, consultant, assigned_at, accepted_at, named, customer, event, series, is_complete, is_doubtful, is_late,
    is_corrected, is_confirmed, is_open, is_double, json
FROM m_line
ORDER BY file, id
