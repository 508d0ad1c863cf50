-- dialect: tsql

-- case: identity columns and named defaults are known
CREATE TABLE dbo.t (
    id int IDENTITY(1, 1) NOT NULL,
    a nvarchar(10) NULL CONSTRAINT df DEFAULT ('x'),
    CONSTRAINT pk PRIMARY KEY CLUSTERED (id ASC)
) ON [PRIMARY];
ALTER TABLE t WITH CHECK ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b (c);
CREATE TABLE #passing (x int);
-- known
-- table dbo.t
--   id INT not null identity
--   a VARCHAR(10) default ('x')
--   key id
--   a -> b(c)
-- table passing: temporary
--   x INT
