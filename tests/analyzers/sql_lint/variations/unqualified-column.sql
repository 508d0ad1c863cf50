CREATE TABLE t (id INT, a INT);
CREATE TABLE u (id INT, b INT);
SELECT a, b FROM t JOIN u ON t.id = u.id WHERE a > 1
---
CREATE TABLE t (id INT, a INT);
CREATE TABLE u (id INT, b INT);
SELECT a AS b FROM t JOIN u ON t.id = u.id ORDER BY b
---
CREATE TABLE t (id INT, a INT);
CREATE TABLE u (id INT, b INT);
SELECT t.id FROM t JOIN u ON t.id = u.id WHERE a IN (SELECT b FROM u AS w WHERE id = a)
---
CREATE TABLE t (id INT, a INT);
CREATE TABLE u (id INT, b INT);
SELECT a AS x, COUNT(*) FROM t JOIN u ON t.id = u.id GROUP BY a HAVING MAX(b) > 1
