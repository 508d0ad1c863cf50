-- before
SELECT id -- the key
FROM orders WHERE shipped_at = NULL AND paid_at <> /* never */ NULL;
-- after
SELECT id -- the key
FROM orders WHERE shipped_at IS NULL AND paid_at IS NOT /* never */ NULL;

-- before
select id from orders where shipped_at = null
-- after
select id from orders where shipped_at is null
