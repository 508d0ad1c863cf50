SELECT a FROM t WHERE a = 1 OR a = 2 OR a IS NULL
---
SELECT a FROM t WHERE a = 1 OR b = 2 OR a = 3
---
SELECT a FROM t WHERE NOT (a = 1 OR a = 2 OR a = NULL)
---
SELECT a FROM t WHERE a = 1 OR 2 = a OR a = 3
---
SELECT a FROM t WHERE (a = 1 OR a = 2 OR a = 5) AND b = 'x'
---
SELECT a FROM t WHERE b = 'x' AND a = 1 OR a = 2 OR a = 3
---
SELECT a FROM t WHERE a = b OR a = c OR a = 3
