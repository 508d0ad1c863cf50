-- before
select a.x from a join b on a.x = b.x
-- after
select a.x from a inner join b on a.x = b.x
