"""The ways to answer a question, from the cheapest to the dearest."""
