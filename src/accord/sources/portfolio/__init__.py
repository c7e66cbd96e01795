"""Portfolios as files: a call in YAML, candidates in YAML, a table or a workbook, and everything checked."""
