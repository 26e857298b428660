SELECT
    m_interest.row, m_interest.id, m_interest.name, m_opportunity.owner, m_opportunity.grade, m_opportunity.stage,
    m_profile.sex, m_profile.education, m_profile.birth_on, m_profile.birth_year, m_profile.age_band
FROM m_interest
CROSS JOIN m_opportunity ON m_opportunity.row = m_interest.row AND m_opportunity.id = m_interest.opportunity
CROSS JOIN m_profile ON m_profile.row = m_interest.row
WHERE m_interest.kind IN ('series', 'model')
ORDER BY m_interest.row
