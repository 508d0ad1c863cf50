SELECT t.id FROM t, u WHERE t.a = u.a AND t.b = 1
---
SELECT t.id FROM t, u LEFT JOIN v ON v.a = u.a WHERE t.a = u.a
---
SELECT t.id FROM t, u, v WHERE t.a = u.a AND u.b = v.b AND v.c > 1
---
SELECT t.id FROM t LEFT JOIN v ON v.a = t.a, u WHERE t.a = u.a
