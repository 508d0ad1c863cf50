-- before
CREATE TABLE orders (id int, customer_id int, total int);
CREATE TABLE customers (customer_no int, name text);
SELECT total, name FROM orders AS o JOIN customers ON customer_no = o.customer_id WHERE total > 0 ORDER BY id;
-- after
CREATE TABLE orders (id int, customer_id int, total int);
CREATE TABLE customers (customer_no int, name text);
SELECT o.total, customers.name FROM orders AS o JOIN customers ON customers.customer_no = o.customer_id WHERE o.total > 0 ORDER BY o.id;

-- before
CREATE TABLE orders (id int, total int);
SELECT total, name FROM orders AS o JOIN unknown AS u ON u.id = o.id;
-- after
CREATE TABLE orders (id int, total int);
SELECT total, name FROM orders AS o JOIN unknown AS u ON u.id = o.id;

-- before
CREATE TABLE orders (id int, total int);
SELECT id FROM (SELECT 1 AS n, 2 AS m) AS t JOIN orders AS o ON o.id = n;
-- after
CREATE TABLE orders (id int, total int);
SELECT o.id FROM (SELECT 1 AS n, 2 AS m) AS t JOIN orders AS o ON o.id = t.n;
