"""Features of each column and table of a schema, from which what fills a query is predicted."""

from collections.abc import Sequence

from .layout import FlatColumn
from .mentions import Mention
from .phrases import Features
from .reading import Reading

COLUMN_SLOTS = ("select", "function", "where", "group", "order")
TABLE_SLOTS = ("from", "other")


def column_features(reading: Reading) -> list[Features]:
    """Return the features of each column, in their order."""
    words = sorted({word for word in reading.known if word != "_"})
    shared = _shared_features(reading)
    return [
        shared | _name_features(reading, column) | _place_features(reading, column) | _word_pairs(words, column)
        for column in reading.layout.columns
    ]


def _shared_features(reading: Reading) -> Features:
    named = len({reading.columns[column].start for column in reading.full_columns})
    return {"bias": 1.0, f"named {min(4, named)}": 0.5, f"tables {min(3, len(reading.full_tables))}": 0.5}


def _name_features(reading: Reading, column: FlatColumn) -> Features:
    """Return what is known of a column without the place where it is said."""
    name = column.words[-1] if column.words else ""
    is_named = reading.tables[column.table].is_full
    features: Features = {
        f"kind {column.kind}": 1.0,
        f"last {name}": 1.0,
        f"key {column.is_key} {column.is_foreign}": 1.0,
        f"named table {is_named}": 1.0,
        f"said {reading.columns[column.number].is_full} table {is_named}": 1.0,
        f"homonyms {min(3, len(reading.layout.homonyms[column.words]))}": 1.0,
        f"position {min(3, column.number - reading.layout.tables[column.table].columns[0])}": 1.0,
        f"value {column.number in reading.value_columns} {reading.columns[column.number].is_full}": 1.0,
        f"value table {column.table in reading.value_tables}": 1.0,
        f"no names {not reading.full_columns} {name} {is_named}": 1.0,
        f"number said {any(column.number in number.columns for number in reading.numbers)} {column.kind}": 0.5,
    }
    if is_named and reading.tables[column.table].start == reading.first_table:
        features["first table"] = 1.0
        features[f"first table {name}"] = 1.0
    return features


def _place_features(reading: Reading, column: FlatColumn) -> Features:
    """Return features of where a column is said and of the words around it."""
    mention = reading.columns[column.number]
    if not mention.share:
        return {"unsaid": 1.0}
    kind = "full" if mention.is_full else "part"
    features: Features = {
        f"said {kind}": 1.0,
        "share": mention.share,
        f"{kind} words {min(3, len(column.words))}": 1.0,
        f"{kind} at {4 * mention.start // max(1, len(reading.stems))}": 1.0,
        f"{kind} rank {_rank(reading, mention)}": 1.0,
        f"covered {kind} {_is_covered(reading, column.number)}": 1.0,
        f"table near {kind} {_nearness(reading, column)}": 1.0,
    }
    for distance in (1, 2, 3):
        before, after = mention.start - distance, mention.end + distance
        features[f"{kind} -{distance} {_word(reading.kinds, before)}"] = 1.0
        features[f"{kind} +{distance} {_word(reading.kinds, after)}"] = 1.0
    features[f"{kind} first {_word(reading.known, mention.start - 1)}"] = 1.0
    pair = f"{_word(reading.kinds, mention.start - 2)} {_word(reading.kinds, mention.start - 1)}"
    features[f"{kind} before {pair}"] = 1.0
    for word in sorted({word for word in reading.kinds if word.isupper()}):
        features[f"{kind} asks {word} {_is_before(reading, word, mention)}"] = 0.7
    return features


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else "^"


def _is_before(reading: Reading, word: str, mention: Mention) -> bool:
    """Say whether what a word asks for is asked before a mention."""
    return reading.kinds.index(word) < mention.start


def _rank(reading: Reading, mention: Mention) -> int:
    """Return how many names of columns are said before, at most 4."""
    starts = {reading.columns[column].start for column in reading.full_columns}
    return min(4, sum(start < mention.start for start in starts))


def _is_covered(reading: Reading, number: int) -> bool:
    """Say whether a longer name of another column covers the mention of this one."""
    own = reading.columns[number]
    length = len(reading.layout.columns[number].words)
    for other in reading.full_columns:
        mention = reading.columns[other]
        if mention.start <= own.start and own.end <= mention.end and len(reading.layout.columns[other].words) > length:
            return True
    return False


def _nearness(reading: Reading, column: FlatColumn) -> str:
    """Tell whether the table is said closer to the column than the tables of its homonyms are, and how close."""
    own = _distance(reading, column)
    others = [
        _distance(reading, reading.layout.columns[other])
        for other in reading.layout.homonyms[column.words]
        if other != column.number
    ]
    place = "close" if own <= 2 else "near" if own <= 5 else "far" if own < 90 else "unsaid"
    if not others:
        return place
    nearest = min(others)
    return place + (" nearest" if own < nearest else " equal" if own == nearest else " farther")


def _distance(reading: Reading, column: FlatColumn) -> int:
    """Return how many tokens lie between a column and its table, 99 where one of them is not said."""
    mention, table = reading.columns[column.number], reading.tables[column.table]
    if not (mention.share and table.share):
        return 99
    return max(0, table.start - mention.end, mention.start - table.end) + (0 if table.is_full else 3)


def _word_pairs(words: Sequence[str], column: FlatColumn) -> Features:
    """Return each known word of the question beside each of the last words of a name: `old` beside `age`."""
    return {f"{word}:{part}": 0.5 for part in column.words[-2:] for word in words}


def table_features(reading: Reading) -> list[Features]:
    """Return the features of each table, in their order."""
    return [_table_features(reading, table) for table in range(len(reading.layout.tables))]


def _table_features(reading: Reading, number: int) -> Features:
    table, mention = reading.layout.tables[number], reading.tables[number]
    said = [column for column in table.columns if reading.columns[column].is_full]
    own = [column for column in said if len(reading.layout.homonyms[reading.layout.columns[column].words]) == 1]
    kind = "full" if mention.is_full else "part" if mention.share else "no"
    return {
        "bias": 1.0,
        "share": mention.share,
        f"said {kind}": 1.0,
        f"said {kind} of {min(3, len(reading.full_tables))}": 1.0,
        f"first {mention.is_full and mention.start == reading.first_table}": 1.0,
        f"columns {min(3, len(said))} {kind}": 1.0,
        f"own columns {min(3, len(own))} {kind}": 1.0,
        f"value {number in reading.value_tables} {kind}": 1.0,
        f"words {min(3, len(table.words))} {kind}": 1.0,
        f"links {min(3, len(reading.layout.links[number]))} {kind}": 1.0,
        f"covered {_is_table_covered(reading, number)} {kind}": 1.0,
        f"{kind} after {_word(reading.known, mention.start - 1) if mention.share else ''}": 1.0,
        f"{kind} after {_pair(reading, mention)}": 1.0,
        f"only {len(reading.layout.tables) == 1}": 1.0,
    }


def _pair(reading: Reading, mention: Mention) -> str:
    if not mention.share:
        return ""
    return f"{_word(reading.kinds, mention.start - 2)} {_word(reading.kinds, mention.start - 1)}"


def _is_table_covered(reading: Reading, number: int) -> bool:
    own, length = reading.tables[number], len(reading.layout.tables[number].words)
    return any(
        len(reading.layout.tables[other].words) > length
        and reading.tables[other].start <= own.start
        and own.end <= reading.tables[other].end
        for other in reading.full_tables
    )
