-- before
SELECT id FROM c WHERE (SELECT COUNT(*) FROM o WHERE o.c = c.id) > 0;
-- after
SELECT id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.c = c.id);

-- before
SELECT id FROM c WHERE 1 <= (SELECT COUNT(*) FROM o WHERE o.c = c.id) AND 0 = (SELECT COUNT(1) FROM p WHERE p.c = c.id);
-- after
SELECT id FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.c = c.id) AND NOT EXISTS (SELECT 1 FROM p WHERE p.c = c.id);

-- before
SELECT id FROM c WHERE (SELECT COUNT(o.paid) FROM o WHERE o.c = c.id) > 0;
-- after
SELECT id FROM c WHERE (SELECT COUNT(o.paid) FROM o WHERE o.c = c.id) > 0;
