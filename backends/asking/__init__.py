"""Boxes for questions: what each role may ask about, and the code that answers."""
