"""What followers see."""
