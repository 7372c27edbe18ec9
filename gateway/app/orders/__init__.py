"""One file an order that the gateway carries out between two batches."""
