"""What the figures mean: gaps, promising initiatives, and what it would cost to fill the gaps."""
