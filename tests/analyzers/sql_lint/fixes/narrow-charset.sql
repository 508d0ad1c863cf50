-- dialect: mysql
-- before
CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100) CHARACTER SET utf8) DEFAULT CHARSET=utf8mb3;
-- after
CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100) CHARACTER SET utf8mb4) DEFAULT CHARSET=utf8mb4;

-- before
CREATE TABLE customers (id bigint PRIMARY KEY) DEFAULT CHARSET=utf8 COLLATE=utf8_bin;
-- after
CREATE TABLE customers (id bigint PRIMARY KEY) DEFAULT CHARSET=utf8 COLLATE=utf8_bin;
