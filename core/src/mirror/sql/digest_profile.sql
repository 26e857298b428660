SELECT
    file, relation, lapse_from, sex, education, birth_on, birth_year, age_band, referrer, is_referred
FROM m_profile
JOIN m_customer USING (row)
ORDER BY file
