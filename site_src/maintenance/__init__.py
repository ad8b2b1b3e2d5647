"""What keeps the catalogue true: contributions, links, age, geodata, the story of changes."""
