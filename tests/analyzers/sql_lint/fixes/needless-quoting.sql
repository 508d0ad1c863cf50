-- dialect: postgres
-- before
SELECT "total", "Total", "user" FROM "shop"."orders" AS "o" WHERE "o"."total" > 0
-- after
SELECT total, "Total", "user" FROM shop.orders AS o WHERE o.total > 0
