"""The picture that appears when somebody shares a page."""
