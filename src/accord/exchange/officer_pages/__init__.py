"""The officers' pages of a node, on this machine only, without scripts."""
