"""What follows from the records: distances, reach, filters, map contents. Opens no file, writes no page."""
