"""Open data: the catalogue in every form that machines and spreadsheets ask for. One model, many forms."""
