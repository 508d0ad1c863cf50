CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, note text);
INSERT INTO orders VALUES (1, 2, 'a'), (2, 3, NULL);
---
CREATE TABLE orders (id bigint, total numeric);
CREATE TABLE drafts (id bigint, total numeric);
INSERT INTO orders SELECT id, total FROM drafts WHERE total > 5;
