"""Tests of what the JSON interface exposes: lists and single records."""

from ...dsl.model import Api, Entity, Exposure
from ...dsl.value_types import Reference, plain
from ...dsl.words import words_of
from ..backend import OutputFile
from ..names import plural_of_entity
from .example_records import Examples
from .function_text import TestText
from .module_api import ARGUMENTS, json_text, new_text, sign_in_as


def exposed_file(api: Api, exposure: Exposure, examples: Examples) -> OutputFile | None:
    """Return the tests of what one interface shows of an entity."""
    text = new_text(examples)
    entity = examples.model.entity(exposure.entity)
    path = f"{api.prefix}/{plural_of_entity(entity)}"
    key = examples.first[entity.name][entity.key.name]
    owner = _owner(entity)
    headers = f", headers={sign_in_as(owner, text)}" if owner else ""
    ids = [api.id, entity.id]
    shown = f'item["{entity.key.name}"]'
    if "list" in exposure.operations:
        lines = [f'body = client.get("{path}"{headers}).raise_for_status().json()']
        lines += [f'assert [{shown} for item in body["items"]] == [{text.value(key, entity.key.type)}]']
        text.add("test_list", ids, [*lines, 'assert (body["total"], body["offset"]) == (1, 0)'], ARGUMENTS)
        lines = [f'body = client.get("{path}?limit=1&offset=1"{headers}).raise_for_status().json()']
        text.add("test_list_beyond_the_end", ids, [*lines, 'assert body["items"] == []'], ARGUMENTS)
        mark = 'pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=-1"])'
        lines = [f'response = client.get(f"{path}?{{query}}"{headers})', "assert response.status_code == 422"]
        text.add("test_wrong_queries_are_refused", ids, lines, f"{ARGUMENTS}, query: str", mark)
    if "read" in exposure.operations:
        _read(entity, f"{path}/{key}", headers, ids, text)
        missing = 999 if isinstance(key, int) else "nowhere"
        lines = [f'response = client.get("{path}/{missing}"{headers})', "assert response.status_code == 404"]
        lines += [f'assert response.json()["detail"] == "There is no {words_of(entity.name)} {missing}"']
        text.add("test_read_one_that_is_not_there", ids, lines, ARGUMENTS)
    if owner:
        _guarded(path, f"{path}/{key}", owner, exposure, ids, text)
    elements = [api.id, exposure.id]
    return text.file(f"module/test_api_{plural_of_entity(entity)}", f"{entity.name} records over JSON.", elements)


def _owner(entity: Entity) -> str | None:
    for field in entity.fields:
        kind = plain(field.type)
        if field.is_owner and isinstance(kind, Reference):
            return kind.entity
    return None


def _read(entity: Entity, path: str, headers: str, ids: list[str], text: TestText) -> None:
    record = text.examples.first[entity.name]
    shown = [field for field in entity.fields if field.name in record]
    pairs = [f'"{field.name}": {json_text(record[field.name], field.type)}' for field in shown]
    lines = [f'body = client.get("{path}"{headers}).raise_for_status().json()']
    lines += [f"expected: dict[str, object] = {{{', '.join(pairs)}}}", "assert expected.items() <= body.items()"]
    text.add("test_read", ids, lines, ARGUMENTS)


def _guarded(path: str, one: str, owner: str, exposure: Exposure, ids: list[str], text: TestText) -> None:
    paths = [f'"{path}"'] * ("list" in exposure.operations) + [f'"{one}"'] * ("read" in exposure.operations)
    mark = f'pytest.mark.parametrize("path", [{", ".join(paths)}])'
    lines = ["assert client.get(path).status_code == 401"]
    text.add("test_nobody_signed_in", ids, lines, f"{ARGUMENTS}, path: str", mark)
    lines = [f"headers = {sign_in_as(owner, text, other=True)}"]
    if "list" in exposure.operations:
        lines.append(f'assert client.get("{path}", headers=headers).json()["total"] == 0')
    if "read" in exposure.operations:
        lines.append(f'assert client.get("{one}", headers=headers).status_code == 404')
    text.add("test_others_see_nothing", ids, lines, ARGUMENTS)
