"""Finds what a question puts in quotes: values, as the database spells them."""

import re

# An apostrophe within a word, or behind one, opens nothing.
QUOTED = re.compile(r"\"[^\"]+\"|(?<!\w)'[^']+'(?!\w)|“[^”]+”|\u2018[^\u2019]+\u2019")
