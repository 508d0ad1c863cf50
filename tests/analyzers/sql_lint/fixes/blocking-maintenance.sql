-- dialect: postgres
-- before
ALTER TABLE orders DETACH PARTITION orders_2020;
-- after
ALTER TABLE orders DETACH PARTITION orders_2020 CONCURRENTLY;

-- before
VACUUM FULL orders;
-- after
VACUUM FULL orders;
