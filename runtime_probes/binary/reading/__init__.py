"""Decoding: one file for each section, or for each group of sections that belong together."""
