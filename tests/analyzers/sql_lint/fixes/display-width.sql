-- dialect: mysql
-- before
CREATE TABLE orders (id bigint(20) unsigned AUTO_INCREMENT PRIMARY KEY, amount INT(4) NOT NULL, paid tinyint(1));
-- after
CREATE TABLE orders (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, amount INT NOT NULL, paid tinyint(1));
