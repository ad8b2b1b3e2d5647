"""Turning the catalogue into pages: addresses, templates, files, and a last check of what was written."""
