-- before
SELECT o.id, c.name -- both
FROM orders AS o, customers AS c
WHERE c.id = o.customer_id AND o.status = 'open';
-- after
SELECT o.id, c.name -- both
FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
WHERE o.status = 'open';

-- before
select o.id from orders o, items i where i.order_id = o.id
-- after
select o.id from orders o join items i on i.order_id = o.id

-- before
SELECT o.id FROM orders o, items i WHERE i.order_id = o.id /* the link */ AND i.n > 1
-- after
SELECT o.id FROM orders o, items i WHERE i.order_id = o.id /* the link */ AND i.n > 1
