-- Types and defaults of columns.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case types-001 | own | ansi
-- finds: null-string-default
CREATE TABLE pet (id bigint PRIMARY KEY, name varchar(40) NOT NULL, breed varchar(40) DEFAULT 'NULL')

-- case types-002 | own | postgres
-- finds: null-string-default
ALTER TABLE pet ALTER COLUMN breed SET DEFAULT 'NULL'::text

-- case types-003 | own | mysql
-- finds: null-string-default
ALTER TABLE pet ADD COLUMN breed varchar(40) DEFAULT 'null'

-- case types-004 | own | ansi
-- finds: nothing
-- traps: null-string-default
CREATE TABLE pet (id bigint PRIMARY KEY, name varchar(40) NOT NULL, breed varchar(40) DEFAULT NULL, coat varchar(9) DEFAULT 'Null Island')

-- case types-005 | own | ansi
-- finds: nothing
-- traps: null-string-default
UPDATE pet SET breed = NULL WHERE breed = 'NULL'

-- case types-006 | own | mysql
-- finds: nothing
-- traps: null-string-default
CREATE TABLE pet (id bigint PRIMARY KEY, name varchar(40) NOT NULL DEFAULT '' COMMENT 'never DEFAULT NULL')

-- case types-007 | own | ansi
-- finds: inexact-money
CREATE TABLE employee (id bigint PRIMARY KEY, name varchar(60) NOT NULL, salary double precision NOT NULL)

-- case types-008 | own | mysql
-- finds: inexact-money
ALTER TABLE cart ADD COLUMN shipping_cost float NOT NULL DEFAULT 0

-- case types-009 | own | sqlite
-- finds: nothing
-- traps: inexact-money
-- note: SQLite has no decimal type.
CREATE TABLE article (id integer PRIMARY KEY, label text NOT NULL, unit_price REAL NOT NULL)

-- case types-010 | own | tsql
-- finds: inexact-money
CREATE TABLE wallet (id bigint PRIMARY KEY, owner_name nvarchar(80) NOT NULL, balance float NOT NULL)

-- case types-011 | own | ansi
-- finds: nothing
-- traps: inexact-money
CREATE TABLE employee (id bigint PRIMARY KEY, name varchar(60) NOT NULL, salary decimal(12, 2) NOT NULL, pace real NOT NULL)

-- case types-012 | own | ansi
-- finds: nothing
-- traps: inexact-money
-- note: Coffee holds "fee", a discount rate is a ratio.
CREATE TABLE tasting (id bigint PRIMARY KEY, coffee_strength float NOT NULL, brightness double precision NOT NULL, costume_size real)

-- case types-013 | own | postgres
-- finds: nothing
-- traps: inexact-money
-- note: An amount of a medicine, with its unit beside it.
CREATE TABLE dose (id bigint PRIMARY KEY, amount real NOT NULL, amount_unit text NOT NULL)

-- case types-014 | own | postgres
-- finds: money-type
CREATE TABLE bill (id bigint PRIMARY KEY, payable money NOT NULL)

-- case types-015 | own | tsql
-- finds: money-type
CREATE TABLE bill (id bigint PRIMARY KEY, payable smallmoney NOT NULL, paid money NOT NULL)

-- case types-016 | own | postgres
-- finds: money-type
ALTER TABLE bill ADD COLUMN tip money

-- case types-017 | own | postgres
-- finds: nothing
-- traps: money-type
CREATE TABLE bill (id bigint PRIMARY KEY, money integer NOT NULL, money_back numeric(9, 2) NOT NULL)

-- case types-018 | own | tsql
-- finds: nothing
-- traps: money-type
CREATE TABLE bill (id bigint PRIMARY KEY, payable decimal(19, 4) NOT NULL)

-- case types-019 | own | postgres
-- finds: nothing
-- traps: money-type
SELECT b.payable::numeric AS payable FROM bill AS b WHERE b.kind = 'money'

-- case types-020 | own | postgres
-- finds: padded-text
CREATE TABLE street (id bigint PRIMARY KEY, name char(60) NOT NULL)

-- case types-021 | own | postgres
-- finds: padded-text
ALTER TABLE street ADD COLUMN quarter character(25)

-- case types-022 | own | postgres
-- finds: padded-text
CREATE TABLE street (id bigint PRIMARY KEY, name text NOT NULL, remark bpchar(80))

-- case types-023 | own | postgres
-- finds: nothing
-- traps: padded-text
CREATE TABLE street (id bigint PRIMARY KEY, name character varying(60) NOT NULL, remark varchar)

-- case types-024 | own | mysql
-- finds: padded-text
CREATE TABLE street (id bigint PRIMARY KEY, name char(60) NOT NULL)

-- case types-025 | own | postgres
-- finds: nothing
-- traps: padded-text
SELECT char_length(s.name) AS n FROM street AS s WHERE s.kind = 'char(10)'

-- case types-026 | own | postgres
-- finds: timestamp-without-zone
CREATE TABLE login (id bigint PRIMARY KEY, happened_at timestamp NOT NULL DEFAULT now())

-- case types-027 | own | postgres
-- finds: timestamp-without-zone
ALTER TABLE login ADD COLUMN ended_at timestamp(0) without time zone

-- case types-028 | own | postgres
-- finds: timestamp-without-zone
CREATE TABLE shift (id bigint PRIMARY KEY, begins timetz NOT NULL)

-- case types-029 | own | postgres
-- finds: nothing
-- traps: timestamp-without-zone
CREATE TABLE login (id bigint PRIMARY KEY, happened_at timestamp(3) with time zone NOT NULL, day date NOT NULL, opens time NOT NULL)

-- case types-030 | own | mysql
-- finds: nothing
-- traps: timestamp-without-zone
CREATE TABLE login (id bigint PRIMARY KEY, happened_at timestamp NOT NULL)

-- case types-031 | own | postgres
-- finds: nothing
-- traps: timestamp-without-zone
SELECT l.id FROM login AS l WHERE l.happened_at < timestamp '2024-01-01 00:00:00'

-- case types-032 | own | postgres
-- finds: small-key
CREATE TABLE click (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, url text NOT NULL)

-- case types-033 | own | postgres
-- finds: serial-column, small-key
CREATE TABLE click (id serial PRIMARY KEY, url text NOT NULL)

-- case types-034 | own | mysql
-- finds: small-key
CREATE TABLE click (id mediumint unsigned NOT NULL AUTO_INCREMENT, url varchar(200) NOT NULL, PRIMARY KEY (id))

-- case types-035 | own | tsql
-- finds: small-key
CREATE TABLE click (id int IDENTITY(1, 1) PRIMARY KEY, url nvarchar(200) NOT NULL)

-- case types-036 | own | tsql
-- finds: nothing
-- traps: small-key
CREATE TABLE click (id bigint IDENTITY(1, 1) PRIMARY KEY, tries int NOT NULL)

-- case types-037 | own | mysql
-- finds: nothing
-- traps: small-key
-- note: Nothing counts up.
CREATE TABLE weekday (weekday_no tinyint PRIMARY KEY, name varchar(10) NOT NULL)

-- case types-038 | own | sqlite
-- finds: nothing
-- traps: small-key
-- note: INTEGER PRIMARY KEY has 64 bits in SQLite.
CREATE TABLE click (id INTEGER PRIMARY KEY AUTOINCREMENT, url text NOT NULL)

-- case types-039 | own | postgres
-- finds: serial-column
CREATE TABLE click (id bigserial PRIMARY KEY, url text NOT NULL)

-- case types-040 | own | postgres
-- finds: serial-column, small-key
-- note: smallserial is a small key as well.
CREATE TABLE click (id smallserial PRIMARY KEY, url text NOT NULL)

-- case types-041 | own | postgres
-- finds: rewriting-column, serial-column
ALTER TABLE click ADD COLUMN seq_no bigserial

-- case types-042 | own | postgres
-- finds: nothing
-- traps: serial-column
CREATE TABLE click (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, serial_no text NOT NULL)

-- case types-043 | own | postgres
-- finds: nothing
-- traps: serial-column
CREATE TABLE disk (serial varchar(40) PRIMARY KEY, bigserial boolean NOT NULL)

-- case types-044 | own | redshift
-- finds: timestamp-without-zone
-- traps: missing-primary-key, serial-column
-- note: Redshift enforces no keys, but has timestamps with time zone.
CREATE TABLE click (id bigint IDENTITY(1, 1) NOT NULL, clicked_at timestamp NOT NULL, PRIMARY KEY (id))

-- case types-045 | own | postgres
-- finds: text-json
CREATE TABLE hook (id bigint PRIMARY KEY, payload json NOT NULL)

-- case types-046 | own | postgres
-- finds: text-json
ALTER TABLE hook ADD COLUMN headers json NOT NULL DEFAULT '{}'

-- case types-047 | own | postgres
-- finds: text-json
CREATE TABLE hook (id bigint PRIMARY KEY, parts json[] NOT NULL)

-- case types-048 | own | postgres
-- finds: nothing
-- traps: text-json
CREATE TABLE hook (id bigint PRIMARY KEY, payload jsonb NOT NULL, json text)

-- case types-049 | own | mysql
-- finds: nothing
-- traps: text-json
-- note: MySQL stores JSON parsed.
CREATE TABLE hook (id bigint PRIMARY KEY, payload json NOT NULL)

-- case types-050 | own | postgres
-- finds: nothing
-- traps: text-json
SELECT h.payload::json ->> 'kind' AS kind FROM hook AS h

-- case types-051 | own | mysql
-- finds: display-width
CREATE TABLE item (id bigint PRIMARY KEY, amount int(5) NOT NULL)

-- case types-052 | own | mysql
-- finds: display-width
ALTER TABLE item ADD COLUMN rank_no smallint(6) unsigned

-- case types-053 | own | mysql
-- finds: display-width, small-key
CREATE TABLE item (id int(11) NOT NULL AUTO_INCREMENT, label varchar(40) NOT NULL, PRIMARY KEY (id))

-- case types-054 | own | mysql
-- finds: nothing
-- traps: display-width
CREATE TABLE item (id bigint PRIMARY KEY, is_new tinyint(1) NOT NULL, label varchar(11) NOT NULL, code binary(16))

-- case types-055 | own | mysql
-- finds: nothing
-- traps: display-width
CREATE TABLE item (id bigint PRIMARY KEY, padded int(6) zerofill NOT NULL, price decimal(10, 2) NOT NULL)

-- case types-056 | own | sqlite
-- finds: nothing
-- traps: display-width
CREATE TABLE item (id integer PRIMARY KEY, amount int(5) NOT NULL)

-- case types-057 | own | mysql
-- finds: narrow-charset
CREATE TABLE item (id bigint PRIMARY KEY, label varchar(40) NOT NULL) ENGINE=InnoDB DEFAULT CHARACTER SET=latin1

-- case types-058 | own | mysql
-- finds: narrow-charset
ALTER TABLE item CONVERT TO CHARACTER SET utf8

-- case types-059 | own | mysql
-- finds: narrow-charset
CREATE TABLE item (id bigint PRIMARY KEY, label varchar(40) CHARACTER SET utf8mb3 NOT NULL) CHARSET=utf8mb4

-- case types-060 | own | mysql
-- finds: nothing
-- traps: narrow-charset
CREATE TABLE item (id bigint PRIMARY KEY, label varchar(40) NOT NULL) CHARSET=utf8mb4 COLLATE=utf8mb4_bin

-- case types-061 | own | mysql
-- finds: nothing
-- traps: narrow-charset
CREATE TABLE item (id bigint PRIMARY KEY, charset varchar(40) NOT NULL DEFAULT 'latin1')

-- case types-062 | own | mysql
-- finds: nothing
-- traps: narrow-charset
SELECT CONVERT(i.label USING utf8mb4) AS label FROM item AS i WHERE i.charset = 'utf8'

-- case types-063 | own | mysql
-- finds: unsafe-engine
CREATE TABLE hits (page varchar(90) NOT NULL PRIMARY KEY, n bigint NOT NULL) ENGINE = MyISAM

-- case types-064 | own | mysql
-- finds: narrow-charset, unsafe-engine
CREATE TABLE hits (page varchar(90) NOT NULL PRIMARY KEY, n bigint NOT NULL) TYPE=MyISAM, ENGINE=MyISAM DEFAULT CHARSET=latin1

-- case types-065 | own | mysql
-- finds: unsafe-engine
ALTER TABLE hits ENGINE=Aria

-- case types-066 | own | mysql
-- finds: nothing
-- traps: unsafe-engine
CREATE TABLE hits (page varchar(90) NOT NULL PRIMARY KEY, n bigint NOT NULL) ENGINE=innodb COMMENT='was MyISAM'

-- case types-067 | own | mysql
-- finds: nothing
-- traps: unsafe-engine
CREATE TABLE rotor (engine varchar(20) NOT NULL PRIMARY KEY, n bigint NOT NULL)

-- case types-068 | own | mysql
-- finds: nothing
-- traps: unsafe-engine
SELECT t.table_name FROM information_schema.tables AS t WHERE t.engine = 'MyISAM'

-- case types-069 | own | postgres
-- finds: upgrade-blocking-type
CREATE TABLE task (id bigint PRIMARY KEY, callback regprocedure NOT NULL)

-- case types-070 | own | postgres
-- finds: upgrade-blocking-type
ALTER TABLE task ADD COLUMN callback regproc

-- case types-071 | own | postgres
-- finds: upgrade-blocking-type
CREATE TABLE task (id bigint PRIMARY KEY, op regoperator NOT NULL, title text NOT NULL)

-- case types-072 | own | postgres
-- finds: nothing
-- traps: upgrade-blocking-type
CREATE TABLE task (id bigint PRIMARY KEY, target regclass NOT NULL, owner regrole NOT NULL, kind regtype)

-- case types-073 | own | postgres
-- finds: nothing
-- traps: upgrade-blocking-type
SELECT p.oid::regprocedure AS signature FROM pg_proc AS p WHERE p.proname = 'pay'

-- case types-074 | own | postgres
-- finds: nothing
-- traps: upgrade-blocking-type
CREATE TABLE task (id bigint PRIMARY KEY, regproc text NOT NULL)

-- case types-075 | own | tsql
-- finds: omitted-length
CREATE TABLE town (id bigint PRIMARY KEY, name nvarchar NOT NULL)

-- case types-076 | own | tsql
-- finds: omitted-length
CREATE TABLE town (id bigint PRIMARY KEY, name nvarchar(80) NOT NULL, region varchar(1) NOT NULL)

-- case types-077 | own | tsql
-- finds: omitted-length
ALTER TABLE town ADD nickname varchar NULL

-- case types-078 | own | tsql
-- finds: nothing
-- traps: omitted-length
CREATE TABLE town (id bigint PRIMARY KEY, name nvarchar(80) NOT NULL, region char(2) NOT NULL, story varchar(max))

-- case types-079 | own | postgres
-- finds: nothing
-- traps: omitted-length
CREATE TABLE town (id bigint PRIMARY KEY, name varchar NOT NULL)

-- case types-080 | own | tsql
-- finds: nothing
-- traps: omitted-length
CREATE TABLE town (id bigint PRIMARY KEY, varchar_length int NOT NULL, story text NOT NULL)

-- case types-081 | own | postgres
-- finds: value-as-text
CREATE TABLE member (id bigint PRIMARY KEY, birth_date varchar(10) NOT NULL)

-- case types-082 | own | postgres
-- finds: value-as-text
ALTER TABLE request ADD COLUMN client_ip text

-- case types-083 | own | postgres
-- finds: value-as-text
CREATE TABLE offer (id bigint PRIMARY KEY, unit_price text NOT NULL, title text NOT NULL)

-- case types-084 | own | postgres
-- finds: value-as-text
CREATE TABLE job (job_uuid varchar(36) PRIMARY KEY, updated_at text NOT NULL)

-- case types-085 | own | postgres
-- finds: nothing
-- traps: value-as-text
CREATE TABLE member (id bigint PRIMARY KEY, birth_place text NOT NULL, date_style text, price_list text, candidate text)

-- case types-086 | own | postgres
-- finds: nothing
-- traps: value-as-text
CREATE TABLE member (id bigint PRIMARY KEY, born_on date NOT NULL, updated_at timestamptz NOT NULL, ip inet)

-- case types-087 | own | sqlite
-- finds: nothing
-- traps: value-as-text
-- note: SQLite has no type for dates.
CREATE TABLE member (id integer PRIMARY KEY, created_at text NOT NULL)

-- case types-160 | own | snowflake
-- finds: nothing
-- traps: padded-text
-- note: Snowflake takes char for varchar.
CREATE TABLE member (id bigint PRIMARY KEY, title char(20) NOT NULL)

-- case types-161 | own | mysql
-- finds: nothing
-- traps: padded-text
CREATE TABLE member (id bigint PRIMARY KEY, sex char(1) NOT NULL)

-- case types-162 | own | tsql
-- finds: nothing
-- traps: omitted-length, padded-text
-- note: As short a varchar is longer in storage.
CREATE TABLE member (id bigint PRIMARY KEY, state char(2) NOT NULL)
