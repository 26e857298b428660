INSERT INTO m_profile (
    row, relation, lapse_from, sex, education, birth_on, birth_year, age_band, referrer, is_referred
)
VALUES (
    :row, :relation, :lapse_from, :sex, :education, :birth_on, :birth_year, :age_band, :referrer, :is_referred
)
ON CONFLICT (row) DO UPDATE SET
    relation = excluded.relation, lapse_from = excluded.lapse_from, sex = excluded.sex, education = excluded.education,
    birth_on = excluded.birth_on, birth_year = excluded.birth_year, age_band = excluded.age_band,
    referrer = excluded.referrer, is_referred = excluded.is_referred
