"""Weights that come with Weft, trained on Spider (Yu et al. 2018, CC BY-SA 4.0; https://yale-lily.github.io/spider)."""

from importlib.resources import files

SHIPPED = files(__name__).joinpath("offline_spider.json")  # the offline tier's, trained on Spider's training set
