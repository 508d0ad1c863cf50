-- The tables; every rule that a table can keep is kept here too.

CREATE TABLE IF NOT EXISTS sequences (
    entity TEXT PRIMARY KEY,
    last_number BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS readers (
    name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 1 AND 120),
    password_hash TEXT NOT NULL CHECK (length(password_hash) >= 1)
);

CREATE TABLE IF NOT EXISTS books (
    title TEXT PRIMARY KEY NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    reader TEXT REFERENCES readers (name)
);

CREATE INDEX IF NOT EXISTS books_by_reader ON books (reader);
