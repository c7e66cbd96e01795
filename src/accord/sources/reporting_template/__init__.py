"""The form on which partners report twice a year, as a workbook or as CSV, written and read back."""
