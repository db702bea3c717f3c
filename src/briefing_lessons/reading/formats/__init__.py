"""Readers of file formats, one a module, imported when such a file is opened: `read(data, name)`."""
