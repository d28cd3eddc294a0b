"""One file per module: does it do its job."""
