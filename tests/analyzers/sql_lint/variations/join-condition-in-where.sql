SELECT t.id FROM t, u WHERE t.a = u.a AND t.b = 1
---
SELECT t.id FROM t JOIN u ON t.b = u.b WHERE t.a = u.a
---
SELECT t.id FROM t CROSS JOIN u WHERE t.a = u.a OR t.b = 1
---
SELECT t.id FROM t LEFT JOIN u ON t.b = u.b WHERE t.a = u.a
---
SELECT t.id FROM t CROSS JOIN u LEFT JOIN v ON v.a = u.a WHERE t.a = u.a AND v.b = 1
---
SELECT t.id FROM t, u, v WHERE t.a = u.a AND u.b = v.b AND (t.c = 1 OR v.c = 2)
