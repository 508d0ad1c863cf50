-- before
CREATE TABLE orders (id int, code varchar(9));
SELECT id FROM orders WHERE code = 7 OR code IN (8, '9') OR 5 < code;
-- after
CREATE TABLE orders (id int, code varchar(9));
SELECT id FROM orders WHERE code = '7' OR code IN ('8', '9') OR '5' < code;
