"""The pages for who wants to help: the questions worth most, and how much is known of each kind of fact."""
