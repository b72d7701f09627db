"""Predicts which customers leave."""
