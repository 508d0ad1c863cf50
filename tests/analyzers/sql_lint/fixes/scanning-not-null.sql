-- dialect: postgres
-- before
ALTER TABLE shop.orders ALTER COLUMN customer_id SET NOT NULL; -- known by now
-- after
ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_id_not_null CHECK (customer_id IS NOT NULL) NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_customer_id_not_null;
ALTER TABLE shop.orders ALTER COLUMN customer_id SET NOT NULL;
ALTER TABLE shop.orders DROP CONSTRAINT orders_customer_id_not_null; -- known by now

-- before
ALTER TABLE "Orders" ALTER "customerId" SET NOT NULL
-- after
ALTER TABLE "Orders" ADD CONSTRAINT "Orders_customerId_not_null" CHECK ("customerId" IS NOT NULL) NOT VALID;
ALTER TABLE "Orders" VALIDATE CONSTRAINT "Orders_customerId_not_null";
ALTER TABLE "Orders" ALTER "customerId" SET NOT NULL;
ALTER TABLE "Orders" DROP CONSTRAINT "Orders_customerId_not_null"

-- before
BEGIN;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
COMMIT;
-- after
BEGIN;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
COMMIT;
