-- dialect: sqlite
SELECT IFNULL(a, b), a FROM t
---
SELECT IFNULL(a, 0) + 1 FROM t WHERE IFNULL(b, 1) = 1
