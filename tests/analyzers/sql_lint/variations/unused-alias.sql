SELECT x.a FROM t AS x
---
SELECT a FROM t AS x WHERE EXISTS (SELECT 1 FROM u AS y WHERE b = x.c)
---
SELECT a FROM t AS x JOIN u AS y ON x.b = y.b
---
SELECT t.a FROM t AS x, u AS t
