"""What arrives by mail or from a static form: a message in whatever shape, brought back to the text of a form."""
