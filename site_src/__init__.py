"""Builds the catalogue of technology initiatives: read -> check -> derive -> render -> write -> verify."""
