"""The service and the nightly job share one image."""
