"""The claim reader's encoder: network, training, export."""
