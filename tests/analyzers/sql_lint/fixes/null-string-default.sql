-- before
CREATE TABLE people (
    id bigint PRIMARY KEY,
    nick text DEFAULT 'NULL', -- what friends say
    mail text default 'null' /* unknown */ CHECK (mail <> '')
);
-- after
CREATE TABLE people (
    id bigint PRIMARY KEY,
    nick text DEFAULT NULL, -- what friends say
    mail text default null /* unknown */ CHECK (mail <> '')
);

-- before
CREATE TABLE people (id bigint PRIMARY KEY, nick text NOT NULL DEFAULT 'NULL');
-- after
CREATE TABLE people (id bigint PRIMARY KEY, nick text NOT NULL DEFAULT 'NULL');
