"""Weights that come with Weft."""

from importlib.resources import files

SHIPPED = files(__name__).joinpath("offline_spider.json")  # the offline tier's, trained on Spider's training set
