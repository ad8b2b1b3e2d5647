"""The catalogue in every form that machines and spreadsheets ask for. One table of columns, many forms."""
