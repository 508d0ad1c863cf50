"""How tightly the operators of SQL bind, from the loosest to what never needs parentheses."""

OR, AND, NOT, COMPARE, SUM, PRODUCT, ATOM = range(7)
