-- dialect: tsql
-- before
INSERT INTO orders (total) VALUES (1);
SELECT @@IDENTITY AS id;
-- after
INSERT INTO orders (total) VALUES (1);
SELECT SCOPE_IDENTITY() AS id;
