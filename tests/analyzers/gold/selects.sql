-- Queries: stars, joins, NULL, groups, order and names.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case selects-001 | own | ansi
-- finds: select-star
SELECT b.* FROM book AS b WHERE b.author_id = 7

-- case selects-002 | own | sqlite
-- finds: frozen-star
CREATE VIEW cheap AS SELECT * FROM book WHERE price < 10

-- case selects-003 | own | postgres
-- finds: limit-without-order, select-star
SELECT * FROM book LIMIT 5

-- case selects-004 | own | ansi
-- finds: nothing
-- traps: select-star
SELECT b.price * b.pieces AS worth, COUNT(*) AS n FROM book AS b GROUP BY b.price * b.pieces

-- case selects-005 | own | ansi
-- finds: nothing
-- traps: select-star
WITH recent AS (SELECT b.id, b.title FROM book AS b WHERE b.year > 2020) SELECT * FROM recent

-- case selects-006 | own | postgres
-- finds: nothing
-- traps: select-star
SELECT b.id FROM book AS b WHERE EXISTS (SELECT * FROM loan AS l WHERE l.book_id = b.id)

-- case selects-007 | own | ansi
-- finds: frozen-star, implicit-columns
INSERT INTO book_archive SELECT * FROM book WHERE year < 1990

-- case selects-008 | own | postgres
-- finds: frozen-star
CREATE MATERIALIZED VIEW loans AS SELECT l.*, b.title FROM loan AS l JOIN book AS b ON b.id = l.book_id

-- case selects-009 | own | mysql
-- finds: frozen-star
CREATE TABLE book_copy AS SELECT * FROM book

-- case selects-010 | own | postgres
-- finds: nothing
-- traps: frozen-star
CREATE VIEW loans AS SELECT l.book_id, COUNT(*) AS n FROM loan AS l GROUP BY l.book_id

-- case selects-011 | own | sqlite
-- finds: select-star
-- traps: frozen-star
-- note: A temporary table does not live long enough to freeze anything.
-- linter: wrong, misses select-star (doubtful; only outermost queries are looked at)
CREATE TEMP TABLE book_now AS SELECT * FROM book

-- case selects-012 | own | postgres
-- finds: nothing
-- traps: frozen-star
CREATE VIEW recent AS WITH r AS (SELECT b.id, b.title FROM book AS b) SELECT * FROM r

-- case selects-013 | own | ansi
-- finds: alias-on-wildcard
SELECT b.* AS b FROM book AS b

-- case selects-014 | own | sqlite
-- finds: alias-on-wildcard
SELECT * AS everything FROM book

-- case selects-015 | own | snowflake
-- finds: alias-on-wildcard
SELECT l.id, b.* AS book FROM loan AS l JOIN book AS b ON b.id = l.book_id

-- case selects-016 | own | ansi
-- finds: nothing
-- traps: alias-on-wildcard
SELECT COUNT(*) AS everything FROM book

-- case selects-017 | own | ansi
-- finds: nothing
-- traps: alias-on-wildcard
SELECT b.price * b.pieces AS worth FROM book AS b

-- case selects-018 | own | ansi
-- finds: nothing
-- traps: alias-on-wildcard, select-star
SELECT q.title AS name FROM (SELECT b.title FROM book AS b) AS q

-- case selects-019 | own | ansi
-- finds: implicit-columns
INSERT INTO loan VALUES (1, 7, DATE '2024-05-01')

-- case selects-020 | own | mysql
-- finds: implicit-columns
REPLACE INTO loan VALUES (1, 7, '2024-05-01')

-- case selects-021 | own | postgres
-- finds: implicit-columns
INSERT INTO loan SELECT b.id, b.title FROM book AS b ON CONFLICT DO NOTHING

-- case selects-022 | own | ansi
-- finds: nothing
-- traps: implicit-columns
INSERT INTO loan (id, book_id) SELECT b.id, b.other_id FROM book AS b

-- case selects-023 | own | mysql
-- finds: nothing
-- traps: implicit-columns
INSERT INTO loan SET id = 1, book_id = 7

-- case selects-024 | own | postgres
-- finds: nothing
-- traps: implicit-columns
INSERT INTO loan DEFAULT VALUES RETURNING id

-- case selects-025 | own | ansi
-- finds: join-without-condition
SELECT b.title, s.name FROM book AS b INNER JOIN shop AS s

-- case selects-026 | own | mysql
-- finds: join-without-condition
SELECT b.title, s.name FROM book AS b JOIN shop AS s WHERE b.price > 10

-- case selects-027 | own | sqlite
-- finds: join-without-condition
SELECT b.title, s.name, l.lent_on FROM book AS b JOIN loan AS l ON l.book_id = b.id JOIN shop AS s

-- case selects-028 | own | ansi
-- finds: nothing
-- traps: join-without-condition
SELECT b.title, s.name FROM book AS b CROSS JOIN shop AS s

-- case selects-029 | own | ansi
-- finds: nothing
-- traps: join-without-condition
SELECT b.title, l.lent_on FROM book AS b JOIN loan AS l USING (book_id)

-- case selects-030 | own | bigquery
-- finds: nothing
-- traps: comma-join, join-without-condition
SELECT b.title, t AS tag_name FROM book AS b LEFT JOIN UNNEST(b.tags) AS t

-- case selects-031 | own | postgres
-- finds: nothing
-- traps: join-without-condition
SELECT b.title, x.n FROM book AS b CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM loan AS l WHERE l.book_id = b.id) AS x

-- case selects-032 | own | ansi
-- finds: comma-join
SELECT b.title, a.name FROM book AS b, author AS a WHERE a.id = b.author_id

-- case selects-033 | own | oracle
-- finds: comma-join
SELECT b.title, a.name, p.name AS publisher FROM book b, author a, publisher p WHERE a.id = b.author_id AND p.id = b.publisher_id

-- case selects-034 | own | mysql
-- finds: join-without-condition
-- note: A forgotten link.
SELECT b.title, s.name FROM book AS b, shop AS s

-- case selects-035 | own | postgres
-- finds: nothing
-- traps: comma-join
SELECT b.title, g.n FROM book AS b, generate_series(1, 3) AS g (n)

-- case selects-036 | own | snowflake
-- finds: nothing
-- traps: comma-join
SELECT b.title, f.value AS tag_name FROM book AS b, LATERAL FLATTEN(input => b.tags) AS f

-- case selects-037 | own | ansi
-- finds: nothing
-- traps: comma-join
SELECT b.title, (b.price, b.pieces) FROM book AS b WHERE b.id IN (1, 2)

-- case selects-038 | own | postgres
-- finds: comma-join
-- note: The second table has one row, but a condition in WHERE links both, so ON is its place.
WITH bounds AS (SELECT MAX(l.lent_on) AS last_day FROM loan AS l) SELECT b.title FROM book AS b, bounds WHERE b.added_on > bounds.last_day

-- case selects-039 | own | ansi
-- finds: join-condition-in-where
SELECT b.title, a.name FROM book AS b JOIN author AS a WHERE a.id = b.author_id

-- case selects-040 | own | mysql
-- finds: join-condition-in-where
SELECT b.title, l.lent_on FROM book AS b INNER JOIN loan AS l WHERE b.id = l.book_id AND l.lent_on > '2024-01-01'

-- case selects-041 | own | sqlite
-- finds: join-condition-in-where
SELECT b.title, a.name FROM author AS a JOIN book AS b WHERE b.author_id = a.id AND b.price > 5

-- case selects-042 | own | ansi
-- finds: nothing
-- traps: join-condition-in-where
SELECT b.title, a.name FROM book AS b JOIN author AS a ON a.id = b.author_id WHERE a.born < b.year

-- case selects-043 | own | ansi
-- finds: nothing
-- traps: join-condition-in-where
SELECT b.title, d.day FROM book AS b CROSS JOIN days AS d WHERE d.day = b.added_on

-- case selects-044 | own | ansi
-- finds: nothing
-- traps: join-condition-in-where, unused-join
SELECT b.title FROM book AS b JOIN author AS a ON a.id = b.author_id AND a.country = 'NO'

-- case selects-045 | own | ansi
-- finds: comparison-with-null
SELECT b.id FROM book AS b WHERE b.author_id = NULL

-- case selects-046 | own | mysql
-- finds: comparison-with-null
DELETE FROM loan WHERE returned_on != NULL AND id < 9

-- case selects-047 | own | postgres
-- finds: comparison-with-null
SELECT CASE WHEN l.returned_on = NULL THEN 'out' ELSE 'in' END AS place FROM loan AS l

-- case selects-048 | own | ansi
-- finds: nothing
-- traps: comparison-with-null
UPDATE loan SET returned_on = NULL, fee = 0 WHERE id = 1

-- case selects-049 | own | postgres
-- finds: nothing
-- traps: comparison-with-null
SELECT l.id FROM loan AS l WHERE l.returned_on IS NOT DISTINCT FROM NULL

-- case selects-050 | own | mysql
-- finds: nothing
-- traps: comparison-with-null
-- note: The null-safe comparison of MySQL.
SELECT l.id FROM loan AS l WHERE l.returned_on <=> NULL

-- case selects-051 | own | tsql
-- finds: nothing
-- traps: comparison-with-null
-- note: A default of a parameter.
CREATE PROCEDURE find_book @title nvarchar(90) = NULL AS SELECT b.id FROM book AS b WHERE b.title = @title

-- case selects-052 | own | ansi
-- finds: null-in-list
SELECT id FROM loan WHERE state IN ('out', NULL)

-- case selects-053 | own | mysql
-- finds: null-in-list
DELETE FROM loan WHERE state NOT IN (NULL, 'gone') AND id < 10

-- case selects-054 | own | postgres
-- finds: null-in-list
SELECT COUNT(*) FILTER (WHERE l.kind IN (1, 2, NULL)) AS n FROM loan AS l

-- case selects-055 | own | ansi
-- finds: nothing
-- traps: null-in-list
SELECT id FROM loan WHERE state IN ('out', 'NULL') OR state IS NULL

-- case selects-056 | own | ansi
-- finds: nothing
-- traps: null-in-list
SELECT COALESCE(l.state, NULL, 'new') AS state FROM loan AS l

-- case selects-057 | own | postgres
-- finds: nothing
-- traps: null-in-list
INSERT INTO loan (id, state) VALUES (1, NULL), (2, 'in')

-- case selects-058 | own | ansi
-- finds: not-in-nullable-subquery
SELECT m.name FROM member AS m WHERE m.town NOT IN (SELECT s.town FROM shop AS s)

-- case selects-059 | own | postgres
-- finds: filter-without-index, not-in-nullable-subquery
-- note: The second finding comes from the declared table.
CREATE TABLE ban (ban_no bigint PRIMARY KEY, mail text, why text NOT NULL);
SELECT m.id FROM member AS m WHERE m.mail NOT IN (SELECT b.mail FROM ban AS b WHERE b.why = 'spam');

-- case selects-060 | own | mysql
-- finds: not-in-nullable-subquery
DELETE FROM member WHERE referrer NOT IN (SELECT p.name FROM partner AS p)

-- case selects-061 | own | ansi
-- finds: nothing
-- traps: not-in-nullable-subquery
SELECT m.name FROM member AS m WHERE m.id NOT IN (SELECT l.member_id FROM loan AS l WHERE l.member_id IS NOT NULL)

-- case selects-062 | own | postgres
-- finds: nothing
-- traps: not-in-nullable-subquery
CREATE TABLE ban (ban_no bigint PRIMARY KEY, mail text NOT NULL);
SELECT m.id FROM member AS m WHERE m.mail NOT IN (SELECT b.mail FROM ban AS b);

-- case selects-063 | own | ansi
-- finds: nothing
-- traps: not-in-nullable-subquery
SELECT m.name FROM member AS m WHERE NOT EXISTS (SELECT 1 FROM shop AS s WHERE s.town = m.town)

-- case selects-064 | own | ansi
-- finds: nothing
-- traps: not-in-nullable-subquery
SELECT m.name FROM member AS m WHERE m.town NOT IN (SELECT COALESCE(s.town, '') FROM shop AS s)

-- case selects-065 | own | postgres
-- finds: nullable-concatenation
CREATE TABLE person (id bigint PRIMARY KEY, given text NOT NULL, family text);
SELECT p.given || ' ' || p.family AS name FROM person AS p;

-- case selects-066 | own | sqlite
-- finds: nullable-concatenation
CREATE TABLE person (id integer PRIMARY KEY, street text, town text NOT NULL);
SELECT 'at ' || street AS line FROM person;

-- case selects-067 | own | mysql
-- finds: nullable-concatenation
-- note: CONCAT is NULL in MySQL as soon as one argument is.
CREATE TABLE person (id bigint PRIMARY KEY, street varchar(80), town varchar(80) NOT NULL);
SELECT CONCAT(p.town, ', ', p.street) AS line FROM person AS p;

-- case selects-068 | own | postgres
-- finds: nothing
-- traps: nullable-concatenation
-- note: concat() of PostgreSQL takes NULL for nothing.
CREATE TABLE person (id bigint PRIMARY KEY, given text NOT NULL, family text);
SELECT concat(p.given, ' ', p.family) AS name FROM person AS p;

-- case selects-069 | own | sqlite
-- finds: nothing
-- traps: nullable-concatenation
CREATE TABLE person (id integer PRIMARY KEY, street text, town text NOT NULL);
SELECT 'at ' || IFNULL(street, '?') || town AS line FROM person;

-- case selects-070 | own | ansi
-- finds: nothing
-- traps: nullable-concatenation
CREATE TABLE person (id bigint PRIMARY KEY, given varchar(40) NOT NULL, family varchar(40) NOT NULL);
SELECT p.given || ' ' || p.family AS name FROM person AS p;

-- case selects-071 | own | ansi
-- finds: undone-outer-join
SELECT b.title, l.lent_on FROM book AS b LEFT JOIN loan AS l ON l.book_id = b.id WHERE l.lent_on > DATE '2024-01-01'

-- case selects-072 | own | mysql
-- finds: undone-outer-join
SELECT a.name, b.title FROM book AS b RIGHT JOIN author AS a ON a.id = b.author_id WHERE b.price BETWEEN 1 AND 5

-- case selects-073 | own | postgres
-- finds: undone-outer-join
SELECT b.title, l.fee FROM book AS b LEFT OUTER JOIN loan AS l ON l.book_id = b.id WHERE b.price > 3 AND l.state LIKE 'out%'

-- case selects-074 | own | ansi
-- finds: nothing
-- traps: undone-outer-join
SELECT b.title FROM book AS b LEFT JOIN loan AS l ON l.book_id = b.id WHERE l.book_id IS NULL

-- case selects-075 | own | ansi
-- finds: nothing
-- traps: undone-outer-join
SELECT b.title, l.fee FROM book AS b LEFT JOIN loan AS l ON l.book_id = b.id AND l.state = 'out' WHERE b.price > 3

-- case selects-076 | own | postgres
-- finds: nothing
-- traps: undone-outer-join
SELECT b.title, l.fee FROM book AS b LEFT JOIN loan AS l ON l.book_id = b.id WHERE l.fee > 3 OR b.price > 3

-- case selects-077 | own | ansi
-- finds: nothing
-- traps: undone-outer-join
-- note: The condition is on the side that is kept.
SELECT a.name, b.title FROM book AS b RIGHT JOIN author AS a ON a.id = b.author_id WHERE a.country = 'NO'

-- case selects-078 | own | ansi
-- finds: distinct-over-join
SELECT DISTINCT a.id, a.name FROM author AS a JOIN book AS b ON b.author_id = a.id WHERE b.price > 50

-- case selects-079 | own | postgres
-- finds: distinct-over-join
SELECT DISTINCT m.mail FROM member AS m INNER JOIN loan AS l ON l.member_id = m.id INNER JOIN book AS b ON b.id = l.book_id WHERE b.title LIKE 'A%'

-- case selects-080 | own | ansi
-- finds: nothing
-- traps: distinct-over-join
SELECT DISTINCT a.name, b.year FROM author AS a JOIN book AS b ON b.author_id = a.id

-- case selects-081 | own | ansi
-- finds: nothing
-- traps: distinct-over-join
SELECT DISTINCT a.country FROM author AS a WHERE a.id IN (SELECT b.author_id FROM book AS b)

-- case selects-082 | own | postgres
-- finds: nothing
-- traps: distinct-over-join
SELECT a.name, COUNT(DISTINCT b.year) AS years FROM author AS a JOIN book AS b ON b.author_id = a.id GROUP BY a.name

-- case selects-083 | own | ansi
-- finds: distinct-with-group-by
SELECT DISTINCT b.year, MIN(b.price) AS cheapest FROM book AS b GROUP BY b.year

-- case selects-084 | own | sqlite
-- finds: distinct-with-group-by
SELECT DISTINCT author_id, year FROM book GROUP BY year, author_id

-- case selects-085 | own | ansi
-- finds: distinct-with-group-by
-- note: DISTINCT hides groups of different keys.
SELECT DISTINCT COUNT(*) AS n FROM book AS b GROUP BY b.year

-- case selects-086 | own | ansi
-- finds: nothing
-- traps: distinct-with-group-by
SELECT b.year, COUNT(DISTINCT b.author_id) AS n FROM book AS b GROUP BY b.year

-- case selects-087 | own | ansi
-- finds: nothing
-- traps: distinct-with-group-by
-- note: Grouping is in the subquery.
SELECT DISTINCT q.n FROM (SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year) AS q

-- case selects-088 | own | ansi
-- finds: parenthesised-distinct
SELECT DISTINCT (b.year), b.title FROM book AS b

-- case selects-089 | own | mysql
-- finds: nothing
-- traps: parenthesised-distinct
SELECT COUNT(DISTINCT (b.price + b.fee) * 2) AS n FROM book AS b

-- case selects-090 | own | postgres
-- finds: nothing
-- traps: parenthesised-distinct
SELECT DISTINCT ON (b.author_id) b.author_id, b.title FROM book AS b ORDER BY b.author_id, b.year DESC

-- case selects-091 | own | ansi
-- finds: nothing
-- traps: parenthesised-distinct
SELECT DISTINCT (SELECT MAX(l.fee) FROM loan AS l) AS fee, b.year FROM book AS b

-- case selects-092 | own | ansi
-- finds: distinct-on-unique-key
CREATE TABLE book (isbn varchar(13) PRIMARY KEY, title varchar(200) NOT NULL);
SELECT DISTINCT isbn, title FROM book;

-- case selects-093 | own | postgres
-- finds: distinct-on-unique-key
CREATE TABLE book (id bigint PRIMARY KEY, slug text NOT NULL UNIQUE, title text NOT NULL);
SELECT DISTINCT b.slug, b.title FROM book AS b;

-- case selects-094 | own | sqlite
-- finds: distinct-on-unique-key
CREATE TABLE seat (hall integer NOT NULL, seat_no integer NOT NULL, kind text NOT NULL, PRIMARY KEY (hall, seat_no));
SELECT DISTINCT s.seat_no, s.hall FROM seat AS s;

-- case selects-095 | own | sqlite
-- finds: nothing
-- traps: distinct-on-unique-key
CREATE TABLE seat (hall integer NOT NULL, seat_no integer NOT NULL, kind text NOT NULL, PRIMARY KEY (hall, seat_no));
SELECT DISTINCT s.seat_no FROM seat AS s;

-- case selects-096 | own | postgres
-- finds: nothing
-- traps: distinct-on-unique-key
-- note: A unique column that may be NULL can be alike.
CREATE TABLE book (id bigint PRIMARY KEY, slug text UNIQUE, title text NOT NULL);
SELECT DISTINCT b.slug FROM book AS b;

-- case selects-097 | own | ansi
-- finds: nothing
-- traps: distinct-on-unique-key
CREATE TABLE book (id bigint PRIMARY KEY, title varchar(200) NOT NULL);
SELECT COUNT(DISTINCT id) AS n FROM book;

-- case selects-098 | own | mysql
-- finds: count-of-several-columns
SELECT COUNT(DISTINCT b.author_id, b.year) AS n FROM book AS b

-- case selects-099 | own | spark
-- finds: count-of-several-columns
SELECT l.state, COUNT(DISTINCT l.member_id, l.book_id) AS n FROM loan AS l GROUP BY l.state

-- case selects-100 | own | ansi
-- finds: count-of-several-columns
SELECT COUNT(DISTINCT town, street, house) AS addresses FROM member

-- case selects-101 | own | mysql
-- finds: nothing
-- traps: count-of-several-columns
SELECT COUNT(DISTINCT COALESCE(b.author_id, b.year)) AS n FROM book AS b

-- case selects-102 | own | ansi
-- finds: nothing
-- traps: count-of-several-columns
SELECT COUNT(DISTINCT b.author_id) AS authors, COUNT(b.year) AS years FROM book AS b

-- case selects-103 | own | mysql
-- finds: nothing
-- traps: count-of-several-columns
SELECT DISTINCT b.author_id, b.year FROM book AS b

-- case selects-104 | own | ansi
-- finds: ungrouped-column
SELECT b.author_id, b.title, MAX(b.price) AS dearest FROM book AS b GROUP BY b.author_id

-- case selects-105 | own | mysql
-- finds: ungrouped-column
SELECT b.title, AVG(b.price) AS average FROM book AS b

-- case selects-106 | own | sqlite
-- finds: ungrouped-column
SELECT l.state, l.lent_on, COUNT(*) AS n FROM loan AS l GROUP BY l.state ORDER BY n DESC

-- case selects-107 | own | ansi
-- finds: nothing
-- traps: ungrouped-column
SELECT b.author_id, MAX(b.price) - MIN(b.price) AS spread, 'book' AS kind FROM book AS b GROUP BY b.author_id

-- case selects-108 | own | postgres
-- finds: nothing
-- traps: ungrouped-column
CREATE TABLE author (id bigint PRIMARY KEY, name text NOT NULL, country text NOT NULL);
SELECT a.id, a.name, a.country, COUNT(*) AS n FROM author AS a JOIN book AS b ON b.author_id = a.id GROUP BY a.id;

-- case selects-109 | own | ansi
-- finds: nothing
-- traps: ungrouped-column
SELECT EXTRACT(YEAR FROM l.lent_on) AS y, COUNT(*) AS n FROM loan AS l GROUP BY EXTRACT(YEAR FROM l.lent_on)

-- case selects-110 | own | postgres
-- finds: nothing
-- traps: ungrouped-column
SELECT b.title, SUM(b.price) OVER (PARTITION BY b.author_id) AS of_author FROM book AS b

-- case selects-111 | own | ansi
-- finds: limit-without-order
SELECT b.title FROM book AS b WHERE b.price > 5 LIMIT 3

-- case selects-112 | own | tsql
-- finds: limit-without-order
-- note: TOP is the LIMIT of SQL Server.
SELECT TOP 10 b.title FROM book AS b

-- case selects-113 | own | postgres
-- finds: limit-without-order
SELECT b.title FROM book AS b FETCH FIRST 3 ROWS ONLY

-- case selects-114 | own | ansi
-- finds: nothing
-- traps: limit-without-order
SELECT MAX(b.price) AS dearest FROM book AS b LIMIT 1

-- case selects-115 | own | postgres
-- finds: nothing
-- traps: limit-without-order
SELECT b.id FROM book AS b WHERE b.id IN (SELECT l.book_id FROM loan AS l ORDER BY l.lent_on DESC LIMIT 5)

-- case selects-116 | own | ansi
-- finds: nothing
-- traps: limit-without-order
SELECT b.title FROM book AS b LIMIT 0

-- case selects-117 | own | postgres
-- finds: nothing
-- traps: limit-without-order
-- note: EXISTS asks for any row.
SELECT EXISTS (SELECT 1 FROM loan AS l WHERE l.book_id = 7 LIMIT 1) AS is_lent

-- case selects-118 | own | ansi
-- finds: ordinal-reference
SELECT b.author_id, b.year, COUNT(*) AS n FROM book AS b GROUP BY 1, b.year

-- case selects-119 | own | mysql
-- finds: ordinal-reference
SELECT b.title, b.price FROM book AS b ORDER BY 2 DESC, b.title

-- case selects-120 | own | postgres
-- finds: ordinal-reference
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY 1 ORDER BY b.year, 2

-- case selects-121 | own | ansi
-- finds: ordinal-reference
SELECT b.author_id, b.year, COUNT(*) AS n FROM book AS b GROUP BY 1, 2 ORDER BY 3, 1

-- case selects-122 | own | ansi
-- finds: nothing
-- traps: ordinal-reference
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year ORDER BY n, b.year

-- case selects-123 | own | postgres
-- finds: nothing
-- traps: ordinal-reference
-- note: A number in an expression is no position.
SELECT b.title FROM book AS b ORDER BY b.price * 2, b.year + 1

-- case selects-124 | own | ansi
-- finds: useless-order
SELECT b.title FROM book AS b WHERE b.id IN (SELECT l.book_id FROM loan AS l ORDER BY l.lent_on)

-- case selects-125 | own | postgres
-- finds: useless-order
SELECT b.title FROM book AS b WHERE EXISTS (SELECT 1 FROM loan AS l WHERE l.book_id = b.id ORDER BY l.lent_on)

-- case selects-126 | own | mysql
-- finds: useless-order
SELECT MAX(b.price) AS dearest FROM book AS b ORDER BY MAX(b.price)

-- case selects-127 | own | ansi
-- finds: nothing
-- traps: useless-order
SELECT b.title FROM book AS b WHERE b.id IN (SELECT l.book_id FROM loan AS l ORDER BY l.lent_on LIMIT 9)

-- case selects-128 | own | postgres
-- finds: nothing
-- traps: useless-order
SELECT string_agg(b.title, ', ' ORDER BY b.title) AS titles FROM book AS b

-- case selects-129 | own | ansi
-- finds: nothing
-- traps: useless-order
SELECT b.year, MAX(b.price) AS dearest FROM book AS b GROUP BY b.year ORDER BY MAX(b.price)

-- case selects-130 | own | ansi
-- finds: having-without-aggregate
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year HAVING b.year > 2000

-- case selects-131 | own | mysql
-- finds: having-without-aggregate
SELECT l.state, SUM(l.fee) AS fees FROM loan AS l GROUP BY l.state HAVING l.state IN ('out', 'late')

-- case selects-132 | own | postgres
-- finds: having-without-aggregate
-- note: Half of the condition could be in WHERE.
SELECT l.state, l.kind, SUM(l.fee) AS fees FROM loan AS l GROUP BY l.state, l.kind HAVING l.kind = 3

-- case selects-133 | own | ansi
-- finds: nothing
-- traps: having-without-aggregate
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year HAVING b.year > 2000 AND COUNT(*) > 3

-- case selects-134 | own | mysql
-- finds: nothing
-- traps: having-without-aggregate
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year HAVING n > 3

-- case selects-135 | own | ansi
-- finds: nothing
-- traps: having-without-aggregate
SELECT b.year FROM book AS b GROUP BY b.year HAVING MAX(b.price) > (SELECT AVG(o.price) FROM book AS o)

-- case selects-136 | own | ansi
-- finds: unequal-set-columns
SELECT b.id, b.title FROM book AS b UNION SELECT l.id FROM loan AS l

-- case selects-137 | own | postgres
-- finds: unequal-set-columns
SELECT b.id FROM book AS b EXCEPT SELECT l.book_id, l.state FROM loan AS l

-- case selects-138 | own | sqlite
-- finds: unequal-set-columns
SELECT 1 AS a, 2 AS b, 3 AS c UNION ALL SELECT 4, 5, 6 UNION ALL SELECT 7, 8

-- case selects-139 | own | ansi
-- finds: select-star
-- traps: unequal-set-columns
-- note: What the star holds is not known.
SELECT * FROM book UNION ALL SELECT a.id, a.title FROM archive AS a

-- case selects-140 | own | ansi
-- finds: nothing
-- traps: unequal-set-columns
SELECT b.id, (SELECT COUNT(*) FROM shop AS s) AS shops FROM book AS b UNION ALL SELECT l.id, 0 FROM loan AS l

-- case selects-141 | own | snowflake
-- finds: nothing
-- traps: unequal-set-columns
SELECT b.id, COALESCE(b.title, b.slug, '') AS t FROM book AS b INTERSECT SELECT a.id, a.title FROM archive AS a

-- case selects-142 | own | ansi
-- finds: unlimited-union-branch
SELECT b.id, b.added_on AS on_day FROM book AS b UNION ALL SELECT l.id, l.lent_on FROM loan AS l ORDER BY on_day DESC LIMIT 5

-- case selects-143 | own | mysql
-- finds: unlimited-union-branch
(SELECT p.id, p.posted FROM post AS p) UNION ALL (SELECT c.id, c.posted FROM reply AS c) ORDER BY posted LIMIT 20

-- case selects-144 | own | postgres
-- finds: unlimited-union-branch
SELECT p.id, p.posted FROM post AS p UNION ALL SELECT c.id, c.posted FROM reply AS c UNION ALL SELECT m.id, m.sent FROM mail AS m ORDER BY posted DESC LIMIT 20

-- case selects-145 | own | ansi
-- finds: nothing
-- traps: unlimited-union-branch
SELECT b.id, b.added_on AS on_day FROM book AS b UNION ALL SELECT l.id, l.lent_on FROM loan AS l ORDER BY on_day DESC

-- case selects-146 | own | postgres
-- finds: nothing
-- traps: unlimited-union-branch
(SELECT p.id, p.posted FROM post AS p ORDER BY p.posted LIMIT 20) UNION ALL (SELECT c.id, c.posted FROM reply AS c ORDER BY c.posted LIMIT 20) ORDER BY posted LIMIT 20

-- case selects-147 | own | ansi
-- finds: nothing
-- traps: unlimited-union-branch
-- note: UNION has to compare all rows first.
SELECT b.id FROM book AS b UNION SELECT l.book_id FROM loan AS l ORDER BY id LIMIT 5

-- case selects-148 | own | ansi
-- finds: constant-condition
SELECT b.title, l.fee FROM book AS b JOIN loan AS l ON l.book_id = l.book_id

-- case selects-149 | own | mysql
-- finds: constant-condition
SELECT b.title FROM book AS b WHERE b.author_id = b.author_id AND b.price > 3

-- case selects-150 | own | postgres
-- finds: constant-condition
SELECT b.title FROM book AS b WHERE 'a' = 'b' OR b.price > 3

-- case selects-151 | own | ansi
-- finds: nothing
-- traps: constant-condition
SELECT b.title FROM book AS b WHERE 1 = 1 AND b.price > 3

-- case selects-152 | own | ansi
-- finds: nothing
-- traps: constant-condition
SELECT b.title, o.title AS other FROM book AS b JOIN book AS o ON o.author_id = b.author_id AND o.id <> b.id

-- case selects-153 | own | mysql
-- finds: nothing
-- traps: constant-condition
UPDATE book SET price = price, year = year + 1 WHERE id = 3

-- case selects-154 | own | ansi
-- finds: chained-comparison
SELECT b.title FROM book AS b WHERE 5 < b.price < 20

-- case selects-155 | own | mysql
-- finds: chained-comparison
SELECT b.title FROM book AS b WHERE b.year >= b.written >= 1900

-- case selects-156 | own | sqlite
-- finds: chained-comparison
DELETE FROM book WHERE 1 <= price <= 2

-- case selects-157 | own | ansi
-- finds: nothing
-- traps: chained-comparison
SELECT b.title FROM book AS b WHERE b.price > 5 AND b.price < 20

-- case selects-158 | own | postgres
-- finds: nothing
-- traps: chained-comparison
SELECT b.title FROM book AS b WHERE (b.price > 5) = b.is_dear

-- case selects-159 | own | postgres
-- finds: nothing
-- traps: chained-comparison
SELECT b.title FROM book AS b WHERE b.tags <@ ARRAY['a'] AND b.price <> ALL (ARRAY[1, 2])

-- case selects-160 | own | mysql
-- finds: and-in-assignment
UPDATE book SET price = 9 AND year = 2020 WHERE id = 3

-- case selects-161 | own | sqlite
-- finds: and-in-assignment
UPDATE loan SET state = 'in' AND returned_on = '2024-05-01' WHERE id = 7

-- case selects-162 | own | ansi
-- finds: and-in-assignment
UPDATE loan SET fee = 0, state = 'in' AND member_id = 4 WHERE id = 7

-- case selects-163 | own | mysql
-- finds: nothing
-- traps: and-in-assignment
UPDATE book SET price = 9, year = 2020 WHERE id = 3 AND price > 9

-- case selects-164 | own | postgres
-- finds: nothing
-- traps: and-in-assignment
UPDATE loan SET is_late = (due_on < lent_on AND returned_on IS NULL) WHERE id = 7

-- case selects-165 | own | sqlite
-- finds: nothing
-- traps: and-in-assignment
UPDATE loan SET fee = CASE WHEN state = 'late' AND fee = 0 THEN 5 ELSE fee END WHERE id = 7

-- case selects-166 | own | ansi
-- finds: unquoted-date
SELECT l.id FROM loan AS l WHERE l.lent_on = 2024-05-01

-- case selects-167 | own | mysql
-- finds: unquoted-date
SELECT l.id FROM loan AS l WHERE l.lent_on BETWEEN 2024-01-01 AND 2024-03-31

-- case selects-168 | own | sqlite
-- finds: unquoted-date
INSERT INTO loan (id, lent_on) VALUES (1, 2023-12-24)

-- case selects-169 | own | ansi
-- finds: nothing
-- traps: unquoted-date
SELECT l.id FROM loan AS l WHERE l.lent_on = DATE '2024-05-01'

-- case selects-170 | own | ansi
-- finds: nothing
-- traps: unquoted-date
SELECT 2024 - b.year - 1 AS age FROM book AS b WHERE b.pieces = 100-20-5

-- case selects-171 | own | mysql
-- finds: nothing
-- traps: unquoted-date
SELECT l.id FROM loan AS l WHERE l.code = '2024-05-01' AND l.n > 2024 - 5

-- case selects-172 | own | ansi
-- finds: date-bound-on-time
SELECT l.id FROM loan AS l WHERE l.created_at BETWEEN '2024-05-01' AND '2024-05-31'

-- case selects-173 | own | postgres
-- finds: date-bound-on-time
SELECT COUNT(*) AS n FROM login AS l WHERE l.login_time BETWEEN '2024-05-01' AND '2024-05-07'

-- case selects-174 | own | mysql
-- finds: date-bound-on-time
SELECT l.id FROM loan AS l WHERE l.updated_at BETWEEN DATE '2024-05-01' AND DATE '2024-05-31'

-- case selects-175 | own | ansi
-- finds: nothing
-- traps: date-bound-on-time
SELECT l.id FROM loan AS l WHERE l.lent_date BETWEEN '2024-05-01' AND '2024-05-31'

-- case selects-176 | own | ansi
-- finds: nothing
-- traps: date-bound-on-time
SELECT l.id FROM loan AS l WHERE l.created_at >= '2024-05-01' AND l.created_at < '2024-06-01'

-- case selects-177 | own | postgres
-- finds: nothing
-- traps: date-bound-on-time
-- note: The end names its time of day.
SELECT l.id FROM loan AS l WHERE l.created_at BETWEEN '2024-05-01 00:00:00' AND '2024-05-31 23:59:59'

-- case selects-178 | own | mysql
-- finds: implicit-conversion
CREATE TABLE book (id bigint PRIMARY KEY, shelf varchar(9) NOT NULL, KEY by_shelf (shelf));
SELECT b.id FROM book AS b WHERE b.shelf = 12;

-- case selects-179 | own | postgres
-- finds: implicit-conversion
CREATE TABLE book (id bigint PRIMARY KEY, shelf text NOT NULL UNIQUE);
SELECT b.id FROM book AS b WHERE b.shelf IN (12, 13);

-- case selects-180 | own | tsql
-- finds: implicit-conversion
CREATE TABLE book (id bigint PRIMARY KEY, pages int NOT NULL UNIQUE);
SELECT b.id FROM book AS b WHERE b.pages = 'many';

-- case selects-181 | own | mysql
-- finds: nothing
-- traps: implicit-conversion
CREATE TABLE book (id bigint PRIMARY KEY, shelf varchar(9) NOT NULL, KEY by_shelf (shelf));
SELECT b.id FROM book AS b WHERE b.shelf = '12' AND b.id = '7';

-- case selects-182 | own | postgres
-- finds: nothing
-- traps: implicit-conversion
-- note: A date is written as text.
CREATE TABLE book (id bigint PRIMARY KEY, added_on date NOT NULL UNIQUE);
SELECT b.id FROM book AS b WHERE b.added_on = '2024-05-01';

-- case selects-183 | own | mysql
-- finds: nothing
-- traps: implicit-conversion
SELECT b.id FROM book AS b WHERE b.shelf = 12

-- case selects-184 | own | ansi
-- finds: float-equality
CREATE TABLE probe (id bigint PRIMARY KEY, depth double precision NOT NULL UNIQUE);
SELECT p.id FROM probe AS p WHERE p.depth = 1.5;

-- case selects-185 | own | mysql
-- finds: float-equality
CREATE TABLE probe (id bigint PRIMARY KEY, depth float NOT NULL UNIQUE, width float NOT NULL);
SELECT p.id FROM probe AS p WHERE p.depth <> p.width;

-- case selects-186 | own | sqlite
-- finds: float-equality
CREATE TABLE probe (id integer PRIMARY KEY, depth real NOT NULL UNIQUE);
SELECT p.id FROM probe AS p WHERE p.id > 3 AND p.depth = 0.25;

-- case selects-187 | own | ansi
-- finds: nothing
-- traps: float-equality
CREATE TABLE probe (id bigint PRIMARY KEY, depth numeric(9, 3) NOT NULL UNIQUE);
SELECT p.id FROM probe AS p WHERE p.depth = 1.5;

-- case selects-188 | own | postgres
-- finds: nothing
-- traps: float-equality
CREATE TABLE probe (id bigint PRIMARY KEY, depth real NOT NULL UNIQUE);
SELECT p.id FROM probe AS p WHERE p.depth BETWEEN 1.4 AND 1.6 OR p.depth = 0;

-- case selects-189 | own | mysql
-- finds: nothing
-- traps: float-equality
CREATE TABLE probe (id bigint PRIMARY KEY, depth double NOT NULL UNIQUE);
UPDATE probe SET depth = 0.5 WHERE id = 3;

-- case selects-190 | own | ansi
-- finds: unused-join
SELECT b.title FROM book AS b LEFT JOIN author AS a ON a.id = b.author_id WHERE b.price > 3

-- case selects-191 | own | mysql
-- finds: unused-join
SELECT b.title, a.name FROM book AS b JOIN author AS a ON a.id = b.author_id LEFT JOIN shop AS s ON s.id = b.shop_id

-- case selects-192 | own | postgres
-- finds: unused-join
SELECT l.id, l.fee FROM loan AS l LEFT OUTER JOIN member AS m ON m.id = l.member_id ORDER BY l.fee

-- case selects-193 | own | ansi
-- finds: nothing
-- traps: unused-join
SELECT b.title FROM book AS b LEFT JOIN author AS a ON a.id = b.author_id ORDER BY a.name

-- case selects-194 | own | ansi
-- finds: nothing
-- traps: unused-join
SELECT s.name FROM book AS b LEFT JOIN author AS a ON a.id = b.author_id LEFT JOIN country AS s ON s.code = a.country

-- case selects-195 | own | postgres
-- finds: nothing
-- traps: unused-join
-- note: COUNT(*) counts the copies.
SELECT b.id, COUNT(*) AS n FROM book AS b LEFT JOIN loan AS l ON l.book_id = b.id GROUP BY b.id

-- case selects-196 | own | ansi
-- finds: unused-common-table
WITH cheap AS (SELECT b.id FROM book AS b WHERE b.price < 5) SELECT l.id FROM loan AS l

-- case selects-197 | own | postgres
-- finds: unused-common-table
WITH a AS (SELECT b.id FROM book AS b), b AS (SELECT a.id FROM a), c AS (SELECT a.id FROM a) SELECT b.id FROM b

-- case selects-198 | own | bigquery
-- finds: unused-common-table
WITH x AS (SELECT b.id FROM shop.book AS b), y AS (SELECT l.id FROM shop.loan AS l) SELECT COUNT(*) AS n FROM y

-- case selects-199 | own | ansi
-- finds: nothing
-- traps: unused-common-table
WITH a AS (SELECT b.id FROM book AS b), c AS (SELECT a.id FROM a) SELECT l.id FROM loan AS l WHERE l.book_id IN (SELECT c.id FROM c)

-- case selects-200 | own | postgres
-- finds: nothing
-- traps: unused-common-table
WITH gone AS (DELETE FROM loan WHERE fee = 0 RETURNING id) SELECT COUNT(*) AS n FROM book AS b

-- case selects-201 | own | snowflake
-- finds: nothing
-- traps: unused-common-table
-- note: Names differ only in case.
WITH Cheap AS (SELECT b.id FROM book AS b) SELECT cheap.id FROM CHEAP

-- case selects-202 | own | postgres
-- finds: nothing
-- traps: unused-common-table
WITH RECURSIVE tree AS (SELECT n.id FROM node AS n WHERE n.parent_id IS NULL UNION ALL SELECT n.id FROM node AS n JOIN tree AS t ON t.id = n.parent_id) SELECT tree.id FROM tree

-- case selects-203 | own | ansi
-- finds: unknown-table-reference
SELECT b.title, a.name FROM book AS b WHERE b.price > 3

-- case selects-204 | own | postgres
-- finds: unknown-table-reference
SELECT book.title FROM book AS b

-- case selects-205 | own | mysql
-- finds: unknown-table-reference
DELETE FROM loan WHERE loans.id = 3

-- case selects-206 | own | ansi
-- finds: nothing
-- traps: unknown-table-reference
SELECT b.title FROM book AS b WHERE EXISTS (SELECT 1 FROM loan AS l WHERE l.book_id = b.id AND b.price > l.fee)

-- case selects-207 | own | postgres
-- finds: nothing
-- traps: unknown-table-reference
INSERT INTO book (id, price) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET price = excluded.price

-- case selects-208 | own | mysql
-- finds: nothing
-- traps: unknown-table-reference
CREATE TRIGGER book_bi BEFORE INSERT ON book FOR EACH ROW SET NEW.added_on = CURRENT_DATE

-- case selects-209 | own | postgres
-- finds: nothing
-- traps: unknown-table-reference
-- note: A field of a composite value, in parentheses.
SELECT (b.place).shelf AS shelf FROM library.book AS b WHERE b.id = 3

-- case selects-210 | own | tsql
-- finds: nothing
-- traps: unknown-table-reference
MERGE INTO book AS t USING staging AS s ON s.id = t.id WHEN MATCHED THEN UPDATE SET price = s.price WHEN NOT MATCHED THEN INSERT (id, price) VALUES (s.id, s.price);

-- case selects-211 | own | ansi
-- finds: nothing
-- traps: window-over-own-alias
-- note: The only table may have a column of that name, as in the second good example.
SELECT b.author_id AS writer, ROW_NUMBER() OVER (PARTITION BY writer ORDER BY b.year) AS n FROM book AS b

-- case selects-212 | own | postgres
-- finds: window-over-own-alias
SELECT b.price * 2 AS doubled, RANK() OVER (ORDER BY doubled DESC) AS place FROM book AS b JOIN author AS a ON a.id = b.author_id

-- case selects-213 | own | tsql
-- finds: window-over-own-alias
SELECT LOWER(b.title) AS t, COUNT(*) OVER (PARTITION BY t) AS same FROM book AS b JOIN loan AS l ON l.book_id = b.id

-- case selects-214 | own | ansi
-- finds: nothing
-- traps: window-over-own-alias
SELECT q.writer, RANK() OVER (ORDER BY q.n DESC) AS place FROM (SELECT b.author_id AS writer, COUNT(*) AS n FROM book AS b GROUP BY b.author_id) AS q

-- case selects-215 | own | postgres
-- finds: nothing
-- traps: window-over-own-alias
SELECT author_id AS writer, year AS author_id, RANK() OVER (PARTITION BY title ORDER BY price) AS place FROM book

-- case selects-216 | own | snowflake
-- finds: nothing
-- traps: window-over-own-alias
-- note: Snowflake does see aliases of the same SELECT.
SELECT b.price * 2 AS doubled, RANK() OVER (ORDER BY b.price DESC) AS place FROM book AS b QUALIFY place < 4

-- case selects-217 | own | ansi
-- finds: duplicate-table-alias
SELECT COUNT(*) AS n FROM book AS x JOIN author AS x ON x.id = x.author_id

-- case selects-218 | own | mysql
-- finds: duplicate-table-alias
SELECT a.name FROM author AS a JOIN book AS b ON b.author_id = a.id JOIN address AS a ON a.id = b.address_id

-- case selects-219 | own | postgres
-- finds: duplicate-table-alias
SELECT loan.id FROM loan JOIN book ON book.id = loan.book_id JOIN book ON book.id = loan.other_id

-- case selects-220 | own | ansi
-- finds: nothing
-- traps: duplicate-table-alias
SELECT b.id FROM book AS b WHERE b.id IN (SELECT b.book_id FROM loan AS b)

-- case selects-221 | own | postgres
-- finds: nothing
-- traps: duplicate-table-alias
SELECT b.id, o.id AS other_id FROM book AS b JOIN book AS o ON o.author_id = b.author_id

-- case selects-222 | own | tsql
-- finds: nothing
-- traps: duplicate-table-alias
-- note: Told apart by their schemas.
SELECT a.book.id FROM a.book JOIN b.book ON a.book.id = b.book.id

-- case selects-223 | own | ansi
-- finds: duplicate-column-name
SELECT b.id, a.id, b.title FROM book AS b JOIN author AS a ON a.id = b.author_id

-- case selects-224 | own | postgres
-- finds: duplicate-column-name
SELECT b.price AS total, l.fee AS total FROM book AS b JOIN loan AS l ON l.book_id = b.id

-- case selects-225 | own | mysql
-- finds: duplicate-column-name
SELECT b.title, b.year, b.title FROM book AS b

-- case selects-226 | own | ansi
-- finds: nothing
-- traps: duplicate-column-name
SELECT b.id AS book_id, a.id AS author_id FROM book AS b JOIN author AS a ON a.id = b.author_id

-- case selects-227 | own | postgres
-- finds: nothing
-- traps: duplicate-column-name
INSERT INTO pair (first_id, second_id) SELECT b.id, a.id FROM book AS b JOIN author AS a ON a.id = b.author_id

-- case selects-228 | own | postgres
-- finds: nothing
-- traps: duplicate-column-name
-- note: Nobody reads columns of EXISTS by name.
SELECT l.id FROM loan AS l WHERE EXISTS (SELECT b.id, a.id FROM book AS b JOIN author AS a ON a.id = b.author_id WHERE b.id = l.book_id)

-- case selects-229 | own | ansi
-- finds: natural-join
SELECT title, lent_on FROM book NATURAL JOIN loan

-- case selects-230 | own | mysql
-- finds: natural-join
-- note: The outer kind joins by the same names.
SELECT title, lent_on FROM book NATURAL LEFT JOIN loan

-- case selects-231 | own | postgres
-- finds: natural-join
SELECT b.title, a.name FROM book AS b NATURAL INNER JOIN author AS a

-- case selects-232 | own | ansi
-- finds: nothing
-- traps: natural-join
SELECT b.title, a.name FROM book AS b JOIN author AS a USING (author_id)

-- case selects-233 | own | ansi
-- finds: nothing
-- traps: natural-join
SELECT r.habitat AS natural_habitat FROM river AS r WHERE r.kind = 'NATURAL JOIN'

-- case selects-234 | own | sqlite
-- finds: nothing
-- traps: comma-join, natural-join
SELECT b.title, n.name FROM book AS b JOIN nature AS n ON n.id = b.nature_id

-- case selects-235 | own | postgres
-- finds: nothing
-- traps: comma-join
-- note: A table of one row, without a condition between both.
WITH bounds AS (SELECT MAX(l.lent_on) AS last_day FROM loan AS l) SELECT b.title, bounds.last_day FROM book AS b, bounds WHERE b.price > 3

-- case selects-236 | own | ansi
-- finds: window-over-own-alias
SELECT a.name AS writer, ROW_NUMBER() OVER (PARTITION BY writer ORDER BY b.year) AS n FROM book AS b LEFT JOIN author AS a ON a.id = b.author_id

-- case selects-300 | own | postgres
-- finds: nothing
-- traps: ordinal-reference
SELECT b.year, COUNT(*) AS n FROM book AS b GROUP BY b.year ORDER BY COUNT(*) + 1

-- case selects-301 | own | mysql
-- finds: nothing
-- traps: ordinal-reference
SELECT b.id, b.title FROM book AS b ORDER BY b.title LIMIT 1

-- case selects-302 | own | postgres
-- finds: nothing
-- traps: ordinal-reference
SELECT b.id, ROW_NUMBER() OVER (PARTITION BY 1 ORDER BY b.year) AS n FROM book AS b
