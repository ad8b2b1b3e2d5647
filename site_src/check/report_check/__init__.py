"""Whether data/rapport/toets.yml still belongs to the records, and is as `report-check` wrote it."""
