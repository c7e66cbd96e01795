"""Portfolios: which candidates a grant envelope should pay for, and why."""
