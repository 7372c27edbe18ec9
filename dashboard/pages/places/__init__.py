"""The pages of ponds and fields, as who tends them opens them."""
