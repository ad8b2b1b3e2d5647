"""The published report of 2023: its tables, and whether our records contradict them."""
