-- dialect: postgres
-- before
DROP INDEX IF EXISTS shop.orders_number; -- not used
-- after
DROP INDEX CONCURRENTLY IF EXISTS shop.orders_number; -- not used

-- before
drop index orders_number
-- after
drop index concurrently orders_number

-- before
DROP INDEX orders_number, orders_customer;
-- after
DROP INDEX orders_number, orders_customer;

-- before
BEGIN;
DROP INDEX orders_number;
COMMIT;
-- after
BEGIN;
DROP INDEX orders_number;
COMMIT;
