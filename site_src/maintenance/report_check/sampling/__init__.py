"""Draws from all completions: how probable each statement is to be wrong, and each open value to be yes."""
