"""What still has to be done before a copy of this project is somebody's own site."""
