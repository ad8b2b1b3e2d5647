"""Pages that people take elsewhere: what they kept, and what stands on another site."""
