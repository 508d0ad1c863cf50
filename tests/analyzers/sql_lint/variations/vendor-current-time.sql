-- dialect: postgres
SELECT a, NOW() FROM t
---
SELECT a FROM t WHERE b < NOW()
