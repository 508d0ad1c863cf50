-- before
SELECT CASE WHEN total = 0 THEN 'free' ELSE CASE WHEN total < 9 THEN 'cheap' ELSE 'dear' END END AS price FROM orders;
-- after
SELECT CASE WHEN total = 0 THEN 'free' WHEN total < 9 THEN 'cheap' ELSE 'dear' END AS price FROM orders;

-- before
SELECT CASE state WHEN 0 THEN 'new' ELSE CASE state WHEN 1 THEN 'paid' END END FROM orders;
-- after
SELECT CASE state WHEN 0 THEN 'new' WHEN 1 THEN 'paid' END FROM orders;

-- before
SELECT
    CASE
        WHEN total = 0 THEN 'free' -- a gift
        ELSE -- otherwise
            CASE -- by price
                WHEN total < 9 THEN 'cheap' -- below nine
            END
    END AS price
FROM orders;
-- after
SELECT
    CASE
        WHEN total = 0 THEN 'free' -- a gift
        -- otherwise
            -- by price
                WHEN total < 9 THEN 'cheap' -- below nine
    END AS price
FROM orders;

-- before
SELECT CASE WHEN a = 1 THEN 1 ELSE CASE WHEN a = 2 THEN 2 ELSE CASE WHEN a = 3 THEN 3 END END END FROM t;
-- after
SELECT CASE WHEN a = 1 THEN 1 WHEN a = 2 THEN 2 WHEN a = 3 THEN 3 END FROM t;
