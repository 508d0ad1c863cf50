-- before
select count( 1 ) from t
-- after
select count( * ) from t
