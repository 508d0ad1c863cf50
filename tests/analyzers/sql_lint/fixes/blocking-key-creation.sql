-- dialect: postgres
-- before
ALTER TABLE shop.orders ADD CONSTRAINT orders_number UNIQUE (number, "Year"); -- one each
-- after
CREATE UNIQUE INDEX CONCURRENTLY orders_number ON shop.orders (number, "Year");
ALTER TABLE shop.orders ADD CONSTRAINT orders_number UNIQUE USING INDEX orders_number; -- one each

-- before
ALTER TABLE orders ADD CONSTRAINT orders_key PRIMARY KEY (id);
-- after
CREATE UNIQUE INDEX CONCURRENTLY orders_key ON orders (id);
ALTER TABLE orders ADD CONSTRAINT orders_key PRIMARY KEY USING INDEX orders_key;

-- before
ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number) DEFERRABLE;
-- after
ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number) DEFERRABLE;
