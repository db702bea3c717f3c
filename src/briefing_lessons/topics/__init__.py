"""What a briefing is about: counts, rates, topics, keyness, dispersion, collocations, concordance."""
