"""Networks from files: tables, GeoJSON and extracts of OpenStreetMap, refused where they cannot be true."""
