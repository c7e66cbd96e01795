"""Planning broadband: gaps to targets, costs with a shared way to the backbone, plans for an envelope."""
