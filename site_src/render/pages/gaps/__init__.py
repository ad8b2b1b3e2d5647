"""The pages on gaps: the overview, a page with the figures of each group, and what could be done about them."""
