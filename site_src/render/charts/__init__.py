"""Charts of our own counts: on a page, and as a file for somebody's report."""
