"""Whose work the site holds besides ours, and under which licence."""
