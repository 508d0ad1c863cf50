"""Which bytecodes an interpreter runs."""

from collections.abc import Sequence
from typing import ClassVar

from ..binary.contents import Contents
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..readings import Count
from ..table import Key, Table
from .branches import TARGETS


class Bytecodes(Monitor):
    """How often each bytecode ran of a program that the module interprets.

    An interpreter goes from bytecode to bytecode by a `br_table`, and by that more often than by any other: the labels
    that it chose are the bytecodes. Where another one is the right one, give the place of that, as `branches` tells it.
    What lies behind the last label is told as `default`; bytecodes that never ran are left out.

    Module:
        (module
          (memory 1)
          (data (i32.const 0) "\\01\\01\\01\\00\\01\\02")
          (func (export "run") (local $at i32) (local $sum i32)
            (block $halt
              (loop $next
                (block $negate
                  (block $increment
                    (br_table $negate $increment $halt
                      (i32.load8_u (local.get $at))
                      (local.set $at (i32.add (local.get $at) (i32.const 1)))))
                  (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
                  (br $next))
                (local.set $sum (i32.sub (i32.const 0) (local.get $sum)))
                (br $next)))))

    Tells:
        bytecodes
        function  name  offset  bytecode  count
        0         run   0x3b    1         4
        0         run   0x3b    0         1
        0         run   0x3b    default   1
    """

    name = "bytecodes"
    wizard = ("profile_bytecode",)
    options: ClassVar[Options] = {"place": 0}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that looks at what each `br_table` chooses."""
        return (TARGETS,)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the labels of one `br_table`, the most frequent first."""
        place = int(self.settings["place"])
        found = [site for site in session.counts(TARGETS) if not place or site.place.offset == place]
        busiest = max(found, key=lambda site: sum(site.counts), default=None)
        rows = _rows(session, busiest) if busiest else []
        keys = ("function", "name", "offset", "bytecode")
        return (Table(self.name, keys, ("count",), tuple(rows)),)


def _rows(session: Session, site: Count) -> list[tuple[Key, tuple[int, ...]]]:
    """Return a row for each label that was chosen."""
    function = site.place.function
    name = session.instrumented.contents.function_names.get(function, "")
    *labels, default = site.counts
    told = [*enumerate(labels), ("default", default)]
    told.sort(key=lambda each: -each[1])
    return [((function, name, hex(site.place.offset), label), (count,)) for label, count in told if count]
