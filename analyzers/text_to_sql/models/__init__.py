"""The weights that come with Weft, as JSON; `weft route train` makes them."""
