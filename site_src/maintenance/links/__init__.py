"""Every external link: does it still work, since when not, and the report of it."""
