"""Whether someone who is paid stands on a list: names, identity, and what follows."""
