"""Puts files on disk: all or nothing, in processes beside each other, and the search index over them."""
