-- Indexes, and queries held against them.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

-- case indexes-001 | own | ansi
-- finds: foreign-key-without-index
CREATE TABLE hotel (id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE room (id bigint PRIMARY KEY, hotel_id bigint NOT NULL REFERENCES hotel (id), door varchar(9) NOT NULL);

-- case indexes-002 | own | postgres
-- finds: foreign-key-without-index
CREATE TABLE stay (id bigint PRIMARY KEY, room_id bigint NOT NULL, nights integer NOT NULL);
ALTER TABLE stay ADD CONSTRAINT stay_room FOREIGN KEY (room_id) REFERENCES room (id);

-- case indexes-003 | own | sqlite
-- finds: foreign-key-without-index
-- note: The index has the column in second place.
CREATE TABLE stay (id integer PRIMARY KEY, room_id integer NOT NULL REFERENCES room (id), nights integer NOT NULL);
CREATE INDEX by_nights ON stay (nights, room_id);

-- case indexes-004 | own | mysql
-- finds: nothing
-- traps: foreign-key-without-index
CREATE TABLE room (id bigint PRIMARY KEY, hotel_id bigint NOT NULL, FOREIGN KEY (hotel_id) REFERENCES hotel (id))

-- case indexes-005 | own | ansi
-- finds: nothing
-- traps: foreign-key-without-index
CREATE TABLE room (hotel_id bigint NOT NULL REFERENCES hotel (id), door varchar(9) NOT NULL, beds int NOT NULL, PRIMARY KEY (hotel_id, door))

-- case indexes-006 | own | postgres
-- finds: nothing
-- traps: foreign-key-without-index
-- note: Two columns of the key, in another order.
CREATE TABLE stay (id bigint PRIMARY KEY, hotel bigint NOT NULL, door text NOT NULL, FOREIGN KEY (hotel, door) REFERENCES room (hotel, door));
CREATE INDEX stay_room ON stay (door, hotel);

-- case indexes-007 | own | ansi
-- finds: filter-without-index
CREATE TABLE parcel (id bigint PRIMARY KEY, tracking varchar(40) NOT NULL);
SELECT id FROM parcel WHERE tracking = 'JD014600003';

-- case indexes-008 | own | postgres
-- finds: filter-without-index
CREATE TABLE song (id bigint PRIMARY KEY, artist text NOT NULL, title text NOT NULL);
CREATE INDEX song_title ON song (title, artist);
SELECT s.title FROM song AS s WHERE s.artist = $1;

-- case indexes-009 | own | mysql
-- finds: filter-without-index
CREATE TABLE song (id bigint PRIMARY KEY, artist varchar(90) NOT NULL, released date NOT NULL);
DELETE FROM song WHERE artist = 'nobody';

-- case indexes-010 | own | ansi
-- finds: nothing
-- traps: filter-without-index
CREATE TABLE parcel (id bigint PRIMARY KEY, tracking varchar(40) NOT NULL UNIQUE);
SELECT id FROM parcel WHERE tracking = 'JD014600003';

-- case indexes-011 | own | ansi
-- finds: nothing
-- traps: filter-without-index, select-star
-- note: All rows are wanted.
CREATE TABLE parcel (id bigint PRIMARY KEY, tracking varchar(40) NOT NULL);
SELECT id, tracking FROM parcel;

-- case indexes-012 | own | postgres
-- finds: nothing
-- traps: filter-without-index
-- note: One of the columns has an index.
CREATE TABLE song (id bigint PRIMARY KEY, artist text NOT NULL, title text NOT NULL);
CREATE INDEX song_title ON song (title);
SELECT s.id FROM song AS s WHERE s.artist = $1 AND s.title = $2;

-- case indexes-013 | own | mysql
-- finds: too-many-indexes
CREATE TABLE wide (id bigint PRIMARY KEY, a int NOT NULL, b int, c int, d int, e int, f int, g int, h int, i int, j int, KEY ka (a), KEY kb (b), KEY kc (c), KEY kd (d), KEY ke (e), KEY kf (f), KEY kg (g), KEY kh (h), KEY ki (i), KEY kj (j))

-- case indexes-014 | own | postgres
-- finds: too-many-indexes
CREATE TABLE w (id bigint PRIMARY KEY, a int NOT NULL UNIQUE, b int UNIQUE, c int UNIQUE, d int UNIQUE, e int UNIQUE, f int UNIQUE, g int UNIQUE, h int UNIQUE, i int UNIQUE, j int UNIQUE);

-- case indexes-015 | own | sqlite
-- finds: prefix-index, too-many-indexes
-- note: The last index begins with the one before it.
CREATE TABLE w (id integer PRIMARY KEY, a int NOT NULL, b int, c int, d int, e int, f int, g int, h int, i int, j int);
CREATE INDEX wa ON w (a); CREATE INDEX wb ON w (b); CREATE INDEX wc ON w (c); CREATE INDEX wd ON w (d); CREATE INDEX we ON w (e); CREATE INDEX wf ON w (f);
CREATE INDEX wg ON w (g); CREATE INDEX wh ON w (h); CREATE INDEX wi ON w (i); CREATE INDEX wj ON w (j); CREATE INDEX wk ON w (j, a, b);

-- case indexes-016 | own | mysql
-- finds: nothing
-- traps: too-many-indexes
CREATE TABLE wide (id bigint PRIMARY KEY, a int NOT NULL, b int, c int, d int, KEY ka (a), KEY kb (b), KEY kc (c), KEY kd (d))

-- case indexes-017 | own | postgres
-- finds: nothing
-- traps: too-many-indexes
-- note: Many indexes, but of several tables.
CREATE TABLE u (id bigint PRIMARY KEY, a int NOT NULL UNIQUE, b int UNIQUE, c int UNIQUE, d int UNIQUE, e int UNIQUE);
CREATE TABLE v (id bigint PRIMARY KEY, a int NOT NULL UNIQUE, b int UNIQUE, c int UNIQUE, d int UNIQUE, e int UNIQUE);

-- case indexes-018 | own | postgres
-- finds: nothing
-- traps: too-many-indexes
-- note: One is dropped for each that is made.
CREATE TABLE u (id bigint PRIMARY KEY, a int NOT NULL, b int);
CREATE INDEX i1 ON u (a); DROP INDEX i1; CREATE INDEX i2 ON u (b); DROP INDEX i2; CREATE INDEX i3 ON u (a, b);

-- case indexes-019 | own | ansi
-- finds: duplicate-index
CREATE TABLE car (id bigint PRIMARY KEY, plate varchar(12) NOT NULL UNIQUE);
CREATE INDEX car_plate ON car (plate);

-- case indexes-020 | own | mysql
-- finds: duplicate-index
CREATE TABLE car (id bigint PRIMARY KEY, maker varchar(40) NOT NULL, KEY by_maker (maker), KEY maker_idx (maker))

-- case indexes-021 | own | postgres
-- finds: duplicate-index
CREATE TABLE car (id bigint PRIMARY KEY, maker text NOT NULL);
CREATE INDEX a ON car (lower(maker));
CREATE INDEX b ON car (lower(maker));

-- case indexes-022 | own | postgres
-- finds: nothing
-- traps: duplicate-index
CREATE TABLE car (id bigint PRIMARY KEY, maker text NOT NULL, sold boolean NOT NULL);
CREATE INDEX a ON car (maker) WHERE sold;
CREATE INDEX b ON car (maker) WHERE NOT sold;

-- case indexes-023 | own | postgres
-- finds: nothing
-- traps: duplicate-index
CREATE TABLE car (id bigint PRIMARY KEY, maker text NOT NULL, body jsonb);
CREATE INDEX a ON car (maker);
CREATE INDEX b ON car (lower(maker));
CREATE INDEX c ON car USING hash (maker);

-- case indexes-024 | own | ansi
-- finds: nothing
-- traps: duplicate-index, prefix-index
-- note: Two tables with the same column.
CREATE TABLE car (id bigint PRIMARY KEY, maker varchar(40) NOT NULL);
CREATE TABLE bus (id bigint PRIMARY KEY, maker varchar(40) NOT NULL);
CREATE INDEX a ON car (maker);
CREATE INDEX b ON bus (maker);

-- case indexes-025 | own | ansi
-- finds: prefix-index
CREATE TABLE seat (hall int NOT NULL, seat_no int NOT NULL, kind varchar(9) NOT NULL, PRIMARY KEY (hall, seat_no));
CREATE INDEX seat_hall ON seat (hall);

-- case indexes-026 | own | mysql
-- finds: prefix-index
CREATE TABLE post (id bigint PRIMARY KEY, author varchar(40) NOT NULL, posted_at datetime NOT NULL, KEY a (author), KEY ap (author, posted_at))

-- case indexes-027 | own | postgres
-- finds: prefix-index
CREATE TABLE post (id bigint PRIMARY KEY, author text NOT NULL, posted_on date NOT NULL, views integer NOT NULL);
CREATE INDEX ap ON post (author, posted_on);
CREATE INDEX apv ON post (author, posted_on, views);

-- case indexes-028 | own | postgres
-- finds: nothing
-- traps: prefix-index
CREATE TABLE post (id bigint PRIMARY KEY, author text NOT NULL, posted_on date NOT NULL);
CREATE INDEX a ON post (author) WHERE posted_on > DATE '2020-01-01';
CREATE INDEX ap ON post (author, posted_on);

-- case indexes-029 | own | postgres
-- finds: nothing
-- traps: prefix-index
-- note: The shorter one promises something.
CREATE TABLE post (id bigint PRIMARY KEY, slug text NOT NULL, posted_on date NOT NULL);
CREATE UNIQUE INDEX s ON post (slug);
CREATE INDEX sp ON post (slug, posted_on);

-- case indexes-030 | own | ansi
-- finds: nullable-unique
CREATE TABLE rate (id bigint PRIMARY KEY, currency varchar(3) NOT NULL, valid_on date, UNIQUE (currency, valid_on))

-- case indexes-031 | own | mysql
-- finds: nullable-unique
CREATE TABLE member (id bigint PRIMARY KEY, club bigint NOT NULL, member_no varchar(9), UNIQUE KEY one_no (club, member_no))

-- case indexes-032 | own | postgres
-- finds: nullable-unique
CREATE TABLE slot (id bigint PRIMARY KEY, room text NOT NULL, begins timestamptz);
CREATE UNIQUE INDEX slot_once ON slot (room, begins);

-- case indexes-033 | own | postgres
-- finds: nothing
-- traps: nullable-unique
CREATE TABLE slot (id bigint PRIMARY KEY, room text NOT NULL, begins timestamptz, UNIQUE NULLS NOT DISTINCT (room, begins))

-- case indexes-034 | own | ansi
-- finds: nothing
-- traps: nullable-unique
CREATE TABLE person (id bigint PRIMARY KEY, name varchar(80) NOT NULL, passport varchar(20) UNIQUE)

-- case indexes-035 | own | postgres
-- finds: nothing
-- traps: nullable-unique
CREATE TABLE slot (id bigint PRIMARY KEY, room text NOT NULL, begins timestamptz);
CREATE UNIQUE INDEX slot_once ON slot (room, begins) WHERE begins IS NOT NULL;

-- case indexes-036 | own | postgres
-- finds: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, is_read boolean NOT NULL);
CREATE INDEX mail_read ON mail (is_read);

-- case indexes-037 | own | mysql
-- finds: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, is_read tinyint(1) NOT NULL, KEY by_read (is_read))

-- case indexes-038 | own | mysql
-- finds: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, state enum('new', 'read') NOT NULL, KEY by_state (state))

-- case indexes-039 | own | postgres
-- finds: nothing
-- traps: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, is_read boolean NOT NULL, owner bigint NOT NULL);
CREATE INDEX unread ON mail (owner) WHERE NOT is_read;

-- case indexes-040 | own | mysql
-- finds: nothing
-- traps: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, state enum('new', 'read', 'answered', 'moved', 'gone') NOT NULL, KEY by_state (state))

-- case indexes-041 | own | postgres
-- finds: nothing
-- traps: boolean-index
CREATE TABLE mail (id bigint PRIMARY KEY, is_read boolean NOT NULL, arrived timestamptz NOT NULL);
CREATE INDEX mail_read ON mail (is_read, arrived DESC);

-- case indexes-042 | own | postgres
-- finds: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, labels text[] NOT NULL);
CREATE INDEX note_labels ON note (labels);

-- case indexes-043 | own | postgres
-- finds: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, extra jsonb NOT NULL);
CREATE INDEX note_extra ON note USING btree (extra);

-- case indexes-044 | own | postgres
-- finds: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, scores integer[] NOT NULL);
CREATE INDEX CONCURRENTLY IF NOT EXISTS note_scores ON note (scores);

-- case indexes-045 | own | postgres
-- finds: nothing
-- traps: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, extra jsonb NOT NULL);
CREATE INDEX note_extra ON note USING gin (extra jsonb_path_ops);

-- case indexes-046 | own | postgres
-- finds: nothing
-- traps: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, labels text[] NOT NULL);
CREATE INDEX note_first ON note ((labels[1]));

-- case indexes-047 | own | mysql
-- finds: nothing
-- traps: btree-on-document
CREATE TABLE note (id bigint PRIMARY KEY, extra json NOT NULL, lang varchar(5) NOT NULL, KEY by_lang (lang))

-- case indexes-048 | own | postgres
-- finds: always-true-predicate
CREATE INDEX note_lang ON note (lang) WHERE 1 = 1

-- case indexes-049 | own | postgres
-- finds: always-true-predicate
CREATE TABLE note (id bigint PRIMARY KEY, lang text NOT NULL);
CREATE INDEX note_lang ON note (lang) WHERE lang IS NOT NULL;

-- case indexes-050 | own | sqlite
-- finds: always-true-predicate
CREATE TABLE note (id integer PRIMARY KEY, lang text NOT NULL);
CREATE UNIQUE INDEX note_lang ON note (lang) WHERE id IS NOT NULL;

-- case indexes-051 | own | sqlite
-- finds: nothing
-- traps: always-true-predicate
CREATE TABLE note (id integer PRIMARY KEY, title text NOT NULL, lang text);
CREATE INDEX note_lang ON note (lang) WHERE lang IS NOT NULL;

-- case indexes-052 | own | postgres
-- finds: nothing
-- traps: always-true-predicate
CREATE INDEX note_new ON note (lang) WHERE is_new = true

-- case indexes-053 | own | postgres
-- finds: nothing
-- traps: always-true-predicate, constant-condition
CREATE INDEX note_big ON note (lang) WHERE length(body) > 1 AND deleted_at IS NULL

-- case indexes-054 | own | ansi
-- finds: missing-primary-key, table-without-index
CREATE TABLE audit_trail (who varchar(40) NOT NULL, what varchar(200) NOT NULL, done_on date NOT NULL)

-- case indexes-055 | own | sqlite
-- finds: nothing
-- traps: table-without-index
-- note: The key is there, as an index by itself.
CREATE TABLE audit_trail (who text NOT NULL, done_on text NOT NULL, PRIMARY KEY (who, done_on)) WITHOUT ROWID
