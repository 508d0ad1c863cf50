CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT, population INTEGER);
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  name TEXT,
  country_code TEXT REFERENCES country (code),
  recommended_by INTEGER REFERENCES customer (id),
  joined DATE
);
CREATE TABLE product (id INTEGER PRIMARY KEY, title TEXT, price REAL, since TEXT);
CREATE TABLE line (
  customer_id INTEGER REFERENCES customer (id),
  product_id INTEGER REFERENCES product (id),
  pieces INTEGER,
  PRIMARY KEY (customer_id, product_id)
);
CREATE TABLE team (id INTEGER PRIMARY KEY, captain INTEGER REFERENCES player (id));
CREATE TABLE player (id INTEGER PRIMARY KEY, team INTEGER REFERENCES team (id), name TEXT);
