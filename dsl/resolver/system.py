"""Resolves the settings of the whole system."""

from datetime import UTC, datetime

from ...diagnostics import Diagnostic, Related, Source, Span
from ..catalog import CONTRADICTION, UNKNOWN_NAME, nearest
from ..model import System
from ..syntax_tree import Block, Literal, Setting, Text
from .declarations import Declarations

DEFAULT_CLOCK = datetime(2026, 1, 1, 9, tzinfo=UTC)
# ISO 4217: currencies whose smallest unit is not a hundredth.
MINOR_UNITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
# ISO 4217: the codes of money that people pay with.
CURRENCIES = frozenset((
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD",
    "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP",
    "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP",
    "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD",
    "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD",
    "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN",
    "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB",
    "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL",
    "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND",
    "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
))  # fmt: skip
LOCALES = ("en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "zh-CN", "ja-JP")


def resolve_system(blocks: list[Block], declarations: Declarations) -> System:
    """Return the settings, with defaults for what is not said; several of them are reported."""
    if len(blocks) > 1:
        declarations.diagnostics.append(_several(blocks))
    if not blocks:
        span = Span(Source("", ""), 0, 0)
        return System(id="system", span=span, name="App", locale="en-US", currency="USD", clock=DEFAULT_CLOCK)
    block = blocks[0]
    settings = {clause.name: clause.value for clause in block.clauses if isinstance(clause, Setting)}
    clock = settings.get("clock")
    moment = clock.value if isinstance(clock, Literal) and isinstance(clock.value, datetime) else DEFAULT_CLOCK
    currency = _text(settings.get("currency"), "USD")
    declarations.currency_scale = MINOR_UNITS.get(currency, 2)
    written = settings.get("currency")
    if isinstance(written, Text) and currency not in CURRENCIES:
        message = f'there is no currency "{currency}"'
        hint = nearest(currency, CURRENCIES) or 'write its code of three letters, such as "EUR"'
        declarations.diagnostics.append(UNKNOWN_NAME.at(written.span, message, hint))
    locale = settings.get("locale")
    if isinstance(locale, Text) and locale.value not in LOCALES:
        hint = f"known: {', '.join(LOCALES)}"
        declarations.diagnostics.append(UNKNOWN_NAME.at(locale.span, f'there is no locale "{locale.value}"', hint))
    name = block.header.name.text if block.header.name else "App"
    return System(
        id="system", span=block.span, name=name, locale=_text(locale, "en-US"), currency=currency, clock=moment
    )


def _several(blocks: list[Block]) -> Diagnostic:
    """Return the finding that there is more than one System, with the place of each."""
    first, second, *others = sorted(blocks, key=lambda block: (block.span.source.name, block.span.start))
    are_apart = len({block.span.source.name for block in blocks}) > 1
    away = "move each to a folder of its own: the files of a folder are one specification"
    hint = f"keep one of them, or {away}" if are_apart else "keep one of them"
    related = tuple(Related("here is another", block.span) for block in (first, *others))
    return CONTRADICTION.at(second.span, "a specification has one System", hint, related)


def _text(value: Text | Literal | None, default: str) -> str:
    return value.value if isinstance(value, Text) else default
