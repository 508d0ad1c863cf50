"""Decodes files of JSON into records."""

from typing import TypeVar

import msgspec

Kind = TypeVar("Kind")


def decoded(content: bytes, kind: type[Kind], failure: type[Exception]) -> Kind:
    """Return the record, or the list of records, that a file holds; raises the failure, told what is wrong and where.

    `kind` is a type as msgspec takes them.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise failure(str(error)) from None
