CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, pages INTEGER, writer TEXT);
CREATE TABLE loan (id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES book, day TEXT);
INSERT INTO book VALUES (1, 'Dune', 412, 'Herbert'), (2, 'Emma', 474, 'Austen'), (3, 'Persuasion', 249, 'Austen');
INSERT INTO loan VALUES (1, 1, '2024-01-02'), (2, 1, '2024-02-03'), (3, 2, '2024-02-03');
