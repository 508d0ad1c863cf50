Books are lent for three weeks.
