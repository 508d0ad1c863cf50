"""The JSON interface of the generated system."""
