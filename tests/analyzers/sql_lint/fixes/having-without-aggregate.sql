-- before
SELECT status, COUNT(*) FROM orders GROUP BY status HAVING status <> 'open' ORDER BY 1;
-- after
SELECT status, COUNT(*) FROM orders WHERE status <> 'open' GROUP BY status ORDER BY 1;

-- before
SELECT status FROM orders WHERE total > 1 GROUP BY status HAVING status <> 'open'
-- after
SELECT status FROM orders WHERE total > 1 AND status <> 'open' GROUP BY status
