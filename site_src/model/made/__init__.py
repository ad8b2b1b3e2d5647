"""What commands make of the data, for a build to read."""
