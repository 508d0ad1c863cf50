-- dialect: postgres
-- before
CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;
-- after
CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = shop, pg_temp AS $$ SELECT 1 $$;
