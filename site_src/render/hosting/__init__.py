"""What a web server should say with each file."""
