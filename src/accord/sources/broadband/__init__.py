"""Broadband from files: settlements, coverage, prices, incomes, costs and a call, read strictly."""
