SELECT t.id FROM t JOIN u ON t.a = u.a
---
SELECT t.id FROM t LEFT JOIN u ON t.a = u.a JOIN v ON v.b = u.b
---
SELECT id FROM t JOIN u USING (a)
