-- dialect: postgres
-- before
create unique index b_idx on a (c);
-- after
create unique index concurrently b_idx on a (c);
