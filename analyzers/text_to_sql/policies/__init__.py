"""The policies of routing, one file each."""
