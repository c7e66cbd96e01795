"""What a build takes in beside the declaration: payments, lists, observations, scores."""
