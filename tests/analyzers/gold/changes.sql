-- Statements that change rows, and how statements are written.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case changes-001 | own | ansi
-- finds: update-without-where
UPDATE book SET price = price * 1.1

-- case changes-002 | own | mysql
-- finds: join-without-condition, update-without-where
-- note: Nothing links the tables.
UPDATE loan, book SET loan.fee = book.price

-- case changes-003 | own | postgres
-- finds: update-without-where
UPDATE book AS b SET price = 1, year = 2024 RETURNING b.id

-- case changes-004 | own | ansi
-- finds: nothing
-- traps: update-without-where
UPDATE book SET price = 1 WHERE id = 1

-- case changes-005 | own | postgres
-- finds: nothing
-- traps: update-without-where
INSERT INTO book (id, price) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET price = 2

-- case changes-006 | own | mysql
-- finds: nothing
-- traps: update-without-where
-- note: The join says which rows.
UPDATE book AS b JOIN cheap AS c ON c.book_id = b.id SET b.price = 1

-- case changes-007 | own | sqlite
-- finds: nothing
-- traps: update-without-where
UPDATE book SET price = 1 WHERE 1 = 1

-- case changes-008 | own | ansi
-- finds: delete-without-where
DELETE FROM loan

-- case changes-009 | own | postgres
-- finds: delete-without-where
WITH gone AS (DELETE FROM loan RETURNING id) SELECT COUNT(*) AS n FROM gone

-- case changes-010 | own | tsql
-- finds: delete-without-where
DELETE loan

-- case changes-011 | own | ansi
-- finds: nothing
-- traps: delete-without-where
DELETE FROM loan WHERE returned_on IS NOT NULL

-- case changes-012 | own | postgres
-- finds: nothing
-- traps: comma-join, delete-without-where
DELETE FROM loan USING member WHERE member.id = loan.member_id AND member.left_on IS NOT NULL

-- case changes-013 | own | mysql
-- finds: nothing
-- traps: delete-without-where
-- note: The join says which rows.
DELETE l FROM loan AS l JOIN closed AS c ON c.loan_id = l.id

-- case changes-014 | own | mysql
-- finds: nothing
-- traps: delete-without-where
-- note: An action of a foreign key.
ALTER TABLE loan ADD FOREIGN KEY (book_id) REFERENCES book (id) ON DELETE CASCADE

-- case changes-015 | own | mysql
-- finds: limited-change
DELETE FROM loan WHERE state = 'old' LIMIT 500

-- case changes-016 | own | mysql
-- finds: limited-change
UPDATE job SET worker = 7 WHERE worker IS NULL LIMIT 1

-- case changes-017 | own | sqlite
-- finds: limited-change
DELETE FROM loan WHERE fee = 0 LIMIT 10

-- case changes-018 | own | mysql
-- finds: nothing
-- traps: limited-change
DELETE FROM loan WHERE state = 'old' ORDER BY id LIMIT 500

-- case changes-019 | own | mysql
-- finds: nothing
-- traps: limited-change
UPDATE book SET price = 1 WHERE id IN (SELECT c.id FROM (SELECT o.id FROM book AS o ORDER BY o.price LIMIT 3) AS c)

-- case changes-020 | own | mysql
-- finds: nothing
-- traps: limited-change
UPDATE quota SET lim = 5, limited = 1 WHERE name = 'LIMIT 5'

-- case changes-021 | own | postgres
-- finds: primary-key-update
CREATE TABLE book (id bigint PRIMARY KEY, title text NOT NULL);
UPDATE book SET id = 70 WHERE id = 7;

-- case changes-022 | own | sqlite
-- finds: primary-key-update
CREATE TABLE seat (hall integer NOT NULL, seat_no integer NOT NULL, kind text NOT NULL, PRIMARY KEY (hall, seat_no));
UPDATE seat SET seat_no = seat_no + 1, kind = 'vip' WHERE hall = 3;

-- case changes-023 | own | mysql
-- finds: primary-key-update
CREATE TABLE book (isbn varchar(13) NOT NULL, title varchar(90) NOT NULL, PRIMARY KEY (isbn));
UPDATE book AS b SET b.isbn = '1', b.title = 'x' WHERE b.isbn = '2';

-- case changes-024 | own | postgres
-- finds: nothing
-- traps: primary-key-update
CREATE TABLE book (id bigint PRIMARY KEY, title text NOT NULL);
UPDATE book SET title = 'id = 7' WHERE id = 7;

-- case changes-025 | own | sqlite
-- finds: nothing
-- traps: primary-key-update
CREATE TABLE book (id integer PRIMARY KEY, title text NOT NULL);
INSERT INTO book (id, title) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET title = excluded.title;

-- case changes-026 | own | mysql
-- finds: nothing
-- traps: primary-key-update
-- note: Another table has a column of that name.
CREATE TABLE book (id bigint PRIMARY KEY, title varchar(90) NOT NULL);
UPDATE shelf SET id = 4 WHERE place = 'x';

-- case changes-027 | own | ansi
-- finds: duplicate-assignment
UPDATE book SET price = 1, year = 2020, price = 2 WHERE id = 3

-- case changes-028 | own | mysql
-- finds: duplicate-assignment
UPDATE book AS b SET b.price = 1, b.price = 2 WHERE b.id = 3

-- case changes-029 | own | sqlite
-- finds: duplicate-assignment
UPDATE book SET Title = 'a', title = 'b' WHERE id = 3

-- case changes-030 | own | mysql
-- finds: nothing
-- traps: duplicate-assignment
UPDATE book AS b JOIN loan AS l ON l.book_id = b.id SET b.state = 1, l.state = 2 WHERE b.id = 3

-- case changes-031 | own | ansi
-- finds: nothing
-- traps: duplicate-assignment
UPDATE book SET price = fee, fee = price WHERE id = 3

-- case changes-032 | own | postgres
-- finds: nothing
-- traps: duplicate-assignment
-- note: Two elements of one array.
UPDATE book SET tags[1] = 'a', tags[2] = 'b' WHERE id = 3

-- case changes-033 | own | postgres
-- finds: destructive-statement
TRUNCATE book, author RESTART IDENTITY CASCADE

-- case changes-034 | own | mysql
-- finds: destructive-statement
DROP DATABASE IF EXISTS library

-- case changes-035 | own | mysql
-- finds: destructive-statement
DROP SCHEMA library

-- case changes-036 | own | postgres
-- finds: destructive-statement
TRUNCATE TABLE staging_rows RESTART IDENTITY

-- case changes-037 | own | postgres
-- finds: nothing
-- traps: destructive-statement
DROP TABLE IF EXISTS book CASCADE

-- case changes-038 | own | sqlite
-- finds: nothing
-- traps: breaking-drop, destructive-statement
DROP INDEX IF EXISTS book_title

-- case changes-039 | own | tsql
-- finds: destructive-statement
DROP DATABASE library

-- case changes-040 | own | mysql
-- finds: misleading-session-value
SELECT l.id FROM loan AS l WHERE l.due_on < SYSDATE()

-- case changes-041 | own | tsql
-- finds: misleading-session-value
SELECT @@IDENTITY AS id

-- case changes-042 | own | postgres
-- finds: misleading-session-value
SELECT lastval() AS id

-- case changes-043 | own | mysql
-- finds: nothing
-- traps: misleading-session-value
SELECT LAST_INSERT_ID() AS id, NOW() AS at_time

-- case changes-044 | own | tsql
-- finds: nothing
-- traps: misleading-session-value
SELECT SCOPE_IDENTITY() AS id

-- case changes-045 | own | oracle
-- finds: nothing
-- traps: misleading-session-value
-- note: SYSDATE is the usual clock of Oracle.
SELECT l.id FROM loan l WHERE l.due_on < SYSDATE

-- case changes-046 | own | ansi
-- finds: odd-code-point
SELECT b.title FROM book AS b WHERE b.lang = ‘de’

-- case changes-047 | own | mysql
-- finds: odd-code-point
-- note: A full-width comma.
SELECT b.title， b.price FROM book AS b

-- case changes-048 | own | postgres
-- finds: odd-code-point
-- note: The blank behind WHERE does not break.
SELECT b.title FROM book AS b WHERE b.price > 3

-- case changes-049 | own | ansi
-- finds: nothing
-- traps: odd-code-point
SELECT b.title FROM book AS b WHERE b.motto = 'he said “no” – twice'

-- case changes-050 | own | postgres
-- finds: nothing
-- traps: odd-code-point
SELECT b.titel AS überschrift FROM bücher AS b -- der „alte“ Name

-- case changes-051 | own | mysql
-- finds: nothing
-- traps: odd-code-point
SELECT b.title FROM book AS b WHERE b.title IN ('東京、夜', 'Ζορμπάς')

-- case changes-052 | own | ansi
-- finds: missing-terminator
SELECT b.title FROM book AS b
SELECT a.name FROM author AS a;

-- case changes-053 | own | postgres
-- finds: missing-terminator
UPDATE book SET price = 1 WHERE id = 3
DELETE FROM loan WHERE book_id = 3;

-- case changes-054 | own | sqlite
-- finds: missing-terminator
CREATE TABLE a (id integer PRIMARY KEY, x integer NOT NULL)
CREATE TABLE b (id integer PRIMARY KEY, y integer NOT NULL);

-- case changes-055 | own | ansi
-- finds: nothing
-- traps: missing-terminator
INSERT INTO book_archive (id, title)
SELECT b.id, b.title FROM book AS b

-- case changes-056 | own | tsql
-- finds: nothing
-- traps: missing-terminator
UPDATE book SET price = 1 WHERE id = 3
DELETE FROM loan WHERE book_id = 3

-- case changes-057 | own | postgres
-- finds: nothing
-- traps: missing-terminator
CREATE VIEW titles AS
SELECT b.id, b.title FROM book AS b
UNION ALL
SELECT a.id, a.name FROM author AS a

-- case changes-058 | own | postgres
-- finds: nothing
-- traps: missing-terminator
-- note: The statements stand in the body of a function.
CREATE FUNCTION touch() RETURNS void LANGUAGE sql AS $$
UPDATE book SET price = 1 WHERE id = 3;
DELETE FROM loan WHERE book_id = 3;
$$
