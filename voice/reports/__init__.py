"""What a consultation leaves behind for a doctor: a page to read and a FHIR bundle. Pure: the journal of a consultation
and the content go in, text comes out; times are texts that are passed in."""
