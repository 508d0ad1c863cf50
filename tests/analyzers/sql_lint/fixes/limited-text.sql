-- dialect: postgres
-- before
CREATE TABLE customers (name character varying(40) /* in full */ NOT NULL);
-- after
CREATE TABLE customers (name text /* in full */ NOT NULL);
