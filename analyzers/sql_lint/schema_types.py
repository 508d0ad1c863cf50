"""Compares the types of columns by what they can hold, not by how they are spelled."""

from sqlglot import exp

_NORMAL = {
    exp.DType.SERIAL: "INT",
    exp.DType.BIGSERIAL: "BIGINT",
    exp.DType.SMALLSERIAL: "SMALLINT",
    exp.DType.NCHAR: "TEXT",
    exp.DType.CHAR: "TEXT",
    exp.DType.BPCHAR: "TEXT",
    exp.DType.VARCHAR: "TEXT",
    exp.DType.NVARCHAR: "TEXT",
    exp.DType.NAME: "TEXT",
    exp.DType.TINYTEXT: "TEXT",
    exp.DType.MEDIUMTEXT: "TEXT",
    exp.DType.LONGTEXT: "TEXT",
    exp.DType.FLOAT: "FLOAT",
    exp.DType.DOUBLE: "FLOAT",
    exp.DType.UDOUBLE: "FLOAT",
}
_DOCUMENTS = frozenset(
    {
        exp.DType.ARRAY,
        exp.DType.LIST,
        exp.DType.JSON,
        exp.DType.JSONB,
        exp.DType.HSTORE,
        exp.DType.MAP,
        exp.DType.STRUCT,
    }
)


def kind_of(data_type: exp.DataType | None) -> str:
    """Return a word that is the same for types whose values compare without loss; nothing where a type is unknown."""
    if data_type is None or not isinstance(data_type.this, exp.DType) or data_type.this is exp.DType.USERDEFINED:
        return ""
    kind = _NORMAL.get(data_type.this, data_type.this.name)
    if kind == "DECIMAL":
        return " ".join(["DECIMAL", *(parameter.sql() for parameter in data_type.expressions)])
    return kind


def family_of(data_type: exp.DataType | None) -> str:
    """Return a word that is the same for types of one sort: whole numbers of any width, numbers, texts, times."""
    kind = kind_of(data_type).partition(" ")[0]
    if data_type is not None and kind and data_type.this in exp.DataType.TEMPORAL_TYPES:
        return "TIME"
    if kind in {"FLOAT", "DECIMAL"} or (kind and data_type is not None and _is_whole(data_type)):
        return "NUMBER"
    return kind


def is_text(data_type: exp.DataType | None) -> bool:
    """Say whether a type holds text."""
    return kind_of(data_type) == "TEXT"


def is_document(data_type: exp.DataType | None) -> bool:
    """Say whether a type holds several values in one: an array, a JSON document and the like."""
    return data_type is not None and data_type.this in _DOCUMENTS


def _is_whole(data_type: exp.DataType) -> bool:
    return data_type.this in exp.DataType.INTEGER_TYPES or kind_of(data_type).endswith("INT")
