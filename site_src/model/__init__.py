"""What things are: an initiative, a campus, a term, a role, a problem. Knows no files and no pages."""
