"""Which blocks are open at an instruction, and whether one that closes or divides a block may stand there."""

from .opcodes import BY_NAME

BLOCK = BY_NAME["block"].code
LOOP = BY_NAME["loop"].code
IF = BY_NAME["if"].code
ELSE = BY_NAME["else"].code
TRY = BY_NAME["try"].code
CATCH = BY_NAME["catch"].code
CATCH_ALL = BY_NAME["catch_all"].code
DELEGATE = BY_NAME["delegate"].code
TRY_TABLE = BY_NAME["try_table"].code
END = BY_NAME["end"].code

OPENING = frozenset((BLOCK, LOOP, IF, TRY, TRY_TABLE))
# What divides or ends a block in a way of its own, with what may be open before it.
_FOLLOWS = {ELSE: (IF,), CATCH: (TRY, CATCH), CATCH_ALL: (TRY, CATCH), DELEGATE: (TRY,)}


class Nesting:
    """The blocks that are open: the opcodes that opened them or, after a division, that divided them."""

    def __init__(self) -> None:
        """Begin in the block that a body or an expression is."""
        self.open = [BLOCK]

    @property
    def is_open(self) -> bool:
        """Tell whether the outermost block goes on."""
        return bool(self.open)

    def enter(self, code: int) -> bool:
        """Go past an instruction; return False where it may not stand here."""
        if code in OPENING:
            self.open.append(code)
        elif code == END:
            self.open.pop()
        elif code in _FOLLOWS:
            if self.open.pop() not in _FOLLOWS[code]:
                return False
            if code != DELEGATE:
                self.open.append(code)
        return True
