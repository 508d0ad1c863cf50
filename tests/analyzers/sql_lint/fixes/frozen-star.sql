-- before
CREATE TABLE orders (id int PRIMARY KEY, total int);
CREATE VIEW paid AS SELECT * FROM orders WHERE total > 0;
-- after
CREATE TABLE orders (id int PRIMARY KEY, total int);
CREATE VIEW paid AS SELECT id, total FROM orders WHERE total > 0;

-- before
CREATE TABLE orders (id int PRIMARY KEY, "Total" int);
INSERT INTO archive SELECT o.*, 1 FROM orders AS o JOIN items AS i ON i.order_id = o.id;
-- after
CREATE TABLE orders (id int PRIMARY KEY, "Total" int);
INSERT INTO archive SELECT o.id, o."Total", 1 FROM orders AS o JOIN items AS i ON i.order_id = o.id;
