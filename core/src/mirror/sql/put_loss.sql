INSERT INTO m_loss (
    row, opportunity, state, request, asked_at, asked_by, reason, competitor, words, stage, grade, verdict_at, verdict_by,
    verdict, revived_at, revived_by, revival, owner
)
VALUES (
    :row, :opportunity, :state, :request, :asked_at, :asked_by, :reason, :competitor, :words, :stage, :grade, :verdict_at,
    :verdict_by, :verdict, :revived_at, :revived_by, :revival, :owner
)
