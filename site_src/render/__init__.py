"""Turns the catalogue into text and bytes: pages, open data, maps, forms."""
