"""From what somebody sends to a change that can be merged."""
