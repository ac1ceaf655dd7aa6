"""Values as rows; no logic."""
