"""What each page says: one module for each kind of page."""
