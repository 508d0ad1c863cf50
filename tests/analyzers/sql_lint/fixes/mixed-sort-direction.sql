-- before
SELECT a FROM t ORDER BY a, b DESC
-- after
SELECT a FROM t ORDER BY a ASC, b DESC
