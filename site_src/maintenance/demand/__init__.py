"""Makes data/vraag/ out of DUO's open files: pupils per municipality and school type."""
