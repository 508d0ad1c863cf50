"""The commands of `weft`, one file each."""
