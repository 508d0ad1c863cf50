-- dialect: postgres
-- before
-- a note
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN total numeric;
-- after
-- a note
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN total numeric;

-- before
SET lock_timeout = '3s';
DROP TABLE orders;
-- after
SET lock_timeout = '3s';
SET statement_timeout = '5s';
DROP TABLE orders;
