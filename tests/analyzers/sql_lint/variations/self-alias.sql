SELECT a AS a, b AS c FROM t
---
SELECT t.a AS a FROM t ORDER BY a
---
SELECT a AS A, b FROM t
