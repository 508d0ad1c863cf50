-- dialect: postgres
-- before
CREATE TABLE events (body json DEFAULT '{}')
-- after
CREATE TABLE events (body jsonb DEFAULT '{}')
