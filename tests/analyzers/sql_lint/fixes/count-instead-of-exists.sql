-- before
SELECT id FROM c WHERE (SELECT COUNT(*) FROM o WHERE o.c = c.id) > 0;
-- after
SELECT id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.c = c.id);
