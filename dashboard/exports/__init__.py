"""The book as files: for machines and for people, without names and without the places of stores."""
