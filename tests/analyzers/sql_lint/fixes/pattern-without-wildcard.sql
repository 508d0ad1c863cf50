-- before
SELECT id FROM t WHERE a LIKE 'x' AND b not like 'y'
-- after
SELECT id FROM t WHERE a = 'x' AND b <> 'y'
