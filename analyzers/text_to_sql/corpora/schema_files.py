"""Reads the schemas of databases, whichever of the public forms they are kept in."""

from codecs import BOM_UTF8

from ....diagnostics import WeftError
from ..schema.schema import Schema
from . import bird_files, spider_files


class NotSchemas(WeftError, ValueError):
    """A file holds no schemas."""


def read_schemas(content: bytes, name: str) -> dict[str, Schema]:
    """Return the schemas of a file by their names: a list as Spider keeps them, or an object with samples of BIRD's.

    Raises NotSchemas with the name of the file.
    """
    content = content.removeprefix(BOM_UTF8)
    read = spider_files.read_schemas if content.lstrip().startswith(b"[") else bird_files.read_schemas
    try:
        return dict(read(content))
    except (spider_files.NotSpider, bird_files.NotBird) as error:
        raise NotSchemas(f"{name}: {error}: it is to be a tables.json as Spider and BIRD keep it") from None
