"""The only place that draws PDF: values in, bytes out, no files touched."""
