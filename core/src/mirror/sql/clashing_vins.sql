SELECT vin FROM m_order_car WHERE vin IS NOT NULL GROUP BY vin HAVING count(*) > 1
UNION
SELECT lost_vin FROM m_order_car WHERE lost_vin IS NOT NULL
ORDER BY 1
