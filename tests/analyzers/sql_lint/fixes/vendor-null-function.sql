-- before
SELECT NVL(a, 0), ifnull(b, 1) FROM t
-- after
SELECT COALESCE(a, 0), COALESCE(b, 1) FROM t
