-- before
CREATE TABLE orders (id int PRIMARY KEY, total int);
SELECT * FROM orders;
-- after
CREATE TABLE orders (id int PRIMARY KEY, total int);
SELECT id, total FROM orders;
