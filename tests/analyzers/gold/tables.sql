-- Tables, their keys and what they hold.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case tables-001 | own | ansi
-- finds: missing-primary-key, table-without-index
CREATE TABLE shipment (tracking varchar(40) NOT NULL, weight numeric(8, 2) NOT NULL)

-- case tables-002 | own | mysql
-- finds: missing-primary-key
-- traps: table-without-index
CREATE TABLE visits (page_id bigint NOT NULL, seen_on date NOT NULL, hits bigint NOT NULL, INDEX by_page (page_id))

-- case tables-003 | own | sqlite
-- finds: missing-primary-key
-- traps: table-without-index
-- note: A unique column that may be NULL is no key, but it brings an index.
CREATE TABLE badge (label text UNIQUE, holder text NOT NULL)

-- case tables-004 | own | postgres
-- finds: nothing
-- traps: all-columns-nullable, missing-primary-key, table-without-index
CREATE UNLOGGED TABLE basket (basket_id uuid NOT NULL, line integer NOT NULL, sku text NOT NULL, CONSTRAINT basket_key PRIMARY KEY (basket_id, line))

-- case tables-005 | own | ansi
-- finds: nothing
-- traps: missing-primary-key, table-without-index
-- note: The key comes with a later statement.
CREATE TABLE depot (depot_no bigint NOT NULL, town varchar(60) NOT NULL);
ALTER TABLE depot ADD PRIMARY KEY (depot_no);

-- case tables-006 | own | sqlite
-- finds: nothing
-- traps: missing-primary-key, one-column-table, table-without-index
CREATE TEMP TABLE picked (item_id integer)

-- case tables-007 | own | postgres
-- finds: nothing
-- traps: missing-primary-key, table-without-index
CREATE TABLE journal_2024_05 PARTITION OF journal FOR VALUES FROM ('2024-05-01') TO ('2024-06-01')

-- case tables-008 | own | ansi
-- finds: missing-foreign-key
CREATE TABLE author (author_id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE book (book_id bigint PRIMARY KEY, author_id bigint NOT NULL, title varchar(200) NOT NULL);

-- case tables-009 | own | mysql
-- finds: missing-foreign-key
CREATE TABLE teams (id bigint PRIMARY KEY, title varchar(80) NOT NULL);
CREATE TABLE players (id bigint PRIMARY KEY, team_id bigint NOT NULL, shirt int NOT NULL);

-- case tables-010 | own | sqlite
-- finds: missing-foreign-key
CREATE TABLE country (country_id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE city (city_id integer PRIMARY KEY, country_id integer NOT NULL, name text NOT NULL);

-- case tables-011 | own | ansi
-- finds: nothing
-- traps: missing-foreign-key
-- note: The reference comes with ALTER TABLE.
CREATE TABLE author (author_id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE book (book_id bigint PRIMARY KEY, author_id bigint NOT NULL);
CREATE INDEX book_author ON book (author_id);
ALTER TABLE book ADD CONSTRAINT book_author_fk FOREIGN KEY (author_id) REFERENCES author (author_id);

-- case tables-012 | own | ansi
-- finds: missing-foreign-key
-- note: The table of merchants is not in the text, which makes the column no key.
CREATE TABLE payments (id bigint PRIMARY KEY, merchant_id bigint NOT NULL, batch_id bigint NOT NULL)

-- case tables-013 | own | sqlite
-- finds: conflicting-column-types
-- traps: missing-foreign-key
-- note: The key it seems to mean has another type.
CREATE TABLE device (device_id integer PRIMARY KEY, label text NOT NULL);
CREATE TABLE reading (reading_id integer PRIMARY KEY, device_id text NOT NULL, measured real NOT NULL);

-- case tables-014 | own | ansi
-- finds: multi-valued-attribute
CREATE TABLE newsletter (id bigint PRIMARY KEY, subject varchar(90) NOT NULL, recipient_ids varchar(2000) NOT NULL)

-- case tables-015 | own | mysql
-- finds: multi-valued-attribute
SELECT a.title FROM article AS a WHERE FIND_IN_SET('sql', a.tags) > 0

-- case tables-016 | own | postgres
-- finds: multi-valued-attribute
SELECT r.name FROM recipe AS r JOIN allergen AS a ON a.code = ANY (string_to_array(r.allergen_codes, ','))

-- case tables-017 | own | postgres
-- finds: leading-wildcard, multi-valued-attribute
SELECT d.id FROM doc AS d WHERE d.labels LIKE '%,urgent,%'

-- case tables-018 | own | postgres
-- finds: nothing
-- traps: multi-valued-attribute
CREATE TABLE newsletter (id bigint PRIMARY KEY, subject text NOT NULL, recipient_ids bigint[] NOT NULL)

-- case tables-019 | own | ansi
-- finds: nothing
-- traps: multi-valued-attribute
CREATE TABLE newsletter (id bigint PRIMARY KEY, externals varchar(90) NOT NULL, holidays_total int NOT NULL, paid boolean NOT NULL)

-- case tables-020 | own | mysql
-- finds: nothing
-- traps: leading-wildcard, multi-valued-attribute
SELECT name FROM firm WHERE name LIKE 'Smith, %'

-- case tables-021 | own | postgres
-- finds: nothing
-- traps: multi-valued-attribute
-- note: The list is one that the program passes, not one that is stored.
SELECT id FROM orders WHERE id = ANY (string_to_array($1, ',')::bigint[])

-- case tables-022 | own | ansi
-- finds: numbered-columns
CREATE TABLE survey (id bigint PRIMARY KEY, answer1 text NOT NULL, answer2 text, answer3 text, answer4 text)

-- case tables-023 | own | mysql
-- finds: numbered-columns
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20) NOT NULL, image_1 varchar(200), image_2 varchar(200), image_3 varchar(200))

-- case tables-024 | own | ansi
-- finds: numbered-columns
-- note: The years are data in the names of columns.
CREATE TABLE plan_of_sales (region varchar(20) PRIMARY KEY, target_2022 numeric(12, 2) NOT NULL, target_2023 numeric(12, 2), target_2024 numeric(12, 2))

-- case tables-025 | own | ansi
-- finds: nothing
-- traps: numbered-columns
CREATE TABLE contact (id bigint PRIMARY KEY, street varchar(80) NOT NULL, address_line1 varchar(80) NOT NULL, address_line2 varchar(80))

-- case tables-026 | own | ansi
-- finds: padded-text
-- traps: numbered-columns
CREATE TABLE artifact (id bigint PRIMARY KEY, md5 char(32) NOT NULL, sha1 char(40) NOT NULL, sha512 char(128) NOT NULL, utf8 boolean NOT NULL)

-- case tables-027 | own | ansi
-- finds: nothing
-- traps: numbered-columns
-- note: Percentiles, not a list.
CREATE TABLE latency (minute_no bigint PRIMARY KEY, p50 numeric(9, 3) NOT NULL, p95 numeric(9, 3) NOT NULL, p99 numeric(9, 3) NOT NULL)

-- case tables-028 | own | ansi
-- finds: clone-tables
CREATE TABLE invoice_2022 (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);
CREATE TABLE invoice_2023 (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL);

-- case tables-029 | own | mysql
-- finds: clone-tables
CREATE TABLE shard1_mail (id bigint PRIMARY KEY, body text NOT NULL);
CREATE TABLE shard2_mail (id bigint PRIMARY KEY, body text NOT NULL);
CREATE TABLE shard3_mail (id bigint PRIMARY KEY, body text NOT NULL);

-- case tables-030 | own | sqlite
-- finds: clone-tables
CREATE TABLE hits2023 (id integer PRIMARY KEY, url text NOT NULL);
CREATE TABLE hits2024 (id integer PRIMARY KEY, url text NOT NULL);

-- case tables-031 | own | postgres
-- finds: nothing
-- traps: clone-tables
-- note: Partitions are the way out.
CREATE TABLE hits (id bigint NOT NULL, year integer NOT NULL, url text NOT NULL, PRIMARY KEY (id, year)) PARTITION BY LIST (year);
CREATE TABLE hits_2023 PARTITION OF hits FOR VALUES IN (2023);
CREATE TABLE hits_2024 PARTITION OF hits FOR VALUES IN (2024);

-- case tables-032 | own | ansi
-- finds: nothing
-- traps: clone-tables
CREATE TABLE step1 (id bigint PRIMARY KEY, raw_line text NOT NULL);
CREATE TABLE step2 (id bigint PRIMARY KEY, parsed_at date NOT NULL, amount numeric(9, 2) NOT NULL);

-- case tables-033 | own | ansi
-- finds: nothing
-- traps: clone-tables
-- note: One table with a year in its name has no clone.
CREATE TABLE census_2020 (person_no bigint PRIMARY KEY, born_on date NOT NULL);
CREATE TABLE census_summary (region varchar(20) PRIMARY KEY, people bigint NOT NULL);

-- case tables-034 | own | ansi
-- finds: entity-attribute-value, missing-primary-key, table-without-index
CREATE TABLE device_properties (device_id bigint NOT NULL, property varchar(60) NOT NULL, value varchar(400))

-- case tables-035 | own | mysql
-- finds: entity-attribute-value, missing-foreign-key
CREATE TABLE user_meta (umeta_id bigint PRIMARY KEY, user_id bigint NOT NULL, meta_key varchar(255) NOT NULL, meta_value text)

-- case tables-036 | own | postgres
-- finds: entity-attribute-value, missing-foreign-key
CREATE TABLE catalog_product_varchar (entity_id bigint NOT NULL, attribute_id integer NOT NULL, value varchar(255), PRIMARY KEY (entity_id, attribute_id))

-- case tables-037 | own | ansi
-- finds: nothing
-- traps: entity-attribute-value
CREATE TABLE app_config (name varchar(60) PRIMARY KEY, value varchar(400) NOT NULL)

-- case tables-038 | own | ansi
-- finds: missing-foreign-key, timestamp-without-zone
-- traps: entity-attribute-value
CREATE TABLE measurement (station_id bigint NOT NULL, taken_at timestamp NOT NULL, value numeric(9, 3) NOT NULL, PRIMARY KEY (station_id, taken_at))

-- case tables-039 | own | ansi
-- finds: missing-foreign-key
-- traps: entity-attribute-value
-- note: A choice out of a table of attributes, with a foreign key, is no value of any type.
CREATE TABLE product_attribute (product_id bigint NOT NULL, attribute_id bigint NOT NULL, position int NOT NULL, PRIMARY KEY (product_id, attribute_id))

-- case tables-040 | own | ansi
-- finds: god-table
CREATE TABLE person (id bigint PRIMARY KEY, name varchar(9) NOT NULL, aa int, ab int, ac int, ad int, ae int, af int, ag int, ah int, ai int, aj int, ak int, al int, am int, an int, ao int, ap int, aq int, ar int, au int, av int, aw int, ax int, ay int, az int, ba int, bb int, bc int, bd int, be int, bf int, bg int, bh int, bi int, bj int, bk int, bl int, bm int, bn int, bo int, bp int, bq int)

-- case tables-041 | own | mysql
-- finds: god-table
CREATE TABLE settings_of_user (id bigint PRIMARY KEY, name varchar(9) NOT NULL, fa int, fb int, fc int, fd int, fe int, ff int, fg int, fh int, fi int, fj int, fk int, fl int, fm int, fn int, fo int, fp int, fq int, fr int, fs int, ft int, fu int, fv int, fw int, fx int, fy int, fz int, ga int, gb int, gc int, gd int, ge int, gf int, gg int, gh int, gi int, gj int, gk int, gl int, gm int, gn int, gp int)

-- case tables-042 | own | sqlite
-- finds: god-table
-- note: Columns that ALTER TABLE adds count.
CREATE TABLE big (id integer PRIMARY KEY, name text NOT NULL, ha int, hb int, hc int, hd int, he int, hf int, hg int, hh int, hi int, hj int, hk int, hl int, hm int, hn int, ho int, hp int, hq int, hr int, hs int, ht int, hu int, hv int, hw int, hx int, hy int, hz int, ia int, ib int, ic int, id2 int, ie int, if2 int, ig int, ih int, ii int, ij int, ik int, il int);
ALTER TABLE big ADD COLUMN ja int;
ALTER TABLE big ADD COLUMN jb int;
ALTER TABLE big ADD COLUMN jc int;

-- case tables-043 | own | ansi
-- finds: nothing
-- traps: god-table
CREATE TABLE wide (id bigint PRIMARY KEY, name varchar(9) NOT NULL, ka int, kb int, kc int, kd int, ke int, kf int, kg int, kh int, ki int, kj int, kk int, kl int, km int, kn int, ko int, kp int, kq int, kr int, ks int, kt int, ku int, kv int, kw int, kx int, ky int, kz int)

-- case tables-044 | own | bigquery
-- finds: nothing
-- traps: god-table, missing-primary-key, table-without-index
-- note: A warehouse that stores by column, has no indexes and enforces no keys.
CREATE TABLE facts (id INT64 NOT NULL, aa INT64, ab INT64, ac INT64, ad INT64, ae INT64, af INT64, ag INT64, ah INT64, ai INT64, aj INT64, ak INT64, al INT64, am INT64, an INT64, ao INT64, ap INT64, aq INT64, ar INT64, au INT64, av INT64, aw INT64, ax INT64, ay INT64, az INT64, ba INT64, bb INT64, bc INT64, bd INT64, be INT64, bf INT64, bg INT64, bh INT64, bi INT64, bj INT64, bk INT64, bl INT64, bm INT64, bn INT64, bo INT64, bp INT64, bq INT64)

-- case tables-045 | own | ansi
-- finds: nothing
-- traps: god-table
-- note: Long as a statement, but its columns are few.
CREATE TABLE tickets (id bigint PRIMARY KEY, state varchar(10) NOT NULL CHECK (state IN ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'aa', 'ab', 'ac', 'ad', 'ae', 'af', 'ag', 'ah', 'ai', 'aj', 'ak', 'al', 'am', 'an', 'ao', 'ap')))

-- case tables-046 | own | ansi
-- finds: polymorphic-association
CREATE TABLE attachment (id bigint PRIMARY KEY, attachable_type varchar(40) NOT NULL, attachable_id bigint NOT NULL, url varchar(200) NOT NULL)

-- case tables-047 | own | mysql
-- finds: polymorphic-association
CREATE TABLE likes (id bigint PRIMARY KEY, target_type varchar(40) NOT NULL, target_id bigint NOT NULL)

-- case tables-048 | own | postgres
-- finds: polymorphic-association
CREATE TABLE notes (id bigint PRIMARY KEY, owner_type text NOT NULL, owner_id bigint NOT NULL, body text NOT NULL)

-- case tables-049 | own | ansi
-- finds: missing-foreign-key
-- traps: polymorphic-association
CREATE TABLE attachment (id bigint PRIMARY KEY, mime_type varchar(40) NOT NULL, file_id bigint NOT NULL)

-- case tables-050 | own | ansi
-- finds: nothing
-- traps: polymorphic-association
-- note: The pair is checked against one table.
CREATE TABLE account (account_type varchar(9) NOT NULL, account_id bigint NOT NULL, PRIMARY KEY (account_type, account_id));
CREATE TABLE booking (id bigint PRIMARY KEY, account_type varchar(9) NOT NULL, account_id bigint NOT NULL, FOREIGN KEY (account_type, account_id) REFERENCES account (account_type, account_id));
CREATE INDEX booking_account ON booking (account_type, account_id);

-- case tables-051 | own | ansi
-- finds: nothing
-- traps: polymorphic-association
-- note: The table's own kind, next to its own key.
CREATE TABLE customer (customer_id bigint PRIMARY KEY, customer_type varchar(10) NOT NULL)

-- case tables-052 | own | ansi
-- finds: missing-primary-key, one-column-table, table-without-index
CREATE TABLE dummy (x integer NOT NULL)

-- case tables-053 | own | mysql
-- finds: all-columns-nullable, missing-primary-key, one-column-table, table-without-index
-- linter: wrong, misses all-columns-nullable (doubtful; few columns are passed over)
CREATE TABLE t1 (a int)

-- case tables-054 | own | sqlite
-- finds: missing-primary-key, one-column-table, table-without-index
CREATE TABLE wishlist (item text NOT NULL)

-- case tables-055 | own | ansi
-- finds: nothing
-- traps: one-column-table
CREATE TABLE blocked_word (word varchar(40) PRIMARY KEY)

-- case tables-056 | own | ansi
-- finds: nothing
-- traps: all-columns-nullable, missing-primary-key, one-column-table, table-without-index
-- note: The columns come from the query.
CREATE TABLE wanted AS SELECT id FROM orders WHERE total > 100

-- case tables-057 | own | sqlite
-- finds: nothing
-- traps: one-column-table
-- note: A second column comes later.
CREATE TABLE tag (tag_id integer PRIMARY KEY);
ALTER TABLE tag ADD COLUMN label text NOT NULL DEFAULT '';

-- case tables-058 | own | ansi
-- finds: all-columns-nullable
CREATE TABLE guest (id bigint PRIMARY KEY, first_name varchar(40), last_name varchar(40), phone varchar(20))

-- case tables-059 | own | mysql
-- finds: all-columns-nullable
CREATE TABLE event (id bigint NOT NULL PRIMARY KEY, title varchar(90) NULL, place varchar(90) NULL, starts_at datetime NULL)

-- case tables-060 | own | sqlite
-- finds: all-columns-nullable
CREATE TABLE score (score_id integer PRIMARY KEY, player text, points integer, played_on text)

-- case tables-061 | own | ansi
-- finds: nothing
-- traps: all-columns-nullable
CREATE TABLE guest (id bigint PRIMARY KEY, first_name varchar(40), last_name varchar(40) NOT NULL, phone varchar(20))

-- case tables-062 | own | postgres
-- finds: nothing
-- traps: all-columns-nullable
CREATE TABLE scores_tmp_import (player text, points integer, played_on date)

-- case tables-063 | own | postgres
-- finds: nothing
-- traps: all-columns-nullable
-- note: NOT NULL comes later.
CREATE TABLE guest (id bigint PRIMARY KEY, first_name text, last_name text, phone text);
ALTER TABLE guest ALTER COLUMN last_name SET NOT NULL;

-- case tables-064 | own | ansi
-- finds: foreign-key-cycle
CREATE TABLE team (id bigint PRIMARY KEY, captain_id bigint NOT NULL UNIQUE REFERENCES member (id));
CREATE TABLE member (id bigint PRIMARY KEY, team_id bigint NOT NULL UNIQUE REFERENCES team (id));

-- case tables-065 | own | mysql
-- finds: foreign-key-cycle
CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint NOT NULL, FOREIGN KEY (b_id) REFERENCES b (id));
CREATE TABLE b (id bigint PRIMARY KEY, c_id bigint NOT NULL, FOREIGN KEY (c_id) REFERENCES c (id));
CREATE TABLE c (id bigint PRIMARY KEY, a_id bigint NOT NULL, FOREIGN KEY (a_id) REFERENCES a (id));

-- case tables-066 | own | postgres
-- finds: foreign-key-cycle
CREATE TABLE department (id bigint PRIMARY KEY, head_id bigint NOT NULL UNIQUE);
CREATE TABLE employee (id bigint PRIMARY KEY, department_id bigint NOT NULL REFERENCES department (id));
CREATE INDEX employee_department ON employee (department_id);
ALTER TABLE department ADD FOREIGN KEY (head_id) REFERENCES employee (id);

-- case tables-067 | own | mysql
-- finds: nothing
-- traps: foreign-key-cycle
CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint NOT NULL, FOREIGN KEY (b_id) REFERENCES b (id));
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NULL, label varchar(9) NOT NULL, FOREIGN KEY (a_id) REFERENCES a (id));

-- case tables-068 | own | ansi
-- finds: nothing
-- traps: foreign-key-cycle
-- note: To itself.
CREATE TABLE node (id bigint PRIMARY KEY, label varchar(9) NOT NULL, parent_id bigint REFERENCES node (id));
CREATE INDEX node_parent ON node (parent_id);

-- case tables-069 | own | ansi
-- finds: nothing
-- traps: foreign-key-cycle
-- note: A chain, no circle.
CREATE TABLE a (id bigint PRIMARY KEY, label varchar(9) NOT NULL);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NOT NULL UNIQUE REFERENCES a (id));
CREATE TABLE c (id bigint PRIMARY KEY, b_id bigint NOT NULL UNIQUE REFERENCES b (id), a_id bigint NOT NULL UNIQUE REFERENCES a (id));

-- case tables-070 | own | ansi
-- finds: conflicting-column-types, missing-foreign-key
CREATE TABLE claim (claim_no bigint PRIMARY KEY, policy_id bigint NOT NULL);
CREATE TABLE premium (premium_no bigint PRIMARY KEY, policy_id varchar(20) NOT NULL);

-- case tables-071 | own | mysql
-- finds: conflicting-column-types, missing-foreign-key, padded-text
CREATE TABLE visit (visit_no bigint PRIMARY KEY, patient_id char(36) NOT NULL);
CREATE TABLE lab_result (result_no bigint PRIMARY KEY, patient_id bigint NOT NULL, reading decimal(9, 3) NOT NULL);

-- case tables-072 | own | postgres
-- finds: conflicting-column-types, missing-foreign-key
CREATE TABLE ticket (ticket_no bigint PRIMARY KEY, tenant_id uuid NOT NULL);
CREATE TABLE invoice (invoice_no bigint PRIMARY KEY, tenant_id bigint NOT NULL);

-- case tables-073 | own | ansi
-- finds: nothing
-- traps: conflicting-column-types
CREATE TABLE claim (claim_no bigint PRIMARY KEY, status varchar(9) NOT NULL, amount numeric(9, 2) NOT NULL);
CREATE TABLE premium (premium_no bigint PRIMARY KEY, status int NOT NULL, amount numeric(12, 2) NOT NULL);

-- case tables-074 | own | postgres
-- finds: missing-foreign-key
-- traps: conflicting-column-types
-- note: Two spellings of one type.
CREATE TABLE ticket (ticket_no bigint PRIMARY KEY, tenant_id bigint NOT NULL);
CREATE TABLE invoice (invoice_no bigint PRIMARY KEY, tenant_id int8 NOT NULL);

-- case tables-075 | own | ansi
-- finds: nothing
-- traps: conflicting-column-types
CREATE TABLE ticket (ticket_no bigint PRIMARY KEY, carrier_code varchar(3) NOT NULL);
CREATE TABLE invoice (invoice_no bigint PRIMARY KEY, carrier_code varchar(5) NOT NULL);

-- case tables-076 | own | ansi
-- finds: foreign-key-type-mismatch
-- traps: conflicting-column-types
-- note: The foreign key tells it; the same pair is not told twice.
CREATE TABLE client (client_id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE project (project_no bigint PRIMARY KEY, client_id integer NOT NULL UNIQUE REFERENCES client (client_id));

-- case tables-077 | own | mysql
-- finds: foreign-key-type-mismatch
CREATE TABLE client (id bigint unsigned PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE project (id bigint unsigned PRIMARY KEY, boss bigint NOT NULL, FOREIGN KEY (boss) REFERENCES client (id));

-- case tables-078 | own | postgres
-- finds: foreign-key-type-mismatch
CREATE TABLE client (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE project (id uuid PRIMARY KEY, owner varchar(36) NOT NULL UNIQUE REFERENCES client (id));

-- case tables-079 | own | postgres
-- finds: nothing
-- traps: foreign-key-type-mismatch
CREATE TABLE client (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE project (id bigint PRIMARY KEY, owner int8 NOT NULL UNIQUE REFERENCES client (id));

-- case tables-080 | own | ansi
-- finds: padded-text
-- traps: foreign-key-type-mismatch
CREATE TABLE currency (iso_code char(3) PRIMARY KEY, name varchar(40) NOT NULL);
CREATE TABLE price (id bigint PRIMARY KEY, currency varchar(3) NOT NULL UNIQUE REFERENCES currency (iso_code));

-- case tables-081 | own | postgres
-- finds: small-key
-- traps: foreign-key-type-mismatch, serial-column
-- note: A serial is an integer.
CREATE TABLE client (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE project (id integer PRIMARY KEY, owner int4 NOT NULL UNIQUE REFERENCES client (id));

-- case tables-082 | own | ansi
-- finds: overlapping-foreign-keys
CREATE TABLE review (id bigint PRIMARY KEY, film_id bigint NOT NULL UNIQUE REFERENCES film (id) ON DELETE CASCADE, FOREIGN KEY (film_id) REFERENCES film (id))

-- case tables-083 | own | mysql
-- finds: overlapping-foreign-keys
CREATE TABLE review (id bigint PRIMARY KEY, film_id bigint NOT NULL, CONSTRAINT f1 FOREIGN KEY (film_id) REFERENCES film (id), CONSTRAINT f2 FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE CASCADE)

-- case tables-084 | own | postgres
-- finds: overlapping-foreign-keys
CREATE TABLE review (id bigint PRIMARY KEY, film_id bigint NOT NULL UNIQUE REFERENCES film (id));
ALTER TABLE review ADD CONSTRAINT review_film FOREIGN KEY (film_id) REFERENCES film (id);

-- case tables-085 | own | ansi
-- finds: nothing
-- traps: overlapping-foreign-keys
CREATE TABLE transfer (id bigint PRIMARY KEY, source bigint NOT NULL UNIQUE REFERENCES account (id), target bigint NOT NULL UNIQUE REFERENCES account (id))

-- case tables-086 | own | ansi
-- finds: nothing
-- traps: overlapping-foreign-keys
-- note: One column, two tables.
CREATE TABLE student (id bigint PRIMARY KEY REFERENCES person (id), course varchar(9) NOT NULL, CONSTRAINT enrolled FOREIGN KEY (id) REFERENCES enrolment (person_id))

-- case tables-087 | own | mysql
-- finds: nothing
-- traps: nullable-composite-foreign-key, overlapping-foreign-keys
CREATE TABLE seat (id bigint PRIMARY KEY, hall bigint NOT NULL, block bigint NOT NULL, FOREIGN KEY (hall) REFERENCES hall (id), FOREIGN KEY (hall, block) REFERENCES block (hall, block))

-- case tables-088 | own | mysql
-- finds: nullable-composite-foreign-key
CREATE TABLE seat (id bigint PRIMARY KEY, hall bigint NOT NULL, block bigint, FOREIGN KEY (hall, block) REFERENCES block (hall, block))

-- case tables-089 | own | ansi
-- finds: nullable-composite-foreign-key
CREATE TABLE leg (id bigint PRIMARY KEY, day date NOT NULL, flight varchar(8), flown_on date, FOREIGN KEY (flight, flown_on) REFERENCES flights (flight, flown_on));
CREATE INDEX leg_flight ON leg (flight, flown_on);

-- case tables-090 | own | postgres
-- finds: nullable-composite-foreign-key
CREATE TABLE leg (id bigint PRIMARY KEY, flight text NOT NULL, flown_on date);
CREATE INDEX leg_flight ON leg (flight, flown_on);
ALTER TABLE leg ADD FOREIGN KEY (flight, flown_on) REFERENCES flights (flight, flown_on);

-- case tables-091 | own | postgres
-- finds: nothing
-- traps: nullable-composite-foreign-key
CREATE TABLE leg (id bigint PRIMARY KEY, label text NOT NULL, flight text, flown_on date, FOREIGN KEY (flight, flown_on) REFERENCES flights (flight, flown_on) MATCH FULL);
CREATE INDEX leg_flight ON leg (flight, flown_on);

-- case tables-092 | own | ansi
-- finds: nothing
-- traps: nullable-composite-foreign-key, wide-primary-key
-- note: The columns are NOT NULL as they are the key.
CREATE TABLE leg (flight varchar(8), flown_on date, gate varchar(5) NOT NULL, PRIMARY KEY (flight, flown_on), FOREIGN KEY (flight, flown_on) REFERENCES flights (flight, flown_on))

-- case tables-093 | own | ansi
-- finds: wide-primary-key
CREATE TABLE stock_move (depot int, shelf int, article int, moved_on date, reason int, amount int NOT NULL, PRIMARY KEY (depot, shelf, article, moved_on, reason))

-- case tables-094 | own | mysql
-- finds: wide-primary-key
CREATE TABLE grade (school int, class int, pupil int, subject int, term int, mark int NOT NULL, PRIMARY KEY (school, class, pupil, subject, term))

-- case tables-095 | own | postgres
-- finds: wide-primary-key
CREATE TABLE grade (school integer NOT NULL, class integer NOT NULL, pupil integer NOT NULL, subject integer NOT NULL, term integer NOT NULL, test integer NOT NULL, mark integer NOT NULL);
ALTER TABLE grade ADD CONSTRAINT grade_key PRIMARY KEY (school, class, pupil, subject, term, test);

-- case tables-096 | own | ansi
-- finds: nothing
-- traps: wide-primary-key
CREATE TABLE grade (id bigint PRIMARY KEY, school int NOT NULL, class int NOT NULL, pupil int NOT NULL, subject int NOT NULL, term int NOT NULL, UNIQUE (school, class, pupil, subject, term))

-- case tables-097 | own | mysql
-- finds: nothing
-- traps: wide-primary-key
-- note: Only foreign keys: the table links others.
CREATE TABLE link5 (a bigint, b bigint, c bigint, d bigint, e bigint, PRIMARY KEY (a, b, c, d, e), FOREIGN KEY (a) REFERENCES ta (id), FOREIGN KEY (b) REFERENCES tb (id), FOREIGN KEY (c) REFERENCES tc (id), FOREIGN KEY (d) REFERENCES td (id), FOREIGN KEY (e) REFERENCES te (id))

-- case tables-098 | own | postgres
-- finds: constraint-not-valid
ALTER TABLE invoice ADD CONSTRAINT invoice_total_positive CHECK (total >= 0) NOT VALID

-- case tables-099 | own | postgres
-- finds: constraint-not-valid
ALTER TABLE invoice ADD CONSTRAINT a CHECK (total >= 0) NOT VALID;
ALTER TABLE invoice ADD CONSTRAINT b CHECK (tax >= 0) NOT VALID;
ALTER TABLE invoice VALIDATE CONSTRAINT a;

-- case tables-100 | own | postgres
-- finds: constraint-not-valid
ALTER TABLE ONLY public.invoice ADD CONSTRAINT invoice_client FOREIGN KEY (client_id) REFERENCES public.client (id) ON DELETE SET NULL NOT VALID

-- case tables-101 | own | postgres
-- finds: nothing
-- traps: constraint-not-valid
ALTER TABLE public.invoice ADD CONSTRAINT a CHECK (total >= 0) NOT VALID;
ALTER TABLE invoice VALIDATE CONSTRAINT a;

-- case tables-102 | own | postgres
-- finds: nothing
-- traps: constraint-not-valid
ALTER TABLE invoice ADD CONSTRAINT a CHECK (state <> 'NOT VALID')

-- case tables-103 | own | postgres
-- finds: nothing
-- traps: constraint-not-valid
-- note: It is dropped again.
ALTER TABLE invoice ADD CONSTRAINT a CHECK (total >= 0) NOT VALID;
ALTER TABLE invoice DROP CONSTRAINT a;

-- case tables-104 | own | postgres
-- finds: missing-primary-key, table-inheritance, table-without-index
CREATE TABLE truck (axles integer NOT NULL) INHERITS (vehicle)

-- case tables-105 | own | postgres
-- finds: table-inheritance
CREATE TABLE log_may (PRIMARY KEY (id), CHECK (at >= DATE '2024-05-01' AND at < DATE '2024-06-01')) INHERITS (log)

-- case tables-106 | own | postgres
-- finds: table-inheritance
CREATE TABLE IF NOT EXISTS capital (id bigint PRIMARY KEY, state text NOT NULL) INHERITS (city, place);

-- case tables-107 | own | postgres
-- finds: nothing
-- traps: table-inheritance
CREATE TABLE truck (LIKE vehicle INCLUDING ALL)

-- case tables-108 | own | postgres
-- finds: nothing
-- traps: missing-primary-key, table-inheritance
CREATE TABLE log_may PARTITION OF log FOR VALUES FROM ('2024-05-01') TO ('2024-06-01')

-- case tables-109 | own | postgres
-- finds: nothing
-- traps: table-inheritance
CREATE TABLE kinship (id bigint PRIMARY KEY, inherits boolean NOT NULL, note text NOT NULL DEFAULT 'INHERITS (all)')
