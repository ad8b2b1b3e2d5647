"""Reads the finished site back and says what is wrong with it."""
