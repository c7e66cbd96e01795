"""Measurements of the speed budgets; never part of the tests, since machines differ."""
