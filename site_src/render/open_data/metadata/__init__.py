"""What describes the data: dictionary, data package, DCAT, OpenAPI."""
