-- dialect: oracle

-- case: what the parser leaves is read by its words
CREATE TABLE t (id NUMBER(10) NOT NULL);
ALTER TABLE t ADD (a NUMBER, b DATE);
CREATE BITMAP INDEX i ON t (a);
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES x (b) ENABLE;
ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (id) ENABLE;
-- known
-- table t
--   id DECIMAL(10) not null
--   a DECIMAL
--   b DATE
--   key id
--   a -> x(b)
--   bitmap index i on a
