-- dialect: postgres
-- before
SELECT now() - created_at, 'now()' FROM orders;
-- after
SELECT CURRENT_TIMESTAMP - created_at, 'now()' FROM orders;
