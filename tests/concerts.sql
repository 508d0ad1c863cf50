CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, country TEXT, age INTEGER);
CREATE TABLE concert (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);
CREATE TABLE singer_in_concert (singer_id INTEGER REFERENCES singer, concert_id INTEGER REFERENCES concert);
INSERT INTO singer VALUES (1, 'Ann', 'France', 31), (2, 'Bob', 'Spain', 44), (3, 'Cleo', 'France', 27);
INSERT INTO concert VALUES (1, 'Opening', 2024), (2, 'Gala', 2025);
INSERT INTO singer_in_concert VALUES (1, 1), (1, 2), (2, 2);
