"""Which facts are worth asking for most: what each answer would change for visitors, verdicts and scores."""
