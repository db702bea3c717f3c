"""Charts that can be read by someone who cannot see them."""
