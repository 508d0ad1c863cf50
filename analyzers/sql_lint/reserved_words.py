"""The words that at least two of PostgreSQL, MySQL, SQL Server and Oracle reserve, or that the standard does."""

# fmt: off
RESERVED = frozenset({
    "ACCESS", "ADD", "ALL", "ALTER", "ANALYZE", "AND", "ANY", "ARRAY", "AS", "ASC", "ASYMMETRIC", "AUTHORIZATION",
    "BEFORE", "BEGIN", "BETWEEN", "BIGINT", "BINARY", "BLOB", "BOTH", "BREAK", "BULK", "BY", "CALL", "CASCADE",
    "CASE", "CAST", "CHANGE", "CHAR", "CHARACTER", "CHECK", "CLUSTER", "COLLATE", "COLUMN", "COLUMNS", "COMMENT",
    "COMMIT", "COMPRESS", "CONNECT", "CONSTRAINT", "CONTINUE", "CONVERT", "CREATE", "CROSS", "CUBE", "CURRENT",
    "CURRENT_DATE", "CURRENT_ROLE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "CURSOR", "DATABASE", "DATE",
    "DECIMAL", "DECLARE", "DEFAULT", "DELETE", "DESC", "DESCRIBE", "DISTINCT", "DIV", "DO", "DOUBLE", "DROP", "EACH",
    "ELSE", "ELSEIF", "END", "ESCAPE", "EXCEPT", "EXCLUSIVE", "EXEC", "EXECUTE", "EXISTS", "EXIT", "EXPLAIN", "FALSE",
    "FETCH", "FILE", "FLOAT", "FOR", "FOREIGN", "FREEZE", "FROM", "FULL", "FULLTEXT", "FUNCTION", "GRANT", "GROUP",
    "GROUPING", "HAVING", "HOLDLOCK", "IDENTIFIED", "IDENTITY", "IF", "ILIKE", "IMMEDIATE", "IN", "INCREMENT",
    "INDEX", "INITIAL", "INITIALLY", "INNER", "INOUT", "INSERT", "INT", "INTEGER", "INTERSECT", "INTERVAL", "INTO",
    "IS", "JOIN", "KEY", "KEYS", "KILL", "LATERAL", "LEADING", "LEFT", "LEVEL", "LIKE", "LIMIT", "LINENO", "LOAD",
    "LOCALTIME", "LOCALTIMESTAMP", "LOCK", "LONG", "LOOP", "MATCH", "MERGE", "MINUS", "MOD", "MODE", "MODIFY",
    "NATURAL", "NOAUDIT", "NOT", "NOWAIT", "NULL", "NULLIF", "NUMBER", "NUMERIC", "OF", "OFF", "OFFLINE", "OFFSET",
    "ON", "ONLINE", "ONLY", "OPEN", "OPTION", "OR", "ORDER", "OUT", "OUTER", "OUTFILE", "OVER", "OVERLAPS",
    "PARAMETER", "PARTITION", "PERCENT", "PIVOT", "PLACING", "PLAN", "PRECISION", "PRIMARY", "PRIOR", "PROCEDURE",
    "PUBLIC", "PURGE", "RAISERROR", "RANGE", "RAW", "READ", "REAL", "REFERENCES", "REGEXP", "RENAME", "REPLACE",
    "RESOURCE", "RESTRICT", "RETURN", "RETURNING", "REVOKE", "RIGHT", "RLIKE", "ROLLBACK", "ROW", "ROWID", "ROWNUM",
    "ROWS", "RULE", "SAVE", "SCHEMA", "SELECT", "SESSION_USER", "SET", "SHARE", "SHOW", "SIMILAR", "SIZE", "SMALLINT",
    "SOME", "START", "STATISTICS", "SYMMETRIC", "SYNONYM", "SYSDATE", "SYSTEM_USER", "TABLE", "TABLESAMPLE",
    "TEXTSIZE", "THEN", "TO", "TOP", "TRAILING", "TRAN", "TRANSACTION", "TRIGGER", "TRUE", "TRUNCATE", "UID", "UNION",
    "UNIQUE", "UNPIVOT", "UNSIGNED", "UPDATE", "USE", "USER", "USING", "VALIDATE", "VALUES", "VARBINARY", "VARCHAR",
    "VARIADIC", "VARYING", "VIEW", "WHEN", "WHENEVER", "WHERE", "WHILE", "WINDOW", "WITH", "WRITE", "XOR", "ZEROFILL",
})
# fmt: on
# Those that every product reserves, so that a table or a column of that name is quoted in every query.
EVERYWHERE = frozenset(
    {
        "ALL",
        "ALTER",
        "AND",
        "AS",
        "BETWEEN",
        "BY",
        "CASE",
        "CHECK",
        "COLUMN",
        "CONSTRAINT",
        "CREATE",
        "DEFAULT",
        "DELETE",
    }
    | {"DESC", "DISTINCT", "DROP", "ELSE", "EXISTS", "FOREIGN", "FROM", "GRANT", "GROUP", "HAVING", "IN", "INSERT"}
    | {"INTO", "IS", "JOIN", "LIKE", "NOT", "NULL", "ON", "OR", "ORDER", "PRIMARY", "REFERENCES", "SELECT", "SET"}
    | {"TABLE", "THEN", "TO", "UNION", "UNIQUE", "UPDATE", "USER", "VALUES", "WHEN", "WHERE", "WITH"}
)
# Those of them that neither the standard nor PostgreSQL nor MySQL reserves.
ELSEWHERE = frozenset(
    {"ACCESS", "BREAK", "BULK", "CLUSTER", "COLUMNS", "COMPRESS", "EXCLUSIVE", "FILE", "HOLDLOCK"}
    | {"IDENTIFIED", "IMMEDIATE", "INCREMENT", "LINENO", "MINUS", "MODE", "NOAUDIT", "NOWAIT"}
    | {"OFF", "OFFLINE", "ONLINE", "PLAN", "PRIOR", "PUBLIC", "RAISERROR", "RAW", "RESOURCE", "ROWID", "ROWNUM"}
    | {"RULE", "SAVE", "SHARE", "SIZE", "STATISTICS", "SYNONYM", "SYSDATE", "TEXTSIZE", "TOP", "TRAN"}
    | {"UID", "VALIDATE", "VIEW"}
)
# Words that one product reads as something else than a name where a name may stand.
RESERVED_BY = {
    "mysql": frozenset({"ASCII", "GROUPS", "LAG", "LEAD", "RANK", "SYSTEM", "UNICODE"}),
    "mariadb": frozenset({"ASCII", "UNICODE"}),
}
