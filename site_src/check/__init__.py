"""Says what is wrong with what was read: one small function a rule, in tables."""
