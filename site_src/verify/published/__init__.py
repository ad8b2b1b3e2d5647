"""Whether a site that stands somewhere is, byte for byte, the one that was built."""
