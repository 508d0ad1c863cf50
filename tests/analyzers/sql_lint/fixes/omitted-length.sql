-- dialect: tsql
-- before
CREATE TABLE customers (id bigint PRIMARY KEY, [state] [varchar](2) NOT NULL, code NVARCHAR(1), name varchar);
-- after
CREATE TABLE customers (id bigint PRIMARY KEY, [state] char(2) NOT NULL, code NCHAR(1), name varchar);
