"""Lets the tests of routing find the pipelines and the database that they share."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
