"""What readers see: the website, its data, its charts, its static export."""
