"""YAML text to plain values: what is allowed, where each value stands, and what was read before."""
