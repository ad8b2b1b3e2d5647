"""Makes data/geo from named sources; only `python build.py geodata` and `new` come here."""
