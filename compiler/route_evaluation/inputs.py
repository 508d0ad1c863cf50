"""Reads what `weft route eval` compares: questions, schemas, databases, answers, and the tokens they took."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b, file_digest
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ...analyzers.text_to_sql.corpora.example import Example
from ...analyzers.text_to_sql.corpora.prediction_files import Prediction, read_costed
from ...analyzers.text_to_sql.corpora.question_files import read_examples
from ...analyzers.text_to_sql.corpora.schema_files import read_schemas
from ...analyzers.text_to_sql.schema.schema import Schema
from ...diagnostics import WeftError
from .answering import POLICIES
from .databases import find_databases, find_instances

_MILLION = 1_000_000
UNKNOWN = "unknown"  # how the tokens of a system are counted whose answers do not all tell them


class UnusableInputs(WeftError, ValueError):
    """Files or options from which nothing can be evaluated."""


class Wish(Struct, frozen=True):
    """What the options of `weft route eval` say; pairs are a system's name with a file, a number, or either.

    Either `databases` or `instances` is a folder. `pipelines` may name policies, which `accept` and the limits are for.
    """

    questions: Path
    databases: Path | None = None
    instances: Path | None = None
    schemas: Path | None = None
    predictions: tuple[tuple[str, str], ...] = ()
    tokens: tuple[tuple[str, str], ...] = ()
    prices: tuple[tuple[str, str], ...] = ()
    pipelines: tuple[str, ...] = ()
    accept: float | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    basic: str = ""
    work: Path | None = None
    engine: str = "local"
    jobs: int = 0
    format_: str = "text"
    plot: Path | None = None


class System(Struct, frozen=True):
    """A system by its name: its answers, or none where one of ours answers; how its tokens are known."""

    name: str
    answers: tuple[Prediction, ...] | None
    counted: str


class Inputs(Struct, frozen=True):
    """What is compared. `digests` tells each input that matters for judging; `schemas` may lack some databases.

    `are_synthetic` where the databases are instances that were made up.
    """

    examples: tuple[Example, ...]
    systems: tuple[System, ...]
    databases: Mapping[str, tuple[Path, ...]]
    schemas: Mapping[str, Schema]
    digests: Mapping[str, str]
    are_synthetic: bool = False


def read_inputs(wish: Wish) -> Inputs:
    """Return what is compared; raises UnusableInputs, NotQuestions, NotPredictions, NotSpider and NotBird."""
    digests: dict[str, str] = {"weft": version("weft")}
    content = _digested(wish.questions, "the questions", digests)
    examples = read_examples(content, wish.questions.name)
    if not examples:
        raise UnusableInputs(f"{wish.questions}: there are no questions")
    systems = [*_predicted(wish, len(examples), digests), *_ours(wish)]
    _check_names(wish, [system.name for system in systems])
    databases = _databases(wish, {example.database for example in examples})
    for name, files in databases.items():
        for file in files:
            digests[f"the database {name}, {file.name}"] = _digest(file)
    schemas = _schemas(wish.schemas, examples, digests)
    return Inputs(examples, tuple(systems), databases, schemas, digests, wish.instances is not None)


def _databases(wish: Wish, names: set[str]) -> Mapping[str, tuple[Path, ...]]:
    if wish.databases and not wish.instances:
        return find_databases(wish.databases, names)
    if wish.instances and not wish.databases:
        return find_instances(wish.instances, names)
    raise UnusableInputs("name the folder of the databases: --databases, or --instances where they are made up")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableInputs(f"{path}: {error.strerror}") from None


def _digested(path: Path, title: str, digests: dict[str, str]) -> bytes:
    """Return the content of a file, and note its digest."""
    content = _read(path)
    digests[title] = blake2b(content, digest_size=16).hexdigest()
    return content


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()


def _schemas(path: Path | None, examples: Sequence[Example], digests: dict[str, str]) -> dict[str, Schema]:
    """Return the schemas that are asked about, as Spider keeps them in a list, or as an object with samples."""
    if path is None:
        return {}
    found = read_schemas(_digested(path, "the schemas", digests), str(path))
    if missing := sorted({example.database for example in examples} - set(found)):
        raise UnusableInputs(f"{path}: there is no schema of {', '.join(missing)}")
    return {name: found[name] for name in sorted({example.database for example in examples})}


def _predicted(wish: Wish, count: int, digests: dict[str, str]) -> Iterator[System]:
    tokens, prices = dict(wish.tokens), dict(wish.prices)
    for name, file in wish.predictions:
        answers = read_costed(_digested(Path(file), f"the answers of {name}", digests), Path(file).name)
        if len(answers) != count:
            raise UnusableInputs(f"{file} has {len(answers):,} answers, and {wish.questions} {count:,} questions")
        system = System(name, answers, _told(answers))
        if name in tokens:
            system = _with_tokens(system, tokens[name])
        yield _priced(system, prices[name]) if name in prices else system


def _told(answers: Sequence[Prediction]) -> str:
    return UNKNOWN if any(answer.tokens is None for answer in answers) else "as its answers tell"


def _with_tokens(system: System, given: str) -> System:
    """Give all answers of a system the same number of tokens, or each that of a file."""
    assert system.answers is not None
    try:
        amounts, counted = [_amount(given, given)] * len(system.answers), f"{given} a question, as given"
    except UnusableInputs:
        path = Path(given)
        if not path.is_file():
            raise UnusableInputs(f"--tokens {system.name}={given}: neither a number from 0 on nor a file") from None
        amounts, counted = _amounts(_read(path), path), f"from {path.name}"
    if len(amounts) != len(system.answers):
        raise UnusableInputs(f"{given} has {len(amounts):,} numbers for {len(system.answers):,} questions")
    answers = (replace(answer, tokens=tokens) for answer, tokens in zip(system.answers, amounts, strict=True))
    return System(system.name, tuple(answers), counted)


def _amounts(content: bytes, path: Path) -> list[float]:
    """Return the numbers of a file: a list in JSON, or a number a line."""
    if path.suffix == ".json":
        try:
            return msgspec.json.decode(content, type=list[float])
        except msgspec.MsgspecError as error:
            raise UnusableInputs(f"{path}: {error}: it is to be a list of numbers") from None
    lines = content.decode("utf-8", "replace").split()
    return [_amount(line, f"{path}:{number}: {line}") for number, line in enumerate(lines, 1)]


def _amount(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise UnusableInputs(f"{where} is no number from 0 on")
    return number


def _priced(system: System, given: str) -> System:
    """Give all answers whose tokens are known their cost."""
    assert system.answers is not None
    price = _amount(given, f"--price {system.name}={given}:")
    answers = (
        answer if answer.tokens is None else replace(answer, cost=answer.tokens * price / _MILLION)
        for answer in system.answers
    )
    return replace(system, answers=tuple(answers))


def _ours(wish: Wish) -> Iterator[System]:
    terms = (("--accept", wish.accept), ("--max-tokens", wish.max_tokens), ("--max-cost", wish.max_cost))
    for option, given in terms:
        if given is not None and not set(wish.pipelines) & set(POLICIES):
            raise UnusableInputs(f"{option} is for policies: --pipeline {' or '.join(POLICIES)}")
    for name in wish.pipelines:
        yield System(name, None, "asks no model" if name == "offline" else "as the endpoint counts, in and out")


def _check_names(wish: Wish, names: Sequence[str]) -> None:
    """Raise UnusableInputs where there are no systems, one is named twice, or another is named that there is not."""
    if not names:
        raise UnusableInputs("there is nothing to evaluate: give --predictions NAME=FILE or --pipeline offline")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UnusableInputs(f"{', '.join(twice)}: systems must have names of their own")
    predicted = [name for name, _ in wish.predictions]
    for option, given, known in (
        ("--tokens", [name for name, _ in wish.tokens], predicted),
        ("--price", [name for name, _ in wish.prices], predicted),
        ("--basic", [wish.basic] if wish.basic else [], names),
    ):
        if unknown := sorted(set(given) - set(known)):
            raise UnusableInputs(f"{option} {unknown[0]}: there is no such system; known are {', '.join(known)}")
