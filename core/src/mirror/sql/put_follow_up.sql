INSERT INTO m_follow_up (
    row, id, opportunity, owner, way, aim, due_on, planned_by, done_at, done_by, outcome, said, comment_at, comment_by,
    comment, answer_at, answer_by, answer, unanswered
)
VALUES (
    :row, :id, :opportunity, :owner, :way, :aim, :due_on, :planned_by, :done_at, :done_by, :outcome, :said, :comment_at,
    :comment_by, :comment, :answer_at, :answer_by, :answer, :unanswered
)
