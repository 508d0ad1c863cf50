-- Changes of schemas, safety and queries, written and labelled for the rules as they were, before the linter ran on them.

-- case fresh-migrations-001 | own | postgres
-- finds: scanning-not-null
-- note: No path tells that this is a migration.
ALTER TABLE IF EXISTS ONLY "Library"."Member" ALTER "email" SET NOT NULL

-- case fresh-migrations-002 | own | postgres
-- finds: column-type-change, breaking-drop, required-column
alter table member
  alter column phone type text using phone::text,
  drop column fax,
  add column joined_on date not null;

-- case fresh-migrations-003 | own | mysql
-- finds: required-column
ALTER TABLE `member` ADD COLUMN `branch_id` bigint NOT NULL AFTER `email`

-- case fresh-migrations-004 | own | tsql
-- finds: required-column
ALTER TABLE [dbo].[Member] ADD [BranchId] bigint NOT NULL, [Note] nvarchar(200) NULL

-- case fresh-migrations-005 | own | oracle
-- finds: required-column
ALTER TABLE member ADD (branch_id NUMBER(10) NOT NULL, note VARCHAR2(200 CHAR))

-- case fresh-migrations-006 | own | sqlite
-- finds: nothing
-- traps: required-column
ALTER TABLE member ADD COLUMN is_active integer NOT NULL DEFAULT 1

-- case fresh-migrations-007 | own | tsql
-- finds: nothing
-- traps: required-column
ALTER TABLE dbo.Member ADD JoinedOn datetime2 NOT NULL CONSTRAINT DF_Member_JoinedOn DEFAULT SYSUTCDATETIME()

-- case fresh-migrations-008 | own | oracle
-- finds: nothing
-- traps: required-column
ALTER TABLE member ADD CONSTRAINT member_email_known CHECK (email IS NOT NULL)

-- case fresh-migrations-009 | own | tsql
-- finds: column-type-change
ALTER TABLE dbo.Loan ALTER COLUMN Fee decimal(12, 2) NOT NULL

-- case fresh-migrations-010 | own | mysql
-- finds: column-type-change
ALTER TABLE loan MODIFY COLUMN fee DECIMAL(12,2) NOT NULL

-- case fresh-migrations-011 | own | oracle
-- finds: column-type-change
ALTER TABLE loan MODIFY (fee NUMBER(12,2))

-- case fresh-migrations-012 | own | snowflake
-- finds: column-type-change
ALTER TABLE loan ALTER COLUMN fee SET DATA TYPE NUMBER(12, 2)

-- case fresh-migrations-013 | own | mysql
-- finds: display-width
-- traps: column-type-change
ALTER TABLE `loan` MODIFY `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=51

-- case fresh-migrations-014 | own | oracle
-- finds: nothing
-- traps: column-type-change
ALTER TABLE loan MODIFY fee DEFAULT 0

-- case fresh-migrations-015 | own | mysql
-- finds: breaking-rename
ALTER TABLE `loan` CHANGE `due` `due_on` DATE NOT NULL

-- case fresh-migrations-016 | own | tsql
-- finds: breaking-rename
EXEC sp_rename N'dbo.Loan.Due', N'DueOn', N'COLUMN'

-- case fresh-migrations-017 | own | oracle
-- finds: breaking-rename
ALTER TABLE library.loan RENAME COLUMN due TO due_on

-- case fresh-migrations-018 | own | postgres
-- finds: breaking-rename
ALTER TABLE public."Loan" RENAME "due" TO "dueOn"

-- case fresh-migrations-019 | own | tsql
-- finds: nothing
-- traps: breaking-rename
EXEC sp_rename 'dbo.Loan.IX_Loan', 'IX_Loan_Member', 'INDEX'

-- case fresh-migrations-020 | own | postgres
-- finds: nothing
-- traps: breaking-rename, breaking-drop
ALTER INDEX loan_member RENAME TO loan_by_member

-- case fresh-migrations-021 | own | mysql
-- finds: breaking-drop
ALTER TABLE `loan` DROP `fee`, DROP KEY `loan_fee`

-- case fresh-migrations-022 | own | oracle
-- finds: breaking-drop
ALTER TABLE loan DROP (fee, note)

-- case fresh-migrations-023 | own | tsql
-- finds: breaking-drop
ALTER TABLE dbo.Loan DROP CONSTRAINT FK_Loan_Member

-- case fresh-migrations-024 | own | mysql
-- finds: breaking-drop
ALTER TABLE loan DROP FOREIGN KEY loan_member

-- case fresh-migrations-025 | own | mysql
-- finds: nothing
-- traps: breaking-drop
ALTER TABLE loan DROP INDEX loan_fee, ADD INDEX loan_fee_due (fee, due_on)

-- case fresh-migrations-026 | own | postgres | migration
-- finds: scanning-constraint
-- traps: breaking-drop
ALTER TABLE loan DROP CONSTRAINT loan_member_fkey;
ALTER TABLE loan ADD CONSTRAINT loan_member_fkey FOREIGN KEY (member_id) REFERENCES member (id) ON DELETE CASCADE;

-- case fresh-migrations-027 | own | postgres | migration
-- finds: blocking-index-creation, blocking-unique-index
CREATE INDEX IF NOT EXISTS "loan_memberId_idx" ON "public"."Loan" USING btree ("memberId");
CREATE UNIQUE INDEX "loan_number_key" ON "Loan" ("number") WHERE "number" IS NOT NULL;

-- case fresh-migrations-028 | own | postgres | migration
-- finds: nothing
-- traps: blocking-unique-index, blocking-index-creation
CREATE MATERIALIZED VIEW loans_by_day AS SELECT l.due_on, COUNT(*) AS loans FROM loan AS l GROUP BY l.due_on;
CREATE UNIQUE INDEX loans_by_day_due ON loans_by_day (due_on);

-- case fresh-migrations-029 | own | postgres | migration
-- finds: nothing
-- traps: blocking-index-creation, breaking-rename, breaking-drop
CREATE TABLE loan_new (id bigint PRIMARY KEY, due_on date NOT NULL);
INSERT INTO loan_new (id, due_on) SELECT l.id, l.due_on FROM loan AS l;
DROP TABLE loan;
ALTER TABLE loan_new RENAME TO loan;
CREATE INDEX loan_due ON loan (due_on);

-- case fresh-migrations-030 | own | postgres
-- finds: nothing
-- traps: blocking-index-creation
-- note: A script of indexes may belong to a schema that is being built.
CREATE INDEX loan_due ON library.loan (due_on)

-- case fresh-migrations-031 | own | postgres
-- finds: blocking-index-removal
DROP INDEX library.loan_due

-- case fresh-migrations-032 | own | postgres
-- finds: nothing
-- traps: blocking-index-removal
DROP INDEX IF EXISTS loan_due;
CREATE TABLE loan (id bigint PRIMARY KEY, due_on date NOT NULL);
CREATE INDEX loan_due ON loan (due_on);

-- case fresh-migrations-033 | own | postgres | migration
-- finds: blocking-key-creation
ALTER TABLE ONLY public.loan ADD UNIQUE (number)

-- case fresh-migrations-034 | own | postgres | migration
-- finds: blocking-key-creation, rewriting-column
ALTER TABLE loan ADD COLUMN row_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY

-- case fresh-migrations-035 | own | postgres
-- finds: rewriting-column
ALTER TABLE loan ADD token uuid NOT NULL DEFAULT uuid_generate_v4()

-- case fresh-migrations-036 | own | postgres
-- finds: nothing
-- traps: rewriting-column
ALTER TABLE loan ADD COLUMN IF NOT EXISTS noted_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP

-- case fresh-migrations-037 | own | postgres
-- finds: concurrent-in-transaction
BEGIN;
CREATE INDEX CONCURRENTLY IF NOT EXISTS loan_due ON loan (due_on);
COMMIT;

-- case fresh-migrations-038 | own | postgres
-- finds: blocking-maintenance
VACUUM FULL VERBOSE library.loan

-- case fresh-migrations-039 | own | postgres
-- finds: blocking-maintenance
alter table loan detach partition loan_2019

-- case fresh-migrations-040 | own | postgres
-- finds: nothing
-- traps: blocking-maintenance
VACUUM (VERBOSE, ANALYZE) loan

-- case fresh-migrations-041 | own | postgres
-- finds: constrained-domain
CREATE DOMAIN library.shelf_mark AS text CONSTRAINT shelf_mark_form CHECK (VALUE ~ '^[A-Z]{3}')

-- case fresh-migrations-042 | own | mysql
-- finds: separate-alterations, breaking-drop
ALTER TABLE loan ADD COLUMN renewed int NOT NULL DEFAULT 0;
ALTER TABLE `loan` DROP COLUMN note;

-- case fresh-migrations-043 | own | postgres | migration
-- finds: validation-in-transaction
BEGIN;
ALTER TABLE loan ADD CONSTRAINT fee_known CHECK (fee >= 0) NOT VALID;
ALTER TABLE loan VALIDATE CONSTRAINT fee_known;
COMMIT;

-- case fresh-migrations-044 | own | postgres | migration
-- finds: blocking-refresh
REFRESH MATERIALIZED VIEW library.loans_by_day WITH DATA

-- case fresh-migrations-045 | own | mysql
-- finds: nested-transaction
START TRANSACTION;
UPDATE loan SET fee = 0 WHERE id = 7;
START TRANSACTION;
UPDATE loan SET fee = 1 WHERE id = 8;
COMMIT;

-- case fresh-migrations-046 | own | postgres
-- finds: nothing
-- traps: nested-transaction
BEGIN;
UPDATE loan SET fee = 0 WHERE id = 7;
SAVEPOINT before_fee;
UPDATE loan SET fee = 1 WHERE id = 8;
ROLLBACK TO SAVEPOINT before_fee;
END;

-- case fresh-migrations-047 | own | tsql
-- finds: destructive-statement
TRUNCATE TABLE dbo.Loan

-- case fresh-migrations-048 | own | oracle
-- finds: destructive-statement
DROP TABLE library.loan CASCADE CONSTRAINTS PURGE

-- case fresh-migrations-049 | own | tsql
-- finds: nothing
-- traps: destructive-statement
DROP TABLE #found

-- case fresh-migrations-050 | own | tsql
-- finds: nothing
-- traps: destructive-statement
DROP DATABASE SCOPED CREDENTIAL archive_reader

-- case fresh-migrations-051 | own | mysql
-- finds: nothing
-- traps: destructive-statement
-- note: It is mostly the first line of a script that makes the table anew.
DROP TABLE IF EXISTS `loan`

-- case fresh-migrations-052 | own | mysql
-- finds: bulk-file-transfer
LOAD DATA INFILE '/var/lib/mysql-files/loan.csv' INTO TABLE loan FIELDS TERMINATED BY ',' (id, due_on)

-- case fresh-migrations-053 | own | mysql
-- finds: bulk-file-transfer
SELECT l.id, l.due_on INTO OUTFILE '/tmp/loan.csv' FIELDS TERMINATED BY ',' FROM loan AS l

-- case fresh-migrations-054 | own | mariadb
-- finds: bulk-file-transfer
load data local infile 'loan.txt' replace into table loan

-- case fresh-migrations-055 | own | postgres
-- finds: nothing
-- traps: bulk-file-transfer, dangerous-function
COPY loan (id, due_on) FROM STDIN

-- case fresh-migrations-056 | own | mysql
-- finds: nothing
-- traps: bulk-file-transfer
SELECT f.outfile, f.infile FROM file_job AS f

-- case fresh-migrations-057 | own | oracle
-- finds: nothing
-- traps: bulk-file-transfer
SELECT f.id FROM file_job AS f WHERE f.kind = 'INTO OUTFILE'

-- case fresh-migrations-058 | own | tsql
-- finds: dangerous-function
DECLARE @sql nvarchar(max) = N'SELECT 1';
EXEC (@sql)

-- case fresh-migrations-059 | own | oracle
-- finds: dangerous-function
EXECUTE IMMEDIATE 'DELETE FROM ' || table_name

-- case fresh-migrations-060 | own | mysql
-- finds: dangerous-function
PREPARE report FROM @report_text

-- case fresh-migrations-061 | own | tsql
-- finds: nothing
-- traps: dangerous-function
EXEC sp_executesql N'UPDATE dbo.Loan SET Fee = @fee WHERE Id = @id', N'@fee money, @id int', @fee, @id

-- case fresh-migrations-062 | own | tsql
-- finds: nothing
-- traps: dangerous-function
EXEC dbo.CloseLoan @id = 7

-- case fresh-migrations-063 | own | tsql
-- finds: optimizer-hint
SELECT l.Id FROM dbo.Loan AS l WITH (NOLOCK) WHERE l.MemberId = 7

-- case fresh-migrations-064 | own | mysql
-- finds: optimizer-hint
SELECT l.id FROM loan AS l FORCE INDEX (loan_due) WHERE l.due_on < '2024-01-01'

-- case fresh-migrations-065 | own | oracle
-- finds: optimizer-hint
SELECT /*+ INDEX(l loan_due) */ l.id FROM loan l WHERE l.fee > 3

-- case fresh-migrations-066 | own | tsql
-- finds: optimizer-hint
SELECT l.Id FROM dbo.Loan AS l WHERE l.MemberId = 7 OPTION (RECOMPILE, MAXDOP 1)

-- case fresh-migrations-067 | own | tsql
-- finds: nothing
-- traps: optimizer-hint
SELECT l.Id FROM dbo.Loan AS l WITH (UPDLOCK, ROWLOCK) WHERE l.Id = 7

-- case fresh-migrations-068 | own | postgres
-- finds: nothing
-- traps: optimizer-hint
CREATE INDEX CONCURRENTLY loan_due ON loan (due_on) WITH (fillfactor = 70)

-- case fresh-migrations-069 | own | mysql
-- finds: nothing
-- traps: optimizer-hint
ALTER TABLE loan ADD INDEX loan_fee (fee)

-- case fresh-migrations-070 | own | mysql
-- finds: found-rows
SELECT SQL_CALC_FOUND_ROWS l.id, l.due_on FROM loan AS l WHERE l.fee > 0 ORDER BY l.due_on LIMIT 10

-- case fresh-migrations-071 | own | mariadb
-- finds: found-rows
select sql_calc_found_rows m.name from member m order by m.name limit 0, 25

-- case fresh-migrations-072 | own | mysql
-- finds: found-rows
SELECT DISTINCT SQL_CALC_FOUND_ROWS m.city FROM member AS m ORDER BY m.city LIMIT 5

-- case fresh-migrations-073 | own | mysql
-- finds: nothing
-- traps: found-rows
SELECT COUNT(*) AS found_rows FROM loan

-- case fresh-migrations-074 | own | mysql
-- finds: nothing
-- traps: found-rows
SELECT l.id FROM loan AS l WHERE l.note = 'SQL_CALC_FOUND_ROWS' ORDER BY l.id LIMIT 10

-- case fresh-migrations-075 | own | mysql
-- finds: nothing
-- traps: found-rows
SELECT FOUND_ROWS() AS rows_of_the_statement_before

-- case fresh-migrations-076 | own | mysql
-- finds: limited-subquery
SELECT m.name FROM member AS m WHERE m.id IN (SELECT l.member_id FROM loan AS l ORDER BY l.fee DESC LIMIT 10)

-- case fresh-migrations-077 | own | mysql
-- finds: limited-subquery
DELETE FROM loan WHERE id NOT IN (SELECT k.id FROM kept AS k ORDER BY k.id LIMIT 100)

-- case fresh-migrations-078 | own | mysql
-- finds: limited-subquery
SELECT m.name FROM member AS m WHERE m.fee > ALL (SELECT l.fee FROM loan AS l ORDER BY l.fee LIMIT 5)

-- case fresh-migrations-079 | own | postgres
-- finds: nothing
-- traps: limited-subquery
SELECT m.name FROM member AS m WHERE m.id IN (SELECT l.member_id FROM loan AS l ORDER BY l.fee DESC LIMIT 10)

-- case fresh-migrations-080 | own | mysql
-- finds: nothing
-- traps: limited-subquery
SELECT m.name FROM member AS m WHERE m.fee = (SELECT l.fee FROM loan AS l ORDER BY l.fee DESC LIMIT 1)

-- case fresh-migrations-081 | own | mysql
-- finds: nothing
-- traps: limited-subquery
DELETE FROM loan WHERE id IN (SELECT old.id FROM (SELECT l.id FROM loan AS l ORDER BY l.id LIMIT 10) AS old)

-- case fresh-migrations-082 | own | tsql
-- finds: cursor-loop
DECLARE overdue CURSOR LOCAL FAST_FORWARD FOR SELECT l.Id FROM dbo.Loan AS l WHERE l.DueOn < '2024-01-01'

-- case fresh-migrations-083 | own | mysql
-- finds: cursor-loop
CREATE PROCEDURE remind()
BEGIN
  DECLARE loan_id bigint;
  DECLARE overdue CURSOR FOR SELECT l.id FROM loan AS l WHERE l.fee > 0;
  OPEN overdue;
  FETCH overdue INTO loan_id;
  CLOSE overdue;
END

-- case fresh-migrations-084 | own | tsql
-- finds: cursor-loop
CREATE PROCEDURE dbo.Remind AS
BEGIN
  DECLARE @id int;
  DECLARE c CURSOR FOR SELECT Id FROM dbo.Loan;
  OPEN c; FETCH NEXT FROM c INTO @id; CLOSE c; DEALLOCATE c;
END

-- case fresh-migrations-085 | own | tsql
-- finds: nothing
-- traps: cursor-loop
DECLARE @cursor_name nvarchar(20) = N'CURSOR FOR'

-- case fresh-migrations-086 | own | mysql
-- finds: nothing
-- traps: cursor-loop
SELECT p.cursor_at FROM page AS p

-- case fresh-migrations-087 | own | oracle
-- finds: nothing
-- traps: cursor-loop
-- note: What a procedure hands out to its caller.
CREATE OR REPLACE FUNCTION overdue RETURN SYS_REFCURSOR IS c SYS_REFCURSOR; BEGIN OPEN c FOR SELECT id FROM loan; RETURN c; END;

-- case fresh-migrations-088 | own | tsql
-- finds: remote-table
SELECT l.Id FROM ARCHIVE01.Library.dbo.Loan AS l WHERE l.Id = 7

-- case fresh-migrations-089 | own | tsql
-- finds: remote-table
SELECT o.id FROM OPENQUERY(ARCHIVE01, 'SELECT id FROM loan') AS o

-- case fresh-migrations-090 | own | oracle
-- finds: remote-table
SELECT l.id FROM loan@archive_link l WHERE l.id = 7

-- case fresh-migrations-091 | own | tsql
-- finds: nothing
-- traps: remote-table
SELECT l.Id FROM Library.dbo.Loan AS l WHERE l.Id = 7

-- case fresh-migrations-092 | own | oracle
-- finds: nothing
-- traps: remote-table
SELECT m.id FROM member m WHERE m.email = 'ann@archive_link'

-- case fresh-migrations-093 | own | postgres
-- finds: nothing
-- traps: remote-table
SELECT d.dblink FROM import_job AS d

-- case fresh-migrations-094 | own | postgres
-- finds: policy-call-per-row
CREATE POLICY "Members see their loans" ON public.loan FOR SELECT TO authenticated USING (auth.uid() = member_id)

-- case fresh-migrations-095 | own | postgres
-- finds: policy-call-per-row
CREATE POLICY of_branch ON loan FOR SELECT USING (branch_id = current_setting('app.branch')::bigint)

-- case fresh-migrations-096 | own | postgres
-- finds: policy-call-per-row
ALTER POLICY of_member ON loan USING (((auth.jwt() ->> 'email'::text) = email))

-- case fresh-migrations-097 | own | postgres
-- finds: nothing
-- traps: policy-call-per-row
CREATE POLICY of_member ON loan FOR SELECT USING ((select auth.uid()) = member_id)

-- case fresh-migrations-098 | own | postgres
-- finds: nothing
-- traps: policy-call-per-row
CREATE POLICY of_owner ON loan FOR SELECT USING (owner = current_user)

-- case fresh-migrations-099 | own | postgres
-- finds: nothing
-- traps: policy-call-per-row
SELECT current_setting('app.branch') AS branch

-- case fresh-migrations-100 | own | postgres
-- finds: row-by-row-insert
INSERT INTO genre (id, name) VALUES (1, 'Crime');
INSERT INTO genre (id, name) VALUES (2, 'Travel');
INSERT INTO genre (id, name) VALUES (3, 'Poetry');
INSERT INTO genre (id, name) VALUES (4, 'Drama');
INSERT INTO genre (id, name) VALUES (5, 'Fantasy');
INSERT INTO genre (id, name) VALUES (6, 'History');
INSERT INTO genre (id, name) VALUES (7, 'Science');
INSERT INTO genre (id, name) VALUES (8, 'Art');
INSERT INTO genre (id, name) VALUES (9, 'Music');
INSERT INTO genre (id, name) VALUES (10, 'Sport');
INSERT INTO genre (id, name) VALUES (11, 'Comics');

-- case fresh-migrations-101 | own | mysql
-- finds: row-by-row-insert
INSERT INTO `shelf` (`no`) VALUES (1); INSERT INTO `shelf` (`no`) VALUES (2); INSERT INTO `shelf` (`no`) VALUES (3);
INSERT INTO `shelf` (`no`) VALUES (4); INSERT INTO `shelf` (`no`) VALUES (5); INSERT INTO `shelf` (`no`) VALUES (6);
INSERT INTO `shelf` (`no`) VALUES (7); INSERT INTO `shelf` (`no`) VALUES (8); INSERT INTO `shelf` (`no`) VALUES (9);
INSERT INTO `shelf` (`no`) VALUES (10); INSERT INTO `shelf` (`no`) VALUES (11); INSERT INTO `shelf` (`no`) VALUES (12);

-- case fresh-migrations-102 | own | tsql
-- finds: row-by-row-insert
INSERT dbo.Shelf (No) VALUES (1);
INSERT dbo.Shelf (No) VALUES (2);
INSERT dbo.Shelf (No) VALUES (3);
INSERT dbo.Shelf (No) VALUES (4);
INSERT dbo.Shelf (No) VALUES (5);
INSERT dbo.Shelf (No) VALUES (6);
INSERT dbo.Shelf (No) VALUES (7);
INSERT dbo.Shelf (No) VALUES (8);
INSERT dbo.Shelf (No) VALUES (9);
INSERT dbo.Shelf (No) VALUES (10);
INSERT dbo.Shelf (No) VALUES (11);

-- case fresh-migrations-103 | own | oracle
-- finds: nothing
-- traps: row-by-row-insert
-- note: Oracle took one row at a time only, until 23ai.
INSERT INTO shelf (no) VALUES (1); INSERT INTO shelf (no) VALUES (2); INSERT INTO shelf (no) VALUES (3);
INSERT INTO shelf (no) VALUES (4); INSERT INTO shelf (no) VALUES (5); INSERT INTO shelf (no) VALUES (6);
INSERT INTO shelf (no) VALUES (7); INSERT INTO shelf (no) VALUES (8); INSERT INTO shelf (no) VALUES (9);
INSERT INTO shelf (no) VALUES (10); INSERT INTO shelf (no) VALUES (11);

-- case fresh-migrations-104 | own | postgres
-- finds: nothing
-- traps: row-by-row-insert
INSERT INTO shelf (no) VALUES (1);
INSERT INTO shelf (no) VALUES (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12);

-- case fresh-migrations-105 | own | sqlite
-- finds: nothing
-- traps: row-by-row-insert
INSERT INTO author (id, name) VALUES (1, 'Ann');
INSERT INTO book (id, author_id) VALUES (1, 1);
INSERT INTO author (id, name) VALUES (2, 'Bob');
INSERT INTO book (id, author_id) VALUES (2, 2);

-- case fresh-migrations-106 | own | mysql
-- finds: or-across-columns
CREATE TABLE member (id bigint PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, card_no varchar(20) NOT NULL UNIQUE);
SELECT m.id FROM member AS m WHERE m.email = 'a@example.org' OR m.card_no = 'B77';

-- case fresh-migrations-107 | own | postgres
-- finds: or-across-columns
CREATE TABLE mail (id bigint PRIMARY KEY, sender bigint NOT NULL, receiver bigint NOT NULL);
CREATE INDEX mail_sender ON mail (sender);
CREATE INDEX mail_receiver ON mail (receiver, id);
SELECT m.id FROM mail AS m WHERE m.sender = 7 OR m.receiver = 7;

-- case fresh-migrations-108 | own | tsql
-- finds: or-across-columns
CREATE TABLE dbo.Mail (Id bigint PRIMARY KEY, Code bigint NOT NULL UNIQUE, Kind bigint NOT NULL);
DELETE FROM dbo.Mail WHERE Id = 7 OR Code = 9;

-- case fresh-migrations-109 | own | postgres
-- finds: nothing
-- traps: or-across-columns
SELECT m.id FROM mail AS m WHERE m.sender = 7 OR m.receiver = 7

-- case fresh-migrations-110 | own | mysql
-- finds: nothing
-- traps: or-across-columns
CREATE TABLE member (id bigint PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, city varchar(20) NOT NULL);
SELECT m.id FROM member AS m WHERE m.email = 'a@example.org' OR m.city = 'Ulm';

-- case fresh-migrations-111 | own | mysql
-- finds: nothing
-- traps: or-across-columns, or-chain
CREATE TABLE member (id bigint PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, card_no varchar(20) NOT NULL UNIQUE);
SELECT m.id FROM member AS m WHERE m.email = 'a@example.org' AND (m.card_no = 'B77' OR m.id = 7);

-- case fresh-migrations-112 | own | snowflake
-- finds: nothing
-- traps: duplicate-table-alias, unused-join
SELECT loans.id, members.name FROM {{ ref('loans') }} JOIN {{ source('raw', 'mem') }} ON members.id = loans.member_id

-- case fresh-migrations-113 | own | tsql
-- finds: nothing
-- traps: implicit-conversion
CREATE TABLE dbo.Flag (Id bigint PRIMARY KEY, IsOn bit NOT NULL);
SELECT f.Id FROM dbo.Flag AS f WHERE f.IsOn = 'false';

-- case fresh-migrations-114 | own | tsql
-- finds: nothing
-- traps: unknown-table-reference
INSERT INTO dbo.Loan (Id, MemberId) SELECT NEXT VALUE FOR library.LoanNumbers, r.MemberId FROM dbo.Request AS r

-- case fresh-migrations-115 | own | tsql
-- finds: nothing
-- traps: delete-without-where
DELETE @found

-- case fresh-migrations-116 | own | oracle
-- finds: nothing
-- traps: missing-terminator
GRANT CREATE SESSION,
  CREATE TABLE,
  CREATE VIEW TO library

-- case fresh-migrations-117 | own | tsql
-- finds: misleading-session-value
INSERT INTO dbo.Loan (MemberId) VALUES (7); SELECT @@IDENTITY AS LoanId;

-- case fresh-migrations-118 | own | ansi
-- finds: date-bound-on-time
SELECT l.id FROM loan AS l WHERE l.returned_at BETWEEN '2024-01-01' AND '2024-01-31'

-- case fresh-migrations-119 | own | tsql
-- finds: function-on-filtered-column
SELECT l.Id FROM dbo.Loan AS l WHERE YEAR(l.DueOn) = 2024

-- case fresh-migrations-120 | own | oracle
-- finds: function-on-filtered-column
SELECT m.id FROM member m WHERE UPPER(m.name) LIKE 'ANN%'

-- case fresh-migrations-121 | own | mysql
-- finds: deep-offset
SELECT l.id FROM loan AS l ORDER BY l.id LIMIT 50000, 25

-- case fresh-migrations-122 | own | tsql
-- finds: random-order
SELECT TOP 1 m.Name FROM dbo.Member AS m ORDER BY NEWID()

-- case fresh-migrations-123 | own | sqlite
-- finds: random-order, leading-wildcard
SELECT m.name FROM member AS m WHERE m.email LIKE '%@example.org' ORDER BY random() LIMIT 3

-- case fresh-migrations-124 | own | mysql
-- finds: readable-login
CREATE USER 'web'@'%' IDENTIFIED BY 'sesame77'

-- case fresh-migrations-125 | own | mysql
-- finds: broad-grant
GRANT ALL PRIVILEGES ON library.* TO 'web'@'localhost'

-- case fresh-migrations-126 | own | postgres
-- finds: open-search-path
CREATE OR REPLACE FUNCTION library.pay(loan bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$

-- case fresh-migrations-127 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: constrained-domain
CREATE DOMAIN year AS integer
	CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)))

-- case fresh-migrations-128 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: nothing
-- traps: scanning-constraint
ALTER TABLE ONLY film_actor
    ADD CONSTRAINT film_actor_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES actor(actor_id) ON UPDATE CASCADE ON DELETE RESTRICT

-- case fresh-migrations-129 | mimic-code/mimic-iii__concepts_duckdb__durations__norepinephrine_durations.sql | duckdb
-- finds: nothing
-- traps: destructive-statement
DROP TABLE IF EXISTS mimiciii_derived.norepinephrine_durations

-- case fresh-migrations-130 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: nothing
-- traps: blocking-unique-index, nullable-unique
CREATE UNIQUE INDEX idx_unq_manager_staff_id ON store USING btree (manager_staff_id)

-- case fresh-migrations-131 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq252.sql | snowflake
-- finds: leading-wildcard
SELECT f."repo_name" AS repository_name
FROM "GITHUB_REPOS"."GITHUB_REPOS"."SAMPLE_CONTENTS" c
JOIN "GITHUB_REPOS"."GITHUB_REPOS"."SAMPLE_FILES" f
ON c."id" = f."id"
WHERE c."sample_path" ILIKE '%.swift' AND c."binary" = FALSE
ORDER BY c."copies" DESC NULLS LAST
LIMIT 1

-- case fresh-migrations-132 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: nothing
-- traps: found-rows, cursor-loop
CREATE PROCEDURE film_in_stock(IN p_film_id INT, IN p_store_id INT, OUT p_film_count INT)
READS SQL DATA
BEGIN
     SELECT inventory_id
     FROM inventory
     WHERE film_id = p_film_id
     AND store_id = p_store_id
     AND inventory_in_stock(inventory_id);
     SELECT FOUND_ROWS() INTO p_film_count;
END

-- case fresh-migrations-133 | own | oracle
-- finds: nothing
-- traps: deep-offset
SELECT b.title FROM book b ORDER BY b.title FETCH FIRST 20 ROWS ONLY

-- case fresh-migrations-134 | own | postgres
-- finds: row-security-off
ALTER TABLE library.loan DISABLE ROW LEVEL SECURITY

-- case fresh-migrations-135 | own | postgres
-- finds: row-security-off, breaking-drop
alter table if exists only loan drop column note, disable row level security

-- case fresh-migrations-136 | own | postgres
-- finds: row-security-off
ALTER TABLE loan DISABLE ROW LEVEL SECURITY;
DELETE FROM loan WHERE returned_on < '2020-01-01';

-- case fresh-migrations-137 | own | postgres
-- finds: nothing
-- traps: row-security-off
ALTER TABLE loan ENABLE ROW LEVEL SECURITY

-- case fresh-migrations-138 | own | postgres
-- finds: nothing
-- traps: row-security-off
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY

-- case fresh-migrations-139 | own | postgres
-- finds: nothing
-- traps: row-security-off
ALTER TABLE loan DISABLE TRIGGER loan_guard

-- case fresh-migrations-140 | own | postgres
-- finds: open-policy
-- note: The table is made elsewhere.
CREATE POLICY "Anyone may add" ON public.loan FOR INSERT WITH CHECK (true)
