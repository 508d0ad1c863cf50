-- Secrets, rights, names and models of dbt.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case safety-001 | own | mysql
-- finds: readable-password
INSERT INTO account (id, login, password) VALUES (1, 'ann', 'hunter2')

-- case safety-002 | own | postgres
-- finds: readable-password
UPDATE account SET passwd = 'letmein1' WHERE login = 'ann'

-- case safety-003 | own | ansi
-- finds: readable-password
CREATE TABLE account (id bigint PRIMARY KEY, login varchar(40) NOT NULL, password varchar(20) NOT NULL)

-- case safety-004 | own | ansi
-- finds: nothing
-- traps: readable-password
CREATE TABLE account (id bigint PRIMARY KEY, login varchar(40) NOT NULL, password_hash varchar(255) NOT NULL, password_changed_on date)

-- case safety-005 | own | postgres
-- finds: nothing
-- traps: readable-password
UPDATE account SET password = crypt($1, gen_salt('bf')) WHERE id = 3

-- case safety-006 | own | mysql
-- finds: nothing
-- traps: readable-password
INSERT INTO account (id, login, password) VALUES (1, 'ann', '$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy')

-- case safety-007 | own | postgres
-- finds: nothing
-- traps: readable-password
-- note: What is compared is the kind of token, not a password.
SELECT t.id FROM token AS t WHERE t.grant_type = 'password' AND t.password_required = 'yes'

-- case safety-008 | own | postgres
-- finds: dangerous-function
SELECT pg_sleep(5)

-- case safety-009 | own | mysql
-- finds: dangerous-function
SELECT LOAD_FILE('/etc/hosts') AS hosts

-- case safety-010 | own | postgres
-- finds: dangerous-function
COPY book (id, title) FROM PROGRAM 'curl http://x.example/b.csv'

-- case safety-011 | own | tsql
-- finds: dangerous-function
EXEC master.dbo.xp_cmdshell 'whoami'

-- case safety-012 | own | postgres
-- finds: nothing
-- traps: dangerous-function
COPY book (id, title) FROM STDIN WITH (FORMAT csv)

-- case safety-013 | own | mysql
-- finds: nothing
-- traps: dangerous-function
SELECT l.sleep, l.benchmark FROM lab AS l WHERE l.note = 'pg_sleep(5)'

-- case safety-014 | own | postgres
-- finds: nothing
-- traps: dangerous-function
SELECT pg_relation_size('book') AS bytes

-- case safety-015 | own | postgres
-- finds: broad-grant
GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA library TO web

-- case safety-016 | own | mysql
-- finds: broad-grant
GRANT ALL ON *.* TO 'web'@'%'

-- case safety-017 | own | postgres
-- finds: broad-grant
GRANT INSERT, UPDATE ON book, loan TO PUBLIC

-- case safety-018 | own | postgres
-- finds: nothing
-- traps: broad-grant
GRANT SELECT ON ALL TABLES IN SCHEMA library TO reporter

-- case safety-019 | own | postgres
-- finds: nothing
-- traps: broad-grant
REVOKE ALL ON SCHEMA library FROM PUBLIC

-- case safety-020 | own | mysql
-- finds: nothing
-- traps: broad-grant
GRANT SELECT, INSERT ON library.book TO 'web'@'localhost'

-- case safety-021 | own | postgres
-- finds: disabled-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
CREATE POLICY mine ON loan USING (member = current_user);

-- case safety-022 | own | postgres
-- finds: disabled-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON loan FOR SELECT USING (member = current_user);
ALTER TABLE loan DISABLE ROW LEVEL SECURITY;

-- case safety-023 | own | postgres
-- finds: disabled-policy
-- note: FORCE alone switches nothing on.
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON loan FOR UPDATE USING (member = current_user);

-- case safety-024 | own | postgres
-- finds: nothing
-- traps: disabled-policy, open-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
CREATE POLICY mine ON loan FOR ALL USING (member = current_user) WITH CHECK (member = current_user);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;

-- case safety-025 | own | postgres
-- finds: nothing
-- traps: disabled-policy
-- note: The table is made elsewhere.
CREATE POLICY mine ON loan FOR SELECT USING (member = current_user)

-- case safety-026 | own | postgres
-- finds: nothing
-- traps: disabled-policy
CREATE TABLE policy (id bigint PRIMARY KEY, owner text NOT NULL);
CREATE INDEX policy_owner ON policy (owner);

-- case safety-027 | own | postgres
-- finds: open-search-path
CREATE FUNCTION lend(book bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN UPDATE loan SET state = 'out' WHERE book_id = book; END $$

-- case safety-028 | own | postgres
-- finds: open-search-path
CREATE OR REPLACE FUNCTION library.is_admin() RETURNS boolean AS $$ SELECT true $$ LANGUAGE sql STABLE SECURITY DEFINER

-- case safety-029 | own | postgres
-- finds: open-search-path
CREATE PROCEDURE library.purge() LANGUAGE sql SECURITY DEFINER SET work_mem = '64MB' AS $$ DELETE FROM library.loan WHERE fee = 0 $$

-- case safety-030 | own | postgres
-- finds: nothing
-- traps: open-search-path
CREATE FUNCTION library.lend(book bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT 1 $$

-- case safety-031 | own | postgres
-- finds: nothing
-- traps: open-search-path
CREATE FUNCTION library.lend(book bigint) RETURNS void LANGUAGE sql SECURITY INVOKER AS $$ SELECT 1 $$

-- case safety-032 | own | postgres
-- finds: nothing
-- traps: open-search-path
CREATE FUNCTION library.note() RETURNS text LANGUAGE sql AS $$ SELECT 'SECURITY DEFINER' $$

-- case safety-033 | own | ansi
-- finds: sensitive-column
CREATE TABLE payer (id bigint PRIMARY KEY, name varchar(80) NOT NULL, credit_card_number varchar(19))

-- case safety-034 | own | mysql
-- finds: padded-text, sensitive-column
ALTER TABLE payer ADD COLUMN cvv char(3)

-- case safety-035 | own | ansi
-- finds: sensitive-column
CREATE TABLE payee (id bigint PRIMARY KEY, name varchar(80) NOT NULL, social_security_number varchar(11) NOT NULL)

-- case safety-036 | own | ansi
-- finds: padded-text
-- traps: sensitive-column
CREATE TABLE payer (id bigint PRIMARY KEY, card_last4 char(4) NOT NULL, card_brand varchar(20) NOT NULL, ssn_encrypted varbinary(64))

-- case safety-037 | own | ansi
-- finds: nothing
-- traps: sensitive-column
CREATE TABLE card (card_id bigint PRIMARY KEY, card_count int NOT NULL, mission varchar(40) NOT NULL, passenger_name varchar(40))

-- case safety-038 | own | ansi
-- finds: nothing
-- traps: sensitive-column
SELECT p.card_number IS NULL AS is_cash FROM payer AS p

-- case safety-039 | own | postgres
-- finds: readable-login
CREATE ROLE web LOGIN PASSWORD 'web123'

-- case safety-040 | own | mysql
-- finds: readable-login
CREATE USER 'web'@'localhost' IDENTIFIED BY 'web123'

-- case safety-041 | own | tsql
-- finds: readable-login
CREATE LOGIN web WITH PASSWORD = 'Web123!'

-- case safety-042 | own | postgres
-- finds: nothing
-- traps: readable-login
CREATE ROLE web LOGIN PASSWORD NULL

-- case safety-043 | own | postgres
-- finds: nothing
-- traps: readable-login
ALTER USER web PASSWORD 'SCRAM-SHA-256$4096:9cmRrYXNkZg==$AAAA:BBBB'

-- case safety-044 | own | postgres
-- finds: nothing
-- traps: readable-login
ALTER ROLE web VALID UNTIL '2030-01-01'

-- case safety-045 | own | postgres
-- finds: open-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_rows ON loan FOR DELETE USING (true);

-- case safety-046 | own | postgres
-- finds: open-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY add_any ON loan FOR INSERT TO authenticated WITH CHECK (true);

-- case safety-047 | own | postgres
-- finds: open-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY any_all ON loan USING (1 = 1);

-- case safety-048 | own | postgres
-- finds: nothing
-- traps: open-policy
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON loan FOR SELECT USING (true);

-- case safety-049 | own | postgres
-- finds: nothing
-- traps: open-policy
-- note: A restrictive policy only takes rows away.
CREATE TABLE loan (id bigint PRIMARY KEY, member text NOT NULL);
ALTER TABLE loan ENABLE ROW LEVEL SECURITY;
CREATE POLICY narrow ON loan AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK (member = current_user);
CREATE POLICY mine ON loan FOR UPDATE USING (member = current_user);

-- case safety-050 | own | postgres
-- finds: overlong-name
CREATE INDEX index_of_loans_by_member_and_book_and_day_of_return_and_fee_paid_late ON loan (member_id, book_id)

-- case safety-051 | own | postgres
-- finds: overlong-name
ALTER TABLE loan ADD CONSTRAINT foreign_key_from_loans_to_the_books_that_are_lent_to_members_now UNIQUE (book_id)

-- case safety-052 | own | postgres
-- finds: overlong-name
SELECT l.fee AS fee_that_the_member_has_to_pay_when_the_book_comes_back_later_than_due FROM loan AS l

-- case safety-053 | own | postgres
-- finds: nothing
-- traps: overlong-name
CREATE INDEX loan_member_book ON loan (member_id, book_id)

-- case safety-054 | own | postgres
-- finds: nothing
-- traps: overlong-name
COMMENT ON TABLE loan IS 'a loan of a book to a member, with the fee that has to be paid for a late return'

-- case safety-055 | own | mysql
-- finds: nothing
-- traps: overlong-name
CREATE INDEX index_of_loans_by_member_and_book_and_day_of_return_and_fee_paid_late ON loan (member_id, book_id)

-- case safety-056 | own | ansi
-- finds: reserved-word
CREATE TABLE room (id bigint PRIMARY KEY, size integer NOT NULL)

-- case safety-057 | own | postgres
-- finds: reserved-word
SELECT COUNT(*) AS number FROM book AS b

-- case safety-058 | own | sqlite
-- finds: reserved-word
CREATE TABLE log_line (id integer PRIMARY KEY, level text NOT NULL, comment text)

-- case safety-059 | own | ansi
-- finds: nothing
-- traps: reserved-word
SELECT b.size, b.level FROM book AS b ORDER BY b.date

-- case safety-060 | own | postgres
-- finds: nothing
-- traps: reserved-word
SELECT b.title AS "user", b.year AS year_of_issue FROM book AS b

-- case safety-061 | own | mysql
-- finds: nothing
-- traps: reserved-word
CREATE TABLE room (id bigint PRIMARY KEY, `order` integer NOT NULL, sizes integer, user_name varchar(40))

-- case safety-062 | own | ansi
-- finds: special-characters
SELECT b.price AS "price in €" FROM book AS b

-- case safety-063 | own | mysql
-- finds: special-characters
CREATE TABLE `book-copy` (id bigint PRIMARY KEY, shelf varchar(9) NOT NULL)

-- case safety-064 | own | tsql
-- finds: special-characters
SELECT COUNT(*) AS [number of books] FROM book AS b

-- case safety-065 | own | ansi
-- finds: nothing
-- traps: special-characters
SELECT b."price in €" AS price FROM book AS b

-- case safety-066 | own | postgres
-- finds: nothing
-- traps: special-characters
SELECT b.title AS "Title_2" FROM book AS b WHERE b.note = 'a name with blanks'

-- case safety-067 | own | bigquery
-- finds: nothing
-- traps: special-characters
SELECT b.title FROM `my-project.shop.book` AS b

-- case safety-068 | own | ansi
-- finds: hard-coded-table
SELECT b.id, l.fee FROM {{ ref('book') }} AS b JOIN library.loan AS l ON l.book_id = b.id

-- case safety-069 | own | snowflake
-- finds: hard-coded-table
{{ config(materialized='table') }}
SELECT l.id, m.name FROM {{ source('library', 'loan') }} AS l LEFT JOIN raw.crm.member AS m ON m.id = l.member_id

-- case safety-070 | own | bigquery
-- finds: hard-coded-table
SELECT s.id FROM {{ ref('stg_book') }} AS s WHERE s.id IN (SELECT d.book_id FROM `shop.raw.deleted` AS d)

-- case safety-071 | own | ansi
-- finds: nothing
-- traps: hard-coded-table
WITH late AS (SELECT l.id FROM {{ ref('loan') }} AS l WHERE l.fee > 0) SELECT late.id FROM late

-- case safety-072 | own | ansi
-- finds: nothing
-- traps: hard-coded-table
-- note: No model of dbt.
SELECT b.id, l.fee FROM library.book AS b JOIN library.loan AS l ON l.book_id = b.id

-- case safety-073 | own | snowflake
-- finds: nothing
-- traps: hard-coded-table
SELECT b.id, f.value AS tag_name FROM {{ ref('book') }} AS b, LATERAL FLATTEN(input => b.tags) AS f
