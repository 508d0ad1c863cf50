-- dialect: mysql
-- before
CREATE TABLE orders (id bigint PRIMARY KEY) ENGINE=MyISAM COMMENT='old';
-- after
CREATE TABLE orders (id bigint PRIMARY KEY) ENGINE=InnoDB COMMENT='old';
