"""Signs of life: what the websites of the records say now, put beside the records. Nothing here changes a record."""
