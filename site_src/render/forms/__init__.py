"""What is made from the model for people who contribute: JSON Schema, issue forms, links that fill them in."""
