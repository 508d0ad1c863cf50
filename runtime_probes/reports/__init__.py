"""The reports, in the order in which they are listed."""

from ..report import Report
from .chrome_trace import ChromeTrace
from .cobertura import Cobertura
from .disassembly import Disassembly
from .folded_stacks import FoldedStacks
from .html_page import HtmlPage
from .json_data import JsonData
from .lcov import Lcov
from .open_telemetry import OpenTelemetry
from .pprof import Pprof
from .speedscope import Speedscope

REPORTS: tuple[Report, ...] = (
    Disassembly(),
    JsonData(),
    HtmlPage(),
    Lcov(),
    Cobertura(),
    FoldedStacks(),
    Speedscope(),
    ChromeTrace(),
    Pprof(),
    OpenTelemetry(),
)
