"""The command line: reads settings, calls the layers below, prints."""
