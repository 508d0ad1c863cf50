-- dialect: postgres
-- before
CREATE TABLE countries (name character(40) NOT NULL, code CHAR, tags char(3)[]);
-- after
CREATE TABLE countries (name varchar(40) NOT NULL, code VARCHAR(1), tags char(3)[]);

-- before
ALTER TABLE countries ADD COLUMN name char(40);
-- after
ALTER TABLE countries ADD COLUMN name char(40);
