CASE
    WHEN row IS NULL THEN EXISTS (
        SELECT 1 FROM m_line WHERE m_line.file = counted.file AND m_line.id = counted.id AND m_line.event = :event
    )
    ELSE EXISTS (SELECT 1 FROM m_lead WHERE m_lead.event = :event AND m_lead.row = counted.row)
END
