"""The weights that come with Weft, as JSON that `weft route train` makes, and what evaluates them without a library.

They are trained on Spider (Yu et al. 2018, CC BY-SA 4.0; https://yale-lily.github.io/spider) and on BIRD (Li et al.
2023, CC BY-SA 4.0; https://bird-bench.github.io).
"""

from importlib.resources import files

SHIPPED = files(__name__).joinpath("offline_spider.json")  # the offline tier's, trained on Spider's training set
