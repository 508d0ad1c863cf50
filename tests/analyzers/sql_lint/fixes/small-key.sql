-- dialect: postgres
-- before
CREATE TABLE orders (id serial PRIMARY KEY);
CREATE TABLE notes (id INTEGER GENERATED ALWAYS AS IDENTITY);
-- after
CREATE TABLE orders (id bigserial PRIMARY KEY);
CREATE TABLE notes (id BIGINT GENERATED ALWAYS AS IDENTITY);
