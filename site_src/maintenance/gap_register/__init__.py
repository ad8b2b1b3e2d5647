"""Makes data/witte-vlekken-register.csv: when each gap came and went, by comparing git revisions."""
