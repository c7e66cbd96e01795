"""Registers of investment projects: saved project pages, spreadsheets."""
