"""English: words, sentences, word classes, phrases and verb groups of running text."""
