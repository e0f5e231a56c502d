"""The debatmap: a selection of actions as one document to print and to take along."""
