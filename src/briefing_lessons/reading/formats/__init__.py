"""Readers of file formats, one a module, each imported only when such a file is opened: `read(data, name)`."""
