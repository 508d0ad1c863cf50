"""Lets the tests of reports import the example that they share."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
