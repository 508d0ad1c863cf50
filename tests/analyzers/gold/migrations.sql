-- Migrations and transactions.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case migrations-001 | own | postgres | migration
-- finds: blocking-index-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE INDEX book_title ON book (title);

-- case migrations-002 | own | postgres | migration
-- finds: blocking-unique-index
-- traps: blocking-index-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE UNIQUE INDEX IF NOT EXISTS book_isbn ON public.book USING btree (isbn);

-- case migrations-003 | own | postgres | migration
-- finds: blocking-index-creation
-- note: The table that is created is another one.
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
CREATE INDEX ON book (title);

-- case migrations-004 | own | postgres | migration
-- finds: nothing
-- traps: blocking-index-creation, unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE INDEX CONCURRENTLY IF NOT EXISTS book_title ON book (title);

-- case migrations-005 | own | postgres | migration
-- finds: nothing
-- traps: blocking-index-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
CREATE INDEX shelf_label ON shelf (label);

-- case migrations-006 | own | mysql | migration
-- finds: nothing
-- traps: blocking-index-creation
CREATE INDEX book_title ON book (title)

-- case migrations-007 | own | postgres
-- finds: nothing
-- traps: blocking-index-creation, missing-lock-timeout
-- note: No migration.
CREATE INDEX book_title ON book (title)

-- case migrations-008 | own | postgres | migration
-- finds: blocking-index-removal
SET lock_timeout = '1s';
SET statement_timeout = '5s';
DROP INDEX book_title;

-- case migrations-009 | own | postgres | migration
-- finds: blocking-index-removal
SET lock_timeout = '1s';
SET statement_timeout = '5s';
DROP INDEX IF EXISTS public.book_title, public.book_isbn;

-- case migrations-010 | own | postgres | migration
-- finds: blocking-index-removal
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
DROP INDEX book_title RESTRICT;
COMMIT;

-- case migrations-011 | own | postgres | migration
-- finds: nothing
-- traps: blocking-index-removal, unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
DROP INDEX CONCURRENTLY IF EXISTS book_title;

-- case migrations-012 | own | postgres | migration
-- finds: breaking-drop
-- traps: blocking-index-removal
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book DROP CONSTRAINT book_isbn;

-- case migrations-013 | own | mysql | migration
-- finds: nothing
-- traps: blocking-index-removal
DROP INDEX book_title ON book

-- case migrations-014 | own | postgres | migration
-- finds: concurrent-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
DROP INDEX CONCURRENTLY IF EXISTS book_title;
COMMIT;

-- case migrations-015 | own | postgres | migration
-- finds: concurrent-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
START TRANSACTION;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS book_isbn ON book (isbn);
COMMIT;

-- case migrations-016 | own | postgres | migration
-- finds: concurrent-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
REINDEX INDEX CONCURRENTLY book_isbn;
COMMIT;

-- case migrations-017 | own | postgres | migration
-- finds: nothing
-- traps: concurrent-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE book ADD COLUMN blurb text;
COMMIT;
CREATE INDEX CONCURRENTLY IF NOT EXISTS book_blurb ON book (blurb);

-- case migrations-018 | own | postgres | migration
-- finds: nothing
-- traps: concurrent-in-transaction
-- note: The BEGIN belongs to a function.
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE FUNCTION touch() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS book_blurb ON book (blurb);

-- case migrations-019 | own | postgres | migration
-- finds: nothing
-- traps: concurrent-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
COMMIT;

-- case migrations-020 | own | postgres | migration
-- finds: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REINDEX INDEX book_isbn;

-- case migrations-021 | own | postgres | migration
-- finds: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
VACUUM FULL book;

-- case migrations-022 | own | postgres | migration
-- finds: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE journal DETACH PARTITION journal_2020;

-- case migrations-023 | own | postgres | migration
-- finds: nothing
-- traps: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
VACUUM (ANALYZE, VERBOSE) book;

-- case migrations-024 | own | postgres | migration
-- finds: nothing
-- traps: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REINDEX TABLE CONCURRENTLY book;

-- case migrations-025 | own | postgres | migration
-- finds: nothing
-- traps: blocking-maintenance
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE journal ATTACH PARTITION journal_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- case migrations-026 | own | postgres | migration
-- finds: required-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN lang text NOT NULL;

-- case migrations-027 | own | postgres | migration
-- finds: required-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN a text, ADD pages integer NOT NULL;

-- case migrations-028 | own | postgres | migration
-- finds: required-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE ONLY public.book ADD COLUMN IF NOT EXISTS lang varchar(5) NOT NULL CHECK (lang <> '');

-- case migrations-029 | own | postgres | migration
-- finds: nothing
-- traps: required-column, rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN lang text DEFAULT 'en' NOT NULL;

-- case migrations-030 | own | postgres | migration
-- finds: nothing
-- traps: required-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
ALTER TABLE shelf ADD COLUMN room text NOT NULL;

-- case migrations-031 | own | postgres | migration
-- finds: nothing
-- traps: required-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN note text DEFAULT 'NOT NULL', ADD COLUMN hint text CHECK (hint IS NOT NULL OR note IS NOT NULL);

-- case migrations-032 | own | postgres | migration
-- finds: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid();

-- case migrations-033 | own | postgres | migration
-- finds: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN worth numeric(12, 2) GENERATED ALWAYS AS (price * pieces) STORED;

-- case migrations-034 | own | postgres | migration
-- finds: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN lot double precision DEFAULT random();

-- case migrations-035 | own | postgres | migration
-- finds: nothing
-- traps: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN added_at timestamptz NOT NULL DEFAULT now();

-- case migrations-036 | own | postgres | migration
-- finds: nothing
-- traps: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN public_id uuid;
ALTER TABLE book ALTER COLUMN public_id SET DEFAULT gen_random_uuid();

-- case migrations-037 | own | postgres | migration
-- finds: nothing
-- traps: rewriting-column
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN note text DEFAULT 'random()';

-- case migrations-038 | own | postgres | migration
-- finds: scanning-not-null
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN lang SET NOT NULL;

-- case migrations-039 | own | postgres | migration
-- finds: scanning-not-null
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER lang SET NOT NULL, ALTER COLUMN lang SET DEFAULT 'en';

-- case migrations-040 | own | postgres | migration
-- finds: scanning-not-null
-- note: The check is of another column.
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD CONSTRAINT c CHECK (price IS NOT NULL) NOT VALID;
ALTER TABLE book VALIDATE CONSTRAINT c;
ALTER TABLE book ALTER COLUMN lang SET NOT NULL;

-- case migrations-041 | own | postgres | migration
-- finds: nothing
-- traps: scanning-not-null
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD CONSTRAINT c CHECK (lang IS NOT NULL) NOT VALID;
ALTER TABLE book VALIDATE CONSTRAINT c;
ALTER TABLE book ALTER COLUMN lang SET NOT NULL;
ALTER TABLE book DROP CONSTRAINT c;

-- case migrations-042 | own | postgres | migration
-- finds: nothing
-- traps: scanning-not-null
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL, room text);
ALTER TABLE shelf ALTER COLUMN room SET NOT NULL;

-- case migrations-043 | own | postgres | migration
-- finds: breaking-drop
-- traps: scanning-not-null
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN lang DROP NOT NULL;

-- case migrations-044 | own | postgres | migration
-- finds: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE loan ADD CONSTRAINT loan_book FOREIGN KEY (book_id) REFERENCES book (id);

-- case migrations-045 | own | postgres | migration
-- finds: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE loan ADD CHECK (fee >= 0);

-- case migrations-046 | own | postgres | migration
-- finds: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE loan ADD COLUMN shop_id bigint NOT NULL DEFAULT 1 REFERENCES shop (id);

-- case migrations-047 | own | postgres | migration
-- finds: nothing
-- traps: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE loan ADD CONSTRAINT loan_book FOREIGN KEY (book_id) REFERENCES book (id) NOT VALID;
ALTER TABLE loan VALIDATE CONSTRAINT loan_book;

-- case migrations-048 | own | postgres | migration
-- finds: nothing
-- traps: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
ALTER TABLE shelf ADD CONSTRAINT label_set CHECK (label <> '');

-- case migrations-049 | own | postgres | migration
-- finds: nothing
-- traps: scanning-constraint
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE loan ADD COLUMN shop_id bigint REFERENCES shop (id);

-- case migrations-050 | own | postgres | migration
-- finds: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD CONSTRAINT book_isbn UNIQUE (isbn);

-- case migrations-051 | own | postgres | migration
-- finds: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE ONLY book ADD CONSTRAINT book_key PRIMARY KEY (id);

-- case migrations-052 | own | postgres | migration
-- finds: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN slug text UNIQUE;

-- case migrations-053 | own | postgres | migration
-- finds: nothing
-- traps: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD CONSTRAINT book_isbn UNIQUE USING INDEX book_isbn_idx;

-- case migrations-054 | own | postgres | migration
-- finds: nothing
-- traps: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint NOT NULL, label text NOT NULL);
ALTER TABLE shelf ADD PRIMARY KEY (id);

-- case migrations-055 | own | postgres | migration
-- finds: nothing
-- traps: blocking-key-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN is_unique boolean NOT NULL DEFAULT false;

-- case migrations-056 | own | postgres | migration
-- finds: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN price TYPE numeric(14, 2);

-- case migrations-057 | own | postgres | migration
-- finds: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER year SET DATA TYPE bigint;

-- case migrations-058 | own | postgres | migration
-- finds: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN year TYPE integer USING year::integer, ALTER COLUMN pages TYPE bigint;

-- case migrations-059 | own | postgres | migration
-- finds: nothing
-- traps: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN type SET DEFAULT 'paper';

-- case migrations-060 | own | postgres | migration
-- finds: nothing
-- traps: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL, room integer);
ALTER TABLE shelf ALTER COLUMN room TYPE bigint;

-- case migrations-061 | own | postgres | migration
-- finds: nothing
-- traps: column-type-change
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN cover_type SET STORAGE EXTERNAL;

-- case migrations-062 | own | postgres | migration
-- finds: breaking-rename
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book RENAME COLUMN year TO published_in;

-- case migrations-063 | own | mysql | migration
-- finds: breaking-rename
RENAME TABLE book TO volume

-- case migrations-064 | own | sqlite | migration
-- finds: breaking-rename
ALTER TABLE book RENAME title TO headline

-- case migrations-065 | own | postgres | migration
-- finds: nothing
-- traps: breaking-rename
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book RENAME CONSTRAINT c TO price_is_positive;

-- case migrations-066 | own | sqlite | migration
-- finds: nothing
-- traps: breaking-drop, breaking-rename
CREATE TABLE book_new (id integer PRIMARY KEY, title text NOT NULL);
INSERT INTO book_new (id, title) SELECT b.id, b.title FROM book AS b;
DROP TABLE book;
ALTER TABLE book_new RENAME TO book;

-- case migrations-067 | own | postgres | migration
-- finds: nothing
-- traps: breaking-rename
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER INDEX book_title RENAME TO book_title_idx;

-- case migrations-068 | own | sqlite
-- finds: breaking-rename
-- note: No table of the text.
ALTER TABLE book RENAME TO volume

-- case migrations-069 | own | postgres | migration
-- finds: breaking-drop
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book DROP COLUMN IF EXISTS year, ADD COLUMN published_in integer;

-- case migrations-070 | own | mysql | migration
-- finds: breaking-drop
DROP TABLE IF EXISTS old_book, old_loan

-- case migrations-071 | own | sqlite | migration
-- finds: breaking-drop
ALTER TABLE book DROP COLUMN year

-- case migrations-072 | own | postgres | migration
-- finds: nothing
-- traps: breaking-drop
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ALTER COLUMN lang DROP DEFAULT;

-- case migrations-073 | own | mysql | migration
-- finds: nothing
-- traps: breaking-drop
DROP TABLE IF EXISTS report;
CREATE TABLE report (id bigint PRIMARY KEY, total decimal(12, 2) NOT NULL);

-- case migrations-074 | own | postgres
-- finds: breaking-drop
-- note: No table of the text.
ALTER TABLE book DROP COLUMN year

-- case migrations-075 | own | postgres | migration
-- finds: missing-lock-timeout
ALTER TABLE book ADD COLUMN blurb text

-- case migrations-076 | own | postgres | migration
-- finds: missing-lock-timeout
-- note: Only one of the two limits is set.
SET lock_timeout = '2s';
ALTER TABLE book ADD COLUMN blurb text;

-- case migrations-077 | own | postgres | migration
-- finds: breaking-drop, missing-lock-timeout
DROP TABLE book

-- case migrations-078 | own | postgres | migration
-- finds: nothing
-- traps: missing-lock-timeout
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = 5000;
ALTER TABLE book ADD COLUMN blurb text;

-- case migrations-079 | own | postgres | migration
-- finds: nothing
-- traps: missing-lock-timeout
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
ALTER TABLE shelf ADD COLUMN room text;

-- case migrations-080 | own | mysql | migration
-- finds: nothing
-- traps: missing-lock-timeout
ALTER TABLE book ADD COLUMN blurb text

-- case migrations-081 | own | postgres | migration
-- finds: nothing
-- traps: missing-lock-timeout
UPDATE book SET price = 1 WHERE id = 3

-- case migrations-082 | own | postgres | migration
-- finds: unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE INDEX CONCURRENTLY book_title ON book (title);

-- case migrations-083 | own | postgres | migration
-- finds: unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
DROP INDEX CONCURRENTLY book_title;

-- case migrations-084 | own | postgres | migration
-- finds: unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE book ADD COLUMN a text;
COMMIT;
ALTER TABLE book ADD COLUMN b text;

-- case migrations-085 | own | postgres | migration
-- finds: nothing
-- traps: unrepeatable-statement
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE book ADD COLUMN a text;
ALTER TABLE book ADD COLUMN b text;
COMMIT;

-- case migrations-086 | own | postgres | migration
-- finds: constrained-domain
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE DOMAIN isbn AS text CHECK (value ~ '^[0-9]{13}$');

-- case migrations-087 | own | postgres | migration
-- finds: constrained-domain
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER DOMAIN isbn ADD CONSTRAINT filled CHECK (value <> '');

-- case migrations-088 | own | postgres | migration
-- finds: constrained-domain
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE DOMAIN isbn AS varchar(13) NOT NULL;

-- case migrations-089 | own | postgres | migration
-- finds: nothing
-- traps: constrained-domain
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE DOMAIN isbn AS varchar(13) DEFAULT '';

-- case migrations-090 | own | postgres | migration
-- finds: nothing
-- traps: constrained-domain
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER DOMAIN isbn DROP CONSTRAINT filled;

-- case migrations-091 | own | postgres | migration
-- finds: constraint-not-valid
-- traps: constrained-domain
-- note: Nothing validates it later.
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER DOMAIN isbn ADD CONSTRAINT filled CHECK (value <> '') NOT VALID;

-- case migrations-092 | own | postgres
-- finds: nested-transaction
BEGIN;
DELETE FROM loan WHERE id = 3;

-- case migrations-093 | own | mysql
-- finds: nested-transaction
START TRANSACTION;
DELETE FROM loan WHERE id = 3;
BEGIN;
DELETE FROM loan WHERE id = 4;
COMMIT;

-- case migrations-094 | own | sqlite
-- finds: nested-transaction
BEGIN IMMEDIATE;
UPDATE loan SET fee = 0 WHERE id = 3;
COMMIT;
BEGIN;
UPDATE loan SET fee = 0 WHERE id = 4;

-- case migrations-095 | own | postgres
-- finds: nothing
-- traps: nested-transaction
BEGIN;
SAVEPOINT a;
DELETE FROM loan WHERE id = 3;
ROLLBACK TO SAVEPOINT a;
COMMIT;

-- case migrations-096 | own | mysql
-- finds: nothing
-- traps: nested-transaction
START TRANSACTION;
DELETE FROM loan WHERE id = 3;
ROLLBACK;
START TRANSACTION;
DELETE FROM loan WHERE id = 4;
COMMIT;

-- case migrations-097 | own | sqlite
-- finds: nothing
-- traps: nested-transaction, unknown-table-reference
-- note: The BEGIN belongs to a trigger.
CREATE TRIGGER loan_ai AFTER INSERT ON loan BEGIN UPDATE book SET lent = 1 WHERE id = new.book_id; END

-- case migrations-098 | own | mysql | migration
-- finds: separate-alterations
ALTER TABLE book ADD COLUMN a int;
ALTER TABLE book ADD COLUMN b int;

-- case migrations-099 | own | mysql | migration
-- finds: separate-alterations
ALTER TABLE book ADD INDEX by_title (title);
ALTER TABLE book ADD INDEX by_year (year);
ALTER TABLE loan ADD COLUMN note text;

-- case migrations-100 | own | mysql | migration
-- finds: column-type-change, separate-alterations
ALTER TABLE `book` MODIFY COLUMN price decimal(14, 2) NOT NULL;
ALTER TABLE book ADD COLUMN blurb text;

-- case migrations-101 | own | mysql | migration
-- finds: nothing
-- traps: separate-alterations
ALTER TABLE book ADD COLUMN a int, ADD COLUMN b int

-- case migrations-102 | own | mysql | migration
-- finds: nothing
-- traps: separate-alterations
ALTER TABLE book ADD COLUMN a int;
UPDATE book SET a = 1 WHERE id < 9;
ALTER TABLE book ADD COLUMN b int;

-- case migrations-103 | own | postgres | migration
-- finds: nothing
-- traps: separate-alterations
SET lock_timeout = '1s';
SET statement_timeout = '5s';
ALTER TABLE book ADD COLUMN a integer;
ALTER TABLE book ADD COLUMN b integer;

-- case migrations-104 | own | postgres | migration
-- finds: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE loan ADD CONSTRAINT c CHECK (fee >= 0) NOT VALID;
ALTER TABLE loan VALIDATE CONSTRAINT c;
COMMIT;

-- case migrations-105 | own | postgres | migration
-- finds: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE loan ADD CONSTRAINT f FOREIGN KEY (book_id) REFERENCES book (id) NOT VALID;
UPDATE loan SET fee = 0 WHERE fee < 0;
ALTER TABLE public.loan VALIDATE CONSTRAINT f;
COMMIT;

-- case migrations-106 | own | postgres | migration
-- finds: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
START TRANSACTION;
ALTER TABLE loan ADD CONSTRAINT c CHECK (fee >= 0) NOT VALID, VALIDATE CONSTRAINT c;
COMMIT;

-- case migrations-107 | own | postgres | migration
-- finds: nothing
-- traps: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE loan ADD CONSTRAINT c CHECK (fee >= 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE loan VALIDATE CONSTRAINT c;
COMMIT;

-- case migrations-108 | own | postgres | migration
-- finds: nothing
-- traps: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE loan VALIDATE CONSTRAINT older;
COMMIT;

-- case migrations-109 | own | postgres | migration
-- finds: constraint-not-valid
-- traps: validation-in-transaction
SET lock_timeout = '1s';
SET statement_timeout = '5s';
BEGIN;
ALTER TABLE loan ADD CONSTRAINT c CHECK (fee >= 0) NOT VALID;
ALTER TABLE loan VALIDATE CONSTRAINT older;
COMMIT;

-- case migrations-110 | own | postgres | migration
-- finds: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REFRESH MATERIALIZED VIEW sales;

-- case migrations-111 | own | postgres | migration
-- finds: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REFRESH MATERIALIZED VIEW report.sales WITH DATA;

-- case migrations-112 | own | postgres | migration
-- finds: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE MATERIALIZED VIEW stock AS SELECT b.id FROM book AS b;
REFRESH MATERIALIZED VIEW sales;

-- case migrations-113 | own | postgres | migration
-- finds: nothing
-- traps: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REFRESH MATERIALIZED VIEW CONCURRENTLY report.sales;

-- case migrations-114 | own | postgres | migration
-- finds: nothing
-- traps: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE MATERIALIZED VIEW sales AS SELECT b.id FROM book AS b WITH NO DATA;
REFRESH MATERIALIZED VIEW sales;

-- case migrations-115 | own | postgres | migration
-- finds: nothing
-- traps: blocking-refresh
SET lock_timeout = '1s';
SET statement_timeout = '5s';
REFRESH MATERIALIZED VIEW sales WITH NO DATA;

-- case migrations-116 | own | postgres | migration
-- finds: blocking-index-creation
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE INDEX IF NOT EXISTS book_tags ON public.book USING gin (tags);

-- case migrations-117 | own | postgres | migration
-- finds: blocking-unique-index
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE UNIQUE INDEX book_slug ON book (slug) WHERE deleted_at IS NULL;

-- case migrations-118 | own | postgres | migration
-- finds: blocking-unique-index
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
CREATE UNIQUE INDEX book_slug ON book (lower(slug));

-- case migrations-119 | own | postgres | migration
-- finds: nothing
-- traps: blocking-index-creation, blocking-unique-index
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS book_slug ON book (slug);

-- case migrations-120 | own | postgres | migration
-- finds: nothing
-- traps: blocking-unique-index
SET lock_timeout = '1s';
SET statement_timeout = '5s';
CREATE TABLE shelf (id bigint PRIMARY KEY, label text NOT NULL);
CREATE UNIQUE INDEX shelf_label ON shelf (label);

-- case migrations-121 | own | sqlite | migration
-- finds: nothing
-- traps: blocking-unique-index
CREATE UNIQUE INDEX book_slug ON book (slug)
