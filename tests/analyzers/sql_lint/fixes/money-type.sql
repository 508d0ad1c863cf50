-- dialect: postgres
-- before
CREATE TABLE invoices (id bigint PRIMARY KEY, total MONEY NOT NULL)
-- after
CREATE TABLE invoices (id bigint PRIMARY KEY, total NUMERIC(19, 4) NOT NULL)
