"""Texts that somebody might type, made at random: nearly right ones, and those that machines disagree on."""

from random import Random

SPACES = "\t\n\r\x1c \x85\xa0\u1680\u2003\u2028\u3000\ufeff\u200b"
PIECES = (
    *("0", "1", "7", "9", "00", "12", "999999999", "123456789012345678", "٣", "७", "\uff11", "²"),
    *("+", "-", "\u2212", ".", ",", "e", "_", ":", "T", "t", " ", "/"),
    *("second", "seconds", "minutes", "hour", "days", "Day", " days", "yes", "no", "Yes", "x", "é", "🐎"),
)


def typed_text(random: Random) -> str:
    """Return a text, often with spaces around it."""
    make = random.choice((_pieces, _number, _moment, _length))
    around = [random.choice(SPACES) if random.random() < 0.15 else "" for _ in range(2)]
    return around[0] + make(random) + around[1]


def _pieces(random: Random) -> str:
    return "".join(random.choice(PIECES) for _ in range(random.randrange(5)))


def _number(random: Random) -> str:
    sign = random.choice(("", "", "", "+", "-", "--"))
    digits = "".join(random.choice("0123456789") for _ in range(random.choice((0, 1, 2, 3, 14, 15, 16, 18, 19))))
    decimals = random.choice(("", "", ".", ".5", ".50", ".125", ".1250", ".12500000", ".0001", ".٣"))
    return sign + digits + decimals


def _moment(random: Random) -> str:
    year = random.choice(("0000", "0001", "0999", "1969", "1970", "2024", "2026", "9999", "10000"))
    month, day = random.choice(("00", "01", "02", "2", "12", "13")), random.choice(("00", "01", "28", "29", "30", "31"))
    time = random.choice(("", "T00:00", " 08:30", "T23:59:59", "T24:00", "T08:60", "T8:00", "T08:00:00.5", "T08:00Z"))
    return f"{year}-{month}-{day}{time}{random.choice(('', '', '', '+02:00'))}"


def _length(random: Random) -> str:
    count = random.choice(("0", "1", "30", "007", "999999999", "9999999999", "-1", "1.5"))
    return count + random.choice(("", " ", "  ")) + random.choice(("", "second", "minutes", "hours", "day", "weeks"))
