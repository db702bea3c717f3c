"""Who is who: the people, organisations and documents of a text under all their names."""
