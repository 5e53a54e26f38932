"""The documents that prove a finished path: page, PDF, line for the training record, badge; and their check."""
