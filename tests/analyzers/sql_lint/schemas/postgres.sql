-- dialect: postgres

-- case: constraints may stand behind a column
CREATE TABLE orders (
    id bigserial PRIMARY KEY,
    customer_id int NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    code text UNIQUE DEFAULT 'x' CHECK (code <> ''),
    number int GENERATED ALWAYS AS IDENTITY,
    twice int GENERATED ALWAYS AS (number * 2) STORED
);
-- known
-- table orders
--   id BIGSERIAL not null identity
--   customer_id INT not null
--   code TEXT default 'x' check code <> ''
--   number INT not null identity
--   twice INT generated
--   key id
--   unique code
--   customer_id -> customers(id) CASCADE

-- case: constraints may stand behind all columns
CREATE TABLE items (
    order_id int, line int, product_id int, low int, high int,
    PRIMARY KEY (order_id, line),
    UNIQUE (order_id, product_id),
    CONSTRAINT item_product FOREIGN KEY (product_id) REFERENCES products,
    CHECK (low < high),
    CHECK (line > 0)
);
-- known
-- table items
--   order_id INT not null
--   line INT not null check line > 0
--   product_id INT
--   low INT
--   high INT
--   key order_id, line
--   unique order_id, product_id
--   check low < high
--   product_id -> products()

-- case: keys may be added in a file that is read before the table
ALTER TABLE ONLY app.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX CONCURRENTLY by_mail ON app.orders USING btree (lower(mail), id DESC) WHERE mail IS NOT NULL;
-- then another file
CREATE TABLE app.orders (id int, mail text);
-- known
-- table app.orders
--   id INT not null
--   mail TEXT
--   key id
--   unique btree index by_mail on LOWER(mail), id where mail IS NOT NULL

-- case: columns are added, dropped, renamed and changed
CREATE TABLE orders (id int, a int, b int NOT NULL, c int);
CREATE INDEX by_c ON orders (c);
ALTER TABLE orders ADD COLUMN d text NOT NULL DEFAULT 'x', ADD COLUMN IF NOT EXISTS a text;
ALTER TABLE orders DROP COLUMN c;
ALTER TABLE orders RENAME COLUMN a TO e;
ALTER TABLE orders RENAME e TO f;
ALTER TABLE orders ALTER COLUMN f TYPE bigint, ALTER b DROP NOT NULL;
ALTER TABLE orders ALTER COLUMN f SET NOT NULL;
ALTER TABLE orders ALTER COLUMN d DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN f SET DEFAULT 3;
-- known
-- table orders
--   id INT
--   f BIGINT not null default 3
--   b INT
--   d TEXT not null

-- case: a table keeps its keys under a new name and others still refer to it
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a_id int REFERENCES a (id));
ALTER TABLE a RENAME TO c;
-- known
-- table b
--   a_id INT
--   a_id -> c(id)
-- table c
--   id INT not null
--   key id

-- case: a foreign key is not valid until somebody validates it
CREATE TABLE a (x int, y int);
ALTER TABLE a ADD CONSTRAINT fx FOREIGN KEY (x) REFERENCES b (id) NOT VALID;
ALTER TABLE a ADD CONSTRAINT fy FOREIGN KEY (y) REFERENCES b (id) NOT VALID;
ALTER TABLE a VALIDATE CONSTRAINT fx;
-- known
-- table a
--   x INT
--   y INT
--   x -> b(id)
--   y -> b(id) not valid

-- case: an index becomes a key
CREATE TABLE a (x int NOT NULL, y int);
CREATE UNIQUE INDEX ix ON a (x);
CREATE UNIQUE INDEX iy ON a (y);
ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY USING INDEX ix;
ALTER TABLE a ADD CONSTRAINT u UNIQUE USING INDEX iy;
-- known
-- table a
--   x INT not null
--   y INT
--   key x
--   unique y

-- case: constraints, indexes and tables are dropped
CREATE TABLE a (x int PRIMARY KEY, y int REFERENCES b (id), z int UNIQUE);
CREATE TABLE gone (x int);
CREATE INDEX iy ON a (y);
ALTER TABLE a DROP CONSTRAINT a_pkey;
ALTER TABLE a DROP CONSTRAINT a_y_fkey;
ALTER TABLE a DROP CONSTRAINT a_z_key;
DROP INDEX iy;
DROP TABLE gone;
-- known
-- table a
--   x INT not null
--   y INT
--   z INT

-- case: copies, children, partitions and what queries fill know their columns
CREATE TABLE a (x int PRIMARY KEY) PARTITION BY RANGE (x);
CREATE TABLE part PARTITION OF a FOR VALUES FROM (1) TO (2);
CREATE TABLE child (y int) INHERITS (a);
CREATE TABLE twin (LIKE a);
CREATE TABLE stage AS SELECT x AS u, x + 1 AS v FROM a;
CREATE TABLE stage2 AS SELECT * FROM a;
CREATE TEMP TABLE passing (x int);
CREATE VIEW seen AS SELECT x FROM a;
CREATE MATERIALIZED VIEW seen2 (p, q) AS SELECT 1, 2;
-- known
-- table a: partitioned
--   x INT not null
--   key x
-- table part: partition of a
--   x INT not null
-- table child: derived
--   x INT not null
--   y INT
-- table twin: derived
--   x INT not null
-- table stage: derived
--   u
--   v
-- table stage2: derived, incomplete
-- table passing: temporary
--   x INT
-- table seen: view
--   x
-- table seen2: view
--   p
--   q

-- case: comments, policies and row level security are known
CREATE TABLE a (x int);
COMMENT ON TABLE a IS 'all of it';
COMMENT ON COLUMN a.x IS 'how many';
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON a FOR SELECT TO reader USING (x = (SELECT 1)) WITH CHECK (true);
CREATE POLICY other ON a USING (true);
DROP POLICY other ON a;
-- known
-- table a: row_level_security, comment all of it
--   x INT comment how many
--   policy mine SELECT using x = (SELECT 1) check true

-- case: a table that is created twice keeps the keys of both scripts
CREATE TABLE a (x int, y int);
ALTER TABLE a ADD PRIMARY KEY (x);
-- then another file
CREATE TABLE a (x int, z int);
-- known
-- table a
--   x INT
--   z INT
--   key x

-- case: the part of a migration that takes it back is left out
-- +goose Up
CREATE TABLE a (x int);
-- +goose Down
DROP TABLE a;
-- known
-- table a
--   x INT

-- case: of a table that cannot be read no more than its name is known
CREATE FOREIGN TABLE far (x int) SERVER elsewhere;
-- known
-- table far: incomplete

-- case: what is dropped before it is there stays when it is created
ALTER TABLE a DROP CONSTRAINT fx;
-- then another file
CREATE TABLE a (x int, CONSTRAINT fx FOREIGN KEY (x) REFERENCES b (id));
-- known
-- table a
--   x INT
--   x -> b(id)

-- case: several tables and indexes are dropped at once
CREATE TABLE a (x int, y int);
CREATE TABLE b (x int);
CREATE TABLE c (x int);
CREATE INDEX ix ON a (x);
CREATE INDEX iy ON a (y);
DROP INDEX IF EXISTS ix, public.iy CASCADE;
DROP TABLE b, c;
-- known
-- table a
--   x INT
--   y INT
