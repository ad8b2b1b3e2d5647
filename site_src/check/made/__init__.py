"""Rules about the tables that a command made."""
