-- dialect: postgres
-- before
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    total_price double precision NOT NULL, -- in euros
    tax FLOAT
);
-- after
CREATE TABLE invoices (
    id bigint PRIMARY KEY,
    total_price numeric(19, 4) NOT NULL, -- in euros
    tax NUMERIC(19, 4)
);
