"""The pages that the menu leads to."""

from dataclasses import dataclass

from app.domain.roles import Person, Role

SYSTEM_TITLE = "Library"
HOME = "/"


@dataclass(frozen=True, slots=True)
class Link:
    """A page in the menu and who sees it there; no roles means everybody."""

    title: str
    path: str
    roles: tuple[Role, ...] = ()
    signed_out_only: bool = False


LINKS: tuple[Link, ...] = (Link("Books", "/"),)


def visible_links(person: Person | None) -> list[Link]:
    """Return the links for this person."""
    return [link for link in LINKS if is_visible(link, person)]


def is_visible(link: Link, person: Person | None) -> bool:
    if person is None:
        return not link.roles
    return not link.signed_out_only and (not link.roles or person.role in link.roles)
