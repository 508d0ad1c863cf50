-- dialect: postgres
-- before
CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);
drop index concurrently orders_customer;
-- after
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_number ON orders (number);
drop index concurrently if exists orders_customer;

-- before
BEGIN;
CREATE TABLE customers (id bigint PRIMARY KEY);
COMMIT;
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN customer_id bigint, DROP COLUMN customer;
DROP TYPE state;
-- after
BEGIN;
CREATE TABLE customers (id bigint PRIMARY KEY);
COMMIT;
CREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS customer_id bigint, DROP COLUMN IF EXISTS customer;
DROP TYPE IF EXISTS state;
