"""Screens; none of them knows another."""
