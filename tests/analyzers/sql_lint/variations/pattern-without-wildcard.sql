-- dialect: postgres
SELECT a FROM t WHERE name LIKE 'Ab'
---
SELECT a FROM t WHERE name NOT LIKE 'Ab'
---
SELECT a FROM t WHERE name LIKE 'A b'
---
SELECT a FROM t WHERE name LIKE ''
