-- dialect: postgres
-- before
CREATE INDEX a_idx ON a (b);
-- after
CREATE INDEX CONCURRENTLY a_idx ON a (b);
