"""The browser's session, kept in a signed cookie: who is signed in, the form token, a notice."""

import hmac
import secrets

from starlette.requests import Request

from app.domain.roles import Person, Role


def session_person(request: Request) -> Person | None:
    """Return who is signed in on this browser."""
    role, key = request.session.get("role"), request.session.get("key")
    if role not in set(Role) or key is None:
        return None
    return Person(Role(role), key)


def start_session(request: Request, person: Person) -> None:
    """Sign a person in; whatever the session held before is dropped."""
    request.session.clear()
    request.session.update(role=str(person.role), key=person.key)


def end_session(request: Request) -> None:
    request.session.clear()


def form_token(request: Request) -> str:
    """Return the token that every form of this session must carry."""
    return str(request.session.setdefault("form_token", secrets.token_urlsafe(24)))


def is_form_token(request: Request, token: str) -> bool:
    expected = str(request.session.get("form_token", ""))
    return bool(expected) and hmac.compare_digest(expected.encode(), token.encode())


def set_notice(request: Request, text: str) -> None:
    """Keep a notice for the next page."""
    request.session["notice"] = text


def take_notice(request: Request) -> str | None:
    notice = request.session.pop("notice", None)
    return None if notice is None else str(notice)
