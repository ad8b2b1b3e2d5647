"""From what somebody says to a change that can be merged; the care for what stands: links, age, effects."""
