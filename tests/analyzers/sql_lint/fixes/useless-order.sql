-- before
SELECT a FROM t WHERE b IN (SELECT b FROM u ORDER BY c)
-- after
SELECT a FROM t WHERE b IN (SELECT b FROM u)
-- before
SELECT a FROM t WHERE b IN (SELECT b FROM u ORDER BY {% if x %} c {% else %} d {% endif %})
-- after
SELECT a FROM t WHERE b IN (SELECT b FROM u ORDER BY {% if x %} c {% else %} d {% endif %})
