-- before
SELECT total FROM orders AS o WHERE total > 0;
-- after
SELECT total FROM orders WHERE total > 0;

-- before
SELECT o.total
FROM orders o
    JOIN customers c ON o.customer_id = 1;
-- after
SELECT o.total
FROM orders o
    JOIN customers ON o.customer_id = 1;

-- before
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM orders AS x WHERE orders.id = 1);
-- after
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM orders AS x WHERE orders.id = 1);
