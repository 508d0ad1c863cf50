-- before
SELECT CASE WHEN total > 0 THEN TRUE ELSE FALSE END AS paid FROM orders;
-- after
SELECT COALESCE(total > 0, FALSE) AS paid FROM orders;

-- before
select id, case when total > 0 and n < 9 then false else true end as unpaid from orders;
-- after
select id, not coalesce(total > 0 and n < 9, false) as unpaid from orders;

-- before
SELECT id FROM orders WHERE CASE WHEN total > 0 THEN FALSE ELSE TRUE END = done;
-- after
SELECT id FROM orders WHERE (NOT COALESCE(total > 0, FALSE)) = done;

-- before
SELECT CASE WHEN c.city IS NULL THEN 'un' || 'known' ELSE c.city END AS city FROM customers AS c;
-- after
SELECT COALESCE(c.city, 'un' || 'known') AS city FROM customers AS c;

-- before
SELECT CASE WHEN city IS NOT NULL THEN city END AS city, CASE WHEN n IS NULL THEN NULL ELSE n END FROM customers;
-- after
SELECT city AS city, n FROM customers;

-- before
SELECT CASE WHEN city IS NULL THEN /* nowhere */ 'none' ELSE city END AS city FROM customers;
-- after
SELECT CASE WHEN city IS NULL THEN /* nowhere */ 'none' ELSE city END AS city FROM customers;
