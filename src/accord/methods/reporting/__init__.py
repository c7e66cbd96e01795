"""What partners are asked twice a year, and what their answers say."""
