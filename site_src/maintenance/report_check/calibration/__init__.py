"""How often the check is right: on invented worlds, and on real facts that are hidden."""
