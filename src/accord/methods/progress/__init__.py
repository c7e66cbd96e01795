"""Progress of indicators towards a target, and whether it is more than noise."""
