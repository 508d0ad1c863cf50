"""Gathers the code of one function, with the places of the specification that its parts come from."""

from ...diagnostics import Span
from ...runtime_probes.binary.entities import Locals
from ...runtime_probes.binary.immediates import ImmediateValue
from ...runtime_probes.binary.value_types import NumberType
from ...runtime_probes.binary.writing.code import encode_body
from ...runtime_probes.binary.writing.instructions import encode

Mark = tuple[int, Span]


class Code:
    """The instructions of a function, in order. `marks` say where in them the code of a part of the spec begins.

    `rows` say where code begins that runs if a row of a decision table matches.
    """

    def __init__(self, parameters: int = 0) -> None:
        self._code = bytearray()
        self._parameters = parameters
        self._locals: list[NumberType] = []
        self.marks: list[Mark] = []
        self.rows: list[int] = []

    def add(self, name: str, *immediates: ImmediateValue) -> "Code":
        """Add an instruction and return itself, so that calls can be chained."""
        self._code += encode(name, *immediates)
        return self

    def local(self, kind: NumberType) -> int:
        """Return the index of a new local variable."""
        self._locals.append(kind)
        return self._parameters + len(self._locals) - 1

    def mark(self, span: Span) -> None:
        """Note that what follows comes from a place in the specification."""
        self.marks.append((len(self._code), span))

    def begin_row(self) -> None:
        """Note that what follows runs if the next row of a decision table matches."""
        self.rows.append(len(self._code))

    def body(self) -> tuple[bytes, int]:
        """Return the entry of the code section, and where in it the first instruction lies."""
        code = bytes(self._code) + encode("end")
        entry = encode_body([Locals(1, kind) for kind in self._locals], code)
        return entry, len(entry) - len(code)
