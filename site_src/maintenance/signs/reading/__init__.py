"""What a page, a calendar and a sitemap say, read so that nothing in them is run and nothing can take long."""
