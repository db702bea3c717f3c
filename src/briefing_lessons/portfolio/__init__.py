"""A learner's work as pages: kept under a code, taken home in one file, deleted by one call, sent nowhere."""
