-- dialect: postgres
-- before
CREATE TABLE orders (a timestamp without time zone NOT NULL, b TIMESTAMP(3), c timestamp(3) without time zone);
-- after
CREATE TABLE orders (a timestamptz NOT NULL, b TIMESTAMPTZ(3), c timestamptz(3));
