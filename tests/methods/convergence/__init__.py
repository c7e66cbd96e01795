"""Tests of gaps, pace, convergence and ranks."""
