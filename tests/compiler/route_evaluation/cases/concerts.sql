CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
CREATE TABLE concert (id INTEGER PRIMARY KEY, singer_id INTEGER REFERENCES singer, year INTEGER);
INSERT INTO singer VALUES (1, 'Ann', 41), (2, 'Bob', 33), (3, 'Cid', 19), (4, 'Dee', 33);
INSERT INTO concert VALUES (1, 1, 2019), (2, 1, 2020), (3, 2, 2020), (4, 3, 2021);
