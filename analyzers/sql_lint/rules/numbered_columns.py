"""SQL005: columns that count up: the same thing several times, or once for each year."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Column, Schema, Table
from ..schema_types import kind_of

_NUMBERED = re.compile(r"([a-z][a-z_]*)(?<!_)_?(\d{1,4})(_[a-z][a-z_]*)?$")
_MONTH = re.compile(
    r"(\w+_)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)$"
)
# Two of these are the ends of one relation, not a list of two.
_ENDS = re.compile(r"(?:id|user|team|player|person|node|point|member|actor|side|table|entity)$")
# Lines of an address, halves of a code and the names of algorithms and formats end in numbers by custom.
_BY_CUSTOM = re.compile(r"addr|address|line|street|^(?:md|sha|utf|iso|base|int|float|h|x|y|lat|lon|crc|hex|alpha|icd)$")
_YEARS = range(1900, 2100)


class NumberedColumns(SchemaRule):
    """Columns with the same name and a number hold a list in the shape of a table.

    The next value needs a new column, every search has to name all of them, and nothing keeps the same value from
    standing in two. A table of their own has a row for each. Columns that are named for years are the same with data
    in their names.

    Bad:
        CREATE TABLE people (id bigint PRIMARY KEY, phone1 text, phone2 text, phone3 text)
        ---
        CREATE TABLE budgets (id bigint PRIMARY KEY, sales_2019 numeric, sales_2020 numeric)
        ---
        CREATE TABLE budgets (id bigint PRIMARY KEY, q1_sales numeric, q2_sales numeric, q3_sales numeric)
        ---
        CREATE TABLE budgets (id bigint PRIMARY KEY, january numeric, february numeric, march numeric)
        ---
        CREATE TABLE people (id bigint PRIMARY KEY, phone1 text, phone2 text)
    Good:
        CREATE TABLE phones (person_id bigint, phone text, PRIMARY KEY (person_id, phone))
        ---
        CREATE TABLE people (id bigint PRIMARY KEY, address1 text, address2 text)
        ---
        CREATE TABLE files (id bigint PRIMARY KEY, sha1 text, sha256 text)
        ---
        CREATE TABLE lines (id bigint PRIMARY KEY, x1 int, y1 int, x2 int, y2 int)
        ---
        CREATE TABLE friends (user_id_1 bigint, user_id_2 bigint, PRIMARY KEY (user_id_1, user_id_2))
    """

    code = "SQL005"
    name = "numbered-columns"
    grade = Grade.SUGGESTION
    impact = Impact(read=2, maintainability=2, amplification=1, integrity=1, accuracy=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield one finding for each row of columns that count up from 0 or 1, or name years."""
        for table in schema.declared():
            for columns in _counted(table):
                message = f"{columns[0].name} to {columns[-1].name} are one list in {len(columns)} columns"
                yield from self.at(columns[0].origin, message, "a table of its own, with a row for each")


def _counted(table: Table) -> Iterator[list[Column]]:
    groups: defaultdict[tuple[str, str, str], dict[int, Column]] = defaultdict(dict)
    months: defaultdict[str, list[Column]] = defaultdict(list)
    for name, column in table.columns.items():
        found = _NUMBERED.match(name)
        if found and not _BY_CUSTOM.search(found[1]):
            groups[found[1], found[3] or "", kind_of(column.type)][int(found[2])] = column
        month = _MONTH.match(name)
        if month:
            months[month[1] or ""].append(column)
    for (stem, _, _), numbers in groups.items():
        if _counts_up(sorted(numbers), 3 if _ENDS.search(stem) else 2):
            yield [numbers[number] for number in sorted(numbers)]
    yield from (columns for columns in months.values() if len(columns) > 2)


def _counts_up(numbers: list[int], fewest: int) -> bool:
    years = all(number in _YEARS for number in numbers)
    counting = numbers[0] in {0, 1} and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return (years and len(numbers) > 1) or (counting and len(numbers) >= fewest)
