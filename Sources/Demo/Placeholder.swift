// Placeholder for the working branches; its owner deletes it.
