-- before
SELECT DISTINCT(city), name FROM customers;
SELECT DISTINCT (city) FROM customers;
SELECT DISTINCT(a + b) * c FROM measures;
-- after
SELECT DISTINCT city, name FROM customers;
SELECT DISTINCT city FROM customers;
SELECT DISTINCT (a + b) * c FROM measures;
