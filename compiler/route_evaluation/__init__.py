"""Carries out `weft route eval`: judges what systems answered to a set of questions, and compares them."""
