SELECT "a", "b" AS "c" FROM "t" WHERE "a" > 1
---
SELECT "t"."a" FROM "t" ORDER BY "a"
