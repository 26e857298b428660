INSERT INTO m_line (
    file, id, day, in_at, out_at, entered_at, entered_by, came_by, is_in_store, is_intending, visit_count, party_size, contact,
    result, consultant, assigned_at, accepted_at, named, customer, event, series, is_complete, is_doubtful, is_late,
    is_corrected, is_confirmed, is_open, is_double, json
)
VALUES (
    :file, :id, :day, :in_at, :out_at, :entered_at, :entered_by, :came_by, :is_in_store, :is_intending, :visit_count,
    :party_size, :contact, :result, :consultant, :assigned_at, :accepted_at, :named, :customer, :event, :series,
    :is_complete, :is_doubtful, :is_late, :is_corrected, :is_confirmed, :is_open, :is_double, :json
)
ON CONFLICT (file, id) DO UPDATE SET
    day = excluded.day, in_at = excluded.in_at, out_at = excluded.out_at, entered_at = excluded.entered_at,
    entered_by = excluded.entered_by, came_by = excluded.came_by, is_in_store = excluded.is_in_store,
    is_intending = excluded.is_intending, visit_count = excluded.visit_count, party_size = excluded.party_size,
    contact = excluded.contact, result = excluded.result, consultant = excluded.consultant,
    assigned_at = excluded.assigned_at, accepted_at = excluded.accepted_at, named = excluded.named,
    customer = excluded.customer, event = excluded.event, series = excluded.series, is_complete = excluded.is_complete,
    is_doubtful = excluded.is_doubtful, is_late = excluded.is_late, is_corrected = excluded.is_corrected,
    is_confirmed = excluded.is_confirmed, is_open = excluded.is_open, is_double = excluded.is_double, json = excluded.json
