"""How a file format is written: CSV, XLSX, iCalendar, Atom, ZIP."""
