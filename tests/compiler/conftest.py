"""Lets the tests of the driver, and of its commands, import the samples that stand beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
