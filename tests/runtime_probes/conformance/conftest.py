"""Lets the tests of the runner import what it is made of."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
