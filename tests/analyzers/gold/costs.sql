-- Queries that cost more than they have to.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case costs-001 | own | ansi
-- finds: leading-wildcard
SELECT b.title FROM book AS b WHERE b.title LIKE '%night'

-- case costs-002 | own | postgres
-- finds: leading-wildcard
SELECT b.title FROM book AS b WHERE b.slug ILIKE '%' || $1

-- case costs-003 | own | mysql
-- finds: leading-wildcard
DELETE FROM mail WHERE sender LIKE '_%@spam.example'

-- case costs-004 | own | ansi
-- finds: nothing
-- traps: leading-wildcard
SELECT b.title LIKE '%night' AS is_dark FROM book AS b

-- case costs-005 | own | postgres
-- finds: nothing
-- traps: leading-wildcard
SELECT b.title FROM book AS b WHERE b.title LIKE 'Night%' AND b.discount = '%5'

-- case costs-006 | own | mysql
-- finds: nothing
-- traps: leading-wildcard, pattern-without-wildcard
-- note: The sign is escaped: the value begins with a percent sign.
SELECT b.title FROM book AS b WHERE b.title LIKE '\%night%'

-- case costs-007 | own | ansi
-- finds: pattern-without-wildcard
SELECT b.title FROM book AS b WHERE b.lang LIKE 'de'

-- case costs-008 | own | mysql
-- finds: pattern-without-wildcard
UPDATE book SET price = 1 WHERE lang NOT LIKE 'en'

-- case costs-009 | own | sqlite
-- finds: pattern-without-wildcard
SELECT l.id FROM loan AS l WHERE l.state LIKE 'out' OR l.state LIKE 'late%'

-- case costs-010 | own | ansi
-- finds: nothing
-- traps: pattern-without-wildcard
SELECT b.title FROM book AS b WHERE b.isbn LIKE '978_2%'

-- case costs-011 | own | postgres
-- finds: nothing
-- traps: pattern-without-wildcard
-- note: What the parameter holds is not known.
SELECT b.title FROM book AS b WHERE b.title LIKE $1 OR b.title LIKE b.pattern

-- case costs-012 | own | tsql
-- finds: nothing
-- traps: pattern-without-wildcard
-- note: Brackets are wildcards in T-SQL.
SELECT b.title FROM book AS b WHERE b.shelf LIKE '[A-C]1'

-- case costs-013 | own | postgres
-- finds: nothing
-- traps: pattern-without-wildcard
-- note: ILIKE without a wildcard compares without regard to case, which equality does not.
SELECT b.title FROM book AS b WHERE b.lang ILIKE 'DE'

-- case costs-014 | own | postgres
-- finds: function-on-filtered-column
SELECT b.title FROM book AS b WHERE lower(b.title) = 'emma'

-- case costs-015 | own | mysql
-- finds: function-on-filtered-column
SELECT l.id FROM loan AS l WHERE YEAR(l.lent_on) = 2024

-- case costs-016 | own | tsql
-- finds: function-on-filtered-column
SELECT l.id FROM loan AS l WHERE CONVERT(date, l.created_at) = '2024-05-01'

-- case costs-017 | own | sqlite
-- finds: function-on-filtered-column
SELECT b.title FROM book AS b WHERE substr(b.isbn, 1, 3) = '978'

-- case costs-018 | own | postgres
-- finds: nothing
-- traps: function-on-filtered-column
SELECT b.title FROM book AS b WHERE b.title = lower($1) AND b.added_on > date_trunc('month', now())

-- case costs-019 | own | postgres
-- finds: nothing
-- traps: function-on-filtered-column
-- note: An index on the expression serves it.
CREATE TABLE member (id bigint PRIMARY KEY, mail text NOT NULL);
CREATE INDEX member_mail ON member (lower(mail));
SELECT m.id FROM member AS m WHERE lower(m.mail) = $1;

-- case costs-020 | own | mysql
-- finds: nothing
-- traps: function-on-filtered-column
SELECT YEAR(l.lent_on) AS y, COUNT(*) AS n FROM loan AS l GROUP BY YEAR(l.lent_on) HAVING MAX(l.fee) > 3

-- case costs-021 | own | bigquery
-- finds: nothing
-- traps: function-on-filtered-column
-- note: A warehouse without indexes.
SELECT l.id FROM shop.loan AS l WHERE EXTRACT(YEAR FROM l.lent_on) = 2024

-- case costs-022 | own | mysql
-- finds: random-order
SELECT b.title FROM book AS b ORDER BY RAND() LIMIT 3

-- case costs-023 | own | postgres
-- finds: random-order
SELECT b.title FROM book AS b WHERE b.price < 5 ORDER BY random() LIMIT 1

-- case costs-024 | own | tsql
-- finds: random-order
SELECT TOP 1 b.title FROM book AS b ORDER BY NEWID()

-- case costs-025 | own | mysql
-- finds: nothing
-- traps: random-order
SELECT RAND() AS dice, b.title FROM book AS b ORDER BY b.title LIMIT 3

-- case costs-026 | own | postgres
-- finds: nothing
-- traps: random-order
SELECT b.title FROM book AS b WHERE b.id >= floor(random() * 1000) ORDER BY b.id LIMIT 1

-- case costs-027 | own | sqlite
-- finds: nothing
-- traps: random-order
SELECT b.title FROM book AS b ORDER BY b.random LIMIT 3

-- case costs-028 | own | ansi
-- finds: deep-offset
SELECT b.title FROM book AS b ORDER BY b.title LIMIT 50 OFFSET 5000

-- case costs-029 | own | mysql
-- finds: deep-offset
SELECT b.title FROM book AS b ORDER BY b.title LIMIT 12000, 20

-- case costs-030 | own | tsql
-- finds: deep-offset
SELECT b.title FROM book AS b ORDER BY b.title OFFSET 2500 ROWS FETCH NEXT 25 ROWS ONLY

-- case costs-031 | own | ansi
-- finds: nothing
-- traps: deep-offset
SELECT b.title FROM book AS b ORDER BY b.title LIMIT 5000 OFFSET 20

-- case costs-032 | own | mysql
-- finds: nothing
-- traps: deep-offset
SELECT b.title FROM book AS b ORDER BY b.title LIMIT 20, 12000

-- case costs-033 | own | postgres
-- finds: deep-offset
-- note: How deep it goes is not known, but these are pages.
SELECT b.title FROM book AS b ORDER BY b.title LIMIT 20 OFFSET $1

-- case costs-034 | own | ansi
-- finds: or-chain
SELECT b.title FROM book AS b WHERE b.lang = 'de' OR b.lang = 'fr' OR b.lang = 'no'

-- case costs-035 | own | mysql
-- finds: or-chain
DELETE FROM loan WHERE (state = 1 OR state = 2 OR state = 3 OR state = 4) AND fee = 0

-- case costs-036 | own | sqlite
-- finds: or-chain
SELECT b.title FROM book AS b WHERE 'de' = b.lang OR b.lang = 'fr' OR b.lang = 'no'

-- case costs-037 | own | ansi
-- finds: nothing
-- traps: or-chain
SELECT b.title FROM book AS b WHERE b.lang = 'de' OR b.country = 'fr' OR b.origin = 'no'

-- case costs-038 | own | ansi
-- finds: nothing
-- traps: or-chain
SELECT b.title FROM book AS b WHERE b.price < 1 OR b.price > 9 OR b.price = 5

-- case costs-039 | own | ansi
-- finds: nothing
-- traps: or-chain
SELECT b.title FROM book AS b WHERE b.lang = 'de' OR b.lang = 'fr'

-- case costs-040 | own | ansi
-- finds: long-value-list
SELECT b.title FROM book AS b WHERE b.id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105)

-- case costs-041 | own | mysql
-- finds: long-value-list
DELETE FROM loan WHERE book_id NOT IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105)

-- case costs-042 | own | postgres
-- finds: long-value-list
SELECT l.id FROM loan AS l JOIN book AS b ON b.id = l.book_id AND b.shelf IN ('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7', 'h8', 'h9', 'i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8', 'i9', 'j1', 'j2', 'j3', 'j4', 'j5', 'j6', 'j7', 'j8', 'j9', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6')

-- case costs-043 | own | ansi
-- finds: nothing
-- traps: long-value-list
SELECT b.title FROM book AS b WHERE b.id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)

-- case costs-044 | own | postgres
-- finds: nothing
-- traps: long-value-list
SELECT b.title FROM book AS b WHERE b.id = ANY ($1) OR b.id IN (SELECT l.book_id FROM loan AS l)

-- case costs-045 | own | sqlite
-- finds: nothing
-- traps: long-value-list
-- note: Many rows of an INSERT are no list of a condition.
INSERT INTO n (v) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47), (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63), (64), (65), (66), (67), (68), (69), (70), (71), (72), (73), (74), (75), (76), (77), (78), (79), (80), (81), (82), (83), (84), (85), (86), (87), (88), (89), (90), (91), (92), (93), (94), (95), (96), (97), (98), (99), (100), (101), (102)

-- case costs-046 | own | ansi
-- finds: too-many-joins
SELECT a.v FROM a JOIN b ON b.x = a.x JOIN c ON c.x = a.x JOIN d ON d.x = a.x JOIN e ON e.x = a.x JOIN f ON f.x = a.x JOIN g ON g.x = a.x JOIN h ON h.x = a.x JOIN i ON i.x = a.x JOIN j ON j.x = a.x

-- case costs-047 | own | mysql
-- finds: too-many-joins
SELECT t1.v, t9.w FROM t1 LEFT JOIN t2 ON t2.x = t1.x LEFT JOIN t3 ON t3.x = t2.x LEFT JOIN t4 ON t4.x = t3.x LEFT JOIN t5 ON t5.x = t4.x LEFT JOIN t6 ON t6.x = t5.x LEFT JOIN t7 ON t7.x = t6.x LEFT JOIN t8 ON t8.x = t7.x LEFT JOIN t9 ON t9.x = t8.x LEFT JOIN t10 ON t10.x = t9.x AND t10.y = t1.y WHERE t1.z = 1 AND t1.v IS NOT NULL ORDER BY t10.y

-- case costs-048 | own | postgres
-- finds: too-many-joins
INSERT INTO z (v) SELECT b.v FROM b JOIN c ON c.x = b.x JOIN d ON d.x = b.x JOIN e ON e.x = b.x JOIN f ON f.x = b.x JOIN g ON g.x = b.x JOIN h ON h.x = b.x JOIN i ON i.x = b.x JOIN j ON j.x = b.x JOIN k ON k.x = b.x WHERE b.y = 3

-- case costs-049 | own | ansi
-- finds: nothing
-- traps: too-many-joins
SELECT a.v FROM a JOIN b ON b.x = a.x JOIN c ON c.x = a.x JOIN d ON d.x = a.x JOIN e ON e.x = a.x JOIN f ON f.x = a.x

-- case costs-050 | own | ansi
-- finds: nothing
-- traps: too-many-joins
-- note: Five in each of two queries.
SELECT a.v FROM a JOIN b ON b.x = a.x JOIN c ON c.x = a.x JOIN d ON d.x = a.x JOIN e ON e.x = a.x JOIN f ON f.x = a.x UNION ALL SELECT g.v FROM g JOIN h ON h.x = g.x JOIN i ON i.x = g.x JOIN j ON j.x = g.x JOIN k ON k.x = g.x JOIN l ON l.x = g.x

-- case costs-051 | own | ansi
-- finds: nothing
-- traps: too-many-joins
SELECT a.v FROM a WHERE a.x IN (SELECT b.x FROM b JOIN c ON c.x = b.x JOIN d ON d.x = b.x JOIN e ON e.x = b.x) AND a.y IN (SELECT f.y FROM f JOIN g ON g.x = f.x JOIN h ON h.x = f.x JOIN i ON i.x = f.x JOIN j ON j.x = f.x)

-- case costs-052 | own | ansi
-- finds: correlated-scalar-subquery
SELECT b.title, (SELECT COUNT(*) FROM loan AS l WHERE l.book_id = b.id) AS loans FROM book AS b

-- case costs-053 | own | postgres
-- finds: correlated-scalar-subquery
SELECT m.id, COALESCE((SELECT SUM(l.fee) FROM loan AS l WHERE l.member_id = m.id AND l.state = 'late'), 0) AS fees FROM member AS m

-- case costs-054 | own | mysql
-- finds: correlated-scalar-subquery
SELECT a.name, (SELECT MAX(b.year) FROM book AS b WHERE b.author_id = a.id) AS last_year, a.country FROM author AS a

-- case costs-055 | own | ansi
-- finds: nothing
-- traps: correlated-scalar-subquery
SELECT b.title, b.price - (SELECT AVG(o.price) FROM book AS o) AS above FROM book AS b

-- case costs-056 | own | postgres
-- finds: nothing
-- traps: correlated-scalar-subquery
SELECT b.title FROM book AS b WHERE b.price > (SELECT AVG(o.price) FROM book AS o WHERE o.author_id = b.author_id)

-- case costs-057 | own | bigquery
-- finds: nothing
-- traps: correlated-scalar-subquery
-- note: The subquery reads an array of the row itself.
SELECT b.title, (SELECT MAX(t) FROM UNNEST(b.tags) AS t) AS last_tag FROM shop.book AS b

-- case costs-058 | own | ansi
-- finds: count-instead-of-exists
SELECT m.name FROM member AS m WHERE (SELECT COUNT(*) FROM loan AS l WHERE l.member_id = m.id) > 0

-- case costs-059 | own | postgres
-- finds: count-instead-of-exists
SELECT m.name FROM member AS m WHERE (SELECT COUNT(l.id) FROM loan AS l WHERE l.member_id = m.id) = 0

-- case costs-060 | own | mysql
-- finds: count-instead-of-exists
SELECT m.name FROM member AS m WHERE 1 <= (SELECT COUNT(*) FROM loan AS l WHERE l.member_id = m.id)

-- case costs-061 | own | ansi
-- finds: nothing
-- traps: count-instead-of-exists
SELECT m.name FROM member AS m WHERE (SELECT COUNT(*) FROM loan AS l WHERE l.member_id = m.id) > 5

-- case costs-062 | own | ansi
-- finds: nothing
-- traps: count-instead-of-exists
SELECT l.member_id FROM loan AS l GROUP BY l.member_id HAVING COUNT(*) > 1

-- case costs-063 | own | postgres
-- finds: nothing
-- traps: count-instead-of-exists
SELECT m.name FROM member AS m WHERE (SELECT MAX(l.fee) FROM loan AS l WHERE l.member_id = m.id) > 0
