"""What an initiative and a campus are, how they are read and when they are right."""
