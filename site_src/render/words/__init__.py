"""What is said: the words of the interface, facts and findings in sentences."""
