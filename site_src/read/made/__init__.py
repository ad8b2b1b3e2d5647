"""Tables that a command made and a build only reads: pupils around the campuses, the history of gaps."""
