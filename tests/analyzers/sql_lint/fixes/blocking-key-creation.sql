-- dialect: postgres
-- before
ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number) DEFERRABLE;
-- after
ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number) DEFERRABLE;
