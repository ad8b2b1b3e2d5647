"""Tables and charts on pages: published figures, and the catalogue’s own, never mixed."""
