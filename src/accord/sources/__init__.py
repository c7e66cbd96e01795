"""Records of the outside world, read with every row's origin."""
