"""A small tree of an HTML page, searched the way people read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(eq=False, slots=True)
class Element:
    """One element: its tag, attributes and what it contains."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    content: list["Element | str"] = field(default_factory=list["Element | str"])
    parent: "Element | None" = None

    def find_all(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements inside this one, in the order of the page."""
        for part in self.content:
            if isinstance(part, Element):
                if not tags or part.tag in tags:
                    yield part
                yield from part.find_all(*tags)

    def find(self, tag: str) -> "Element":
        """Return the first such element inside this one."""
        return next(self.find_all(tag))

    @property
    def text(self) -> str:
        """Return what is written here, with single spaces."""
        parts = [part if isinstance(part, str) else f" {part.text} " for part in self.content]
        return " ".join("".join(parts).split())

    @property
    def name(self) -> str:
        """Return the accessible name."""
        return self.attributes.get("aria-label") or self.text

    def closest(self, tag: str) -> "Element":
        """Return the nearest such element around this one."""
        element = self.parent
        while element is not None and element.tag != tag:
            element = element.parent
        assert element is not None, f"no {tag} around {self.tag}"
        return element


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document")
        self.open = self.root

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, parent=self.open)
        self.open.content.append(element)
        if tag not in VOID:
            self.open = element

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
            self.open = self.open.parent or self.root

    @override
    def handle_data(self, data: str) -> None:
        self.open.content.append(data)


def read_html(html: str) -> Element:
    """Read a page; elements that are not nested properly are an error."""
    builder = _TreeBuilder()
    builder.feed(html)
    assert builder.open is builder.root, "an element is not closed"
    return builder.root
