-- before
SELECT c.name FROM customers AS c WHERE c.city NOT IN (SELECT b.city FROM branches AS b);
-- after
SELECT c.name FROM customers AS c WHERE NOT EXISTS (SELECT 1 FROM branches AS b WHERE b.city = c.city);

-- before
SELECT name FROM customers WHERE city NOT IN (SELECT city FROM branches WHERE size > 9 OR open) AND age > 9;
-- after
SELECT name FROM customers WHERE NOT EXISTS (SELECT 1 FROM branches WHERE (size > 9 OR open) AND branches.city = customers.city) AND age > 9;

-- before
SELECT name FROM customers WHERE city NOT IN (SELECT city FROM branches GROUP BY city);
-- after
SELECT name FROM customers WHERE city NOT IN (SELECT city FROM branches GROUP BY city);

-- before
SELECT name FROM customers WHERE city NOT IN (SELECT city FROM customers WHERE age < 9);
-- after
SELECT name FROM customers WHERE city NOT IN (SELECT city FROM customers WHERE age < 9);

-- before
SELECT T1.name FROM customers AS T1 WHERE T1.city NOT IN (SELECT T1.city FROM branches AS T1);
-- after
SELECT T1.name FROM customers AS T1 WHERE T1.city NOT IN (SELECT T1.city FROM branches AS T1);
