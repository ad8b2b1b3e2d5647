"""Which pages exist and what each is given; a module a kind of page."""
