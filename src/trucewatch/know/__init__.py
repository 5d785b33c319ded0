"""What is known without any report: conflict profiles, gazetteer, time grammar, number words, type tables."""
