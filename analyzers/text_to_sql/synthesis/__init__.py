"""Makes databases up from a schema and gold SQL, and judges answers by what they give on them.

`instances.make_instances` returns the rows, `statements` writes them as SQL, and `agreement` compares answers with gold
on databases that hold them. What comes of it is agreement on synthetic instances; execution accuracy needs real data.
"""
