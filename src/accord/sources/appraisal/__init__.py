"""Appraisals as files: YAML or a workbook, with tables of flows and dated parameters."""
