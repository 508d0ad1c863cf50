-- before
SELECT id FROM t WHERE (a = 1 OR a = 2 OR a = 3) AND b = 1
-- after
SELECT id FROM t WHERE (a IN (1, 2, 3)) AND b = 1

-- before
SELECT id FROM t WHERE 1 = a OR a = 2 OR 3 = a
-- after
SELECT id FROM t WHERE a IN (1, 2, 3)
