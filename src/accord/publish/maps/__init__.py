"""Maps as scalable vector graphics, made from numbers alone: no base map, no borders, no script."""
