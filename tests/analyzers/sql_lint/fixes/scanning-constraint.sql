-- dialect: postgres
-- before
ALTER TABLE orders
    ADD CONSTRAINT customer FOREIGN KEY (customer_id) -- who pays
    REFERENCES customers (id) ON DELETE CASCADE;
-- after
ALTER TABLE orders
    ADD CONSTRAINT customer FOREIGN KEY (customer_id) -- who pays
    REFERENCES customers (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT customer;

-- before
ALTER TABLE ONLY orders ADD CONSTRAINT positive CHECK (total > 0);
-- after
ALTER TABLE ONLY orders ADD CONSTRAINT positive CHECK (total > 0);

-- before
ALTER TABLE orders ADD CHECK (total > 0);
-- after
ALTER TABLE orders ADD CHECK (total > 0);
