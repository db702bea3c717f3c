"""What it is about: counts, rates, dispersion, keyness, collocations, concordance."""
