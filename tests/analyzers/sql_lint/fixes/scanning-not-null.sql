-- dialect: postgres
-- before
BEGIN;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
COMMIT;
-- after
BEGIN;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
COMMIT;
