-- dialect: postgres
-- before
REINDEX TABLE /* all of them */ orders;
-- after
REINDEX TABLE CONCURRENTLY /* all of them */ orders;

-- before
reindex (verbose) index orders_pkey
-- after
reindex (verbose) index concurrently orders_pkey

-- before
ALTER TABLE orders DETACH PARTITION orders_2020;
-- after
ALTER TABLE orders DETACH PARTITION orders_2020 CONCURRENTLY;

-- before
VACUUM FULL orders;
-- after
VACUUM FULL orders;
