"""Which call of which question goes to which endpoint, and when: a dispatcher for real ones, a simulation for plans."""
