-- before
SELECT city, COUNT(*) AS n FROM customers GROUP BY city ORDER BY 2 DESC, city
-- after
SELECT city, COUNT(*) AS n FROM customers GROUP BY city ORDER BY n DESC, city
