-- before
CREATE TABLE people (first text NOT NULL, last text);
SELECT p.first || ' ' || p.last AS name FROM people AS p;
-- after
CREATE TABLE people (first text NOT NULL, last text);
SELECT p.first || ' ' || COALESCE(p.last, '') AS name FROM people AS p;
