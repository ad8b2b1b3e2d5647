"""Rules about single characters: what looks like something else, and what nobody sees."""
