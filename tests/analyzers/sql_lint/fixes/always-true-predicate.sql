-- dialect: postgres
-- before
CREATE INDEX by_customer ON orders (customer_id) -- all of them
WHERE TRUE;
-- after
CREATE INDEX by_customer ON orders (customer_id) -- all of them
;

-- before
CREATE UNIQUE INDEX by_code ON orders USING btree (code) WHERE 1 = 1;
-- after
CREATE UNIQUE INDEX by_code ON orders USING btree (code);

-- before
CREATE INDEX unpaid ON orders (customer_id) WHERE NOT paid;
-- after
CREATE INDEX unpaid ON orders (customer_id) WHERE NOT paid;
