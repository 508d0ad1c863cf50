-- dialect: postgres
-- before
CREATE INDEX a_idx ON a (b);
create unique index b_idx on a (c);
-- after
CREATE INDEX CONCURRENTLY a_idx ON a (b);
create unique index concurrently b_idx on a (c);
