"""Letters to the organisations behind the initiatives: what we show, how old it is, what is missing, how to tell us."""
