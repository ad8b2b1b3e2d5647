"""What is particular to a region: where it lies, its campuses, its places, the report on it, what could be done."""
