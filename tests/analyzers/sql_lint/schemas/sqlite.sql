-- dialect: sqlite

-- case: a table is changed by copying it
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b);
CREATE TABLE t_new (id INTEGER PRIMARY KEY, b TEXT NOT NULL);
INSERT INTO t_new SELECT id, b FROM t;
DROP TABLE t;
ALTER TABLE t_new RENAME TO t;
-- known
-- table t
--   id INT not null
--   b TEXT not null
--   key id
