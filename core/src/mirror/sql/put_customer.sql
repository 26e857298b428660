INSERT INTO m_customer (
    row, file, owner, source, grade, stage, next_on, last_contact_at, opened_at, clashes, is_incomplete, lacks_follow_up,
    opened_by, name, name_key, kind, phone, contact_refused, do_not_call, first_contact_at, opportunity, interests, budget_fen,
    event, registered_on, back_on, is_lead, invited_on, content, words
)
VALUES (
    :row, :file, :owner, :source, :grade, :stage, :next_on, :last_contact_at, :opened_at, :clashes, :is_incomplete,
    :lacks_follow_up, :opened_by, :name, :name_key, :kind, :phone, :contact_refused, :do_not_call, :first_contact_at,
    :opportunity, :interests, :budget_fen, :event, :registered_on, :back_on, :is_lead, :invited_on,
    :content, :words
)
ON CONFLICT (row) DO UPDATE SET
    owner = excluded.owner, source = excluded.source, grade = excluded.grade, stage = excluded.stage,
    next_on = excluded.next_on, last_contact_at = excluded.last_contact_at, opened_at = excluded.opened_at,
    clashes = excluded.clashes, is_incomplete = excluded.is_incomplete, lacks_follow_up = excluded.lacks_follow_up,
    opened_by = excluded.opened_by, name = excluded.name, name_key = excluded.name_key, kind = excluded.kind,
    phone = excluded.phone, contact_refused = excluded.contact_refused, do_not_call = excluded.do_not_call,
    first_contact_at = excluded.first_contact_at, opportunity = excluded.opportunity,
    interests = excluded.interests, budget_fen = excluded.budget_fen, event = excluded.event,
    registered_on = excluded.registered_on, back_on = excluded.back_on, is_lead = excluded.is_lead,
    invited_on = excluded.invited_on, content = excluded.content,
    words = excluded.words
RETURNING row
