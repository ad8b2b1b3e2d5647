"""Questions that the solver answers: what cannot all be true, and what is the same in every completion."""
