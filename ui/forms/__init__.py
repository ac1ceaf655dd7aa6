"""Forms that a page or a sheet shows."""
