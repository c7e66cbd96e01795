"""Calculations: rows and parameters in, figures and reasons out; nothing is opened or written."""
