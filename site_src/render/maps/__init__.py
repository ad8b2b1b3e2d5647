"""Maps: drawn as SVG, and the layers of those that move."""
