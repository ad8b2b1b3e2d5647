"""Where things are: coordinates, distances, maps."""
