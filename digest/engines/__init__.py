"""What wakes workers: a small port, and the engines behind it. What is to be done is in the ledger and the store."""
