-- before
WITH unused AS (
    SELECT 1
)

SELECT a FROM t
-- after
SELECT a FROM t
-- before
WITH used AS (SELECT a FROM t),
unused AS (
    SELECT 1
),
other AS (SELECT b FROM t)
SELECT used.a, other.b FROM used CROSS JOIN other
-- after
WITH used AS (SELECT a FROM t),
other AS (SELECT b FROM t)
SELECT used.a, other.b FROM used CROSS JOIN other
-- before
WITH unused AS (
    SELECT {{ columns() }} FROM t
)
SELECT a FROM t
-- after
WITH unused AS (
    SELECT {{ columns() }} FROM t
)
SELECT a FROM t
-- before
WITH unused AS (
    SELECT a {% if true %}, b{% endif %} FROM t
)
SELECT a FROM t
-- after
WITH unused AS (
    SELECT a {% if true %}, b{% endif %} FROM t
)
SELECT a FROM t
