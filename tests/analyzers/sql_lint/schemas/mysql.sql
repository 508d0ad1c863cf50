-- dialect: mysql

-- case: indexes may stand within CREATE TABLE
CREATE TABLE t (
    id int unsigned NOT NULL AUTO_INCREMENT,
    a varchar(9) COMMENT 'the first',
    b int,
    PRIMARY KEY (id),
    KEY k (a),
    UNIQUE KEY u (a, b),
    FULLTEXT KEY f (a),
    INDEX p (a(10) DESC)
) ENGINE=InnoDB COMMENT='all';
-- known
-- table t: comment all, engine InnoDB
--   id UINT not null identity
--   a VARCHAR(9) comment the first
--   b INT
--   key id
--   unique a, b
--   index k on a
--   fulltext index f on a
--   index p on a

-- case: indexes are added and dropped and columns declared anew
CREATE TABLE t (id int, a int, b int, KEY k (a));
ALTER TABLE t ADD PRIMARY KEY (id), ADD KEY k2 (b), ADD UNIQUE KEY u (b);
ALTER TABLE t MODIFY COLUMN b bigint NOT NULL;
ALTER TABLE t CHANGE a c bigint;
ALTER TABLE t DROP INDEX k2;
CREATE FULLTEXT INDEX f ON t (c);
-- known
-- table t
--   id INT not null
--   c BIGINT
--   b BIGINT not null
--   key id
--   unique b
--   index k on c
--   fulltext index f on c

-- case: a key goes with its index
CREATE TABLE t (id int, a int, PRIMARY KEY (id), UNIQUE KEY u (a));
ALTER TABLE t DROP PRIMARY KEY, DROP INDEX u;
-- known
-- table t
--   id INT not null
--   a INT
