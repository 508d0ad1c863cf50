-- dialect: postgres
-- before
ALTER TABLE ONLY orders ADD CONSTRAINT positive CHECK (total > 0);
-- after
ALTER TABLE ONLY orders ADD CONSTRAINT positive CHECK (total > 0);

-- before
ALTER TABLE orders ADD CHECK (total > 0);
-- after
ALTER TABLE orders ADD CHECK (total > 0);
