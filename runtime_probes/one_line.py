"""Names and paths as they may stand in a line of a report: a module may call its functions what it likes."""


def one_line(text: str) -> str:
    """Return a text with a mark in the place of all that ends a line, steers a terminal, or is not allowed in XML."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
