"""The store of speech models: what can be fetched, what is here, which is used. Only fetching goes online."""
