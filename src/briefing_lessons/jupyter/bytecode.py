"""For Pyodide's own Python, when a site is made: put bytecode in place of the sources in its archives."""

import marshal
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def compile_archive(path: Path) -> None:
    """Compile what is imported from the archive; what is run as a file, or is for another Python, stays."""
    packed = BytesIO()
    with ZipFile(path) as archive, ZipFile(packed, "w") as compiled:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".py") and ".data/" not in name:
                with suppress(SyntaxError):
                    code = marshal.dumps(compile(data, name, "exec", dont_inherit=True))
                    # PEP 552: nobody compares it with a source
                    name, data = name + "c", MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8) + code
            compiled.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    path.write_bytes(packed.getvalue())


if __name__ == "__main__":
    for each in (*Path("/site").glob("*.whl"), *Path("/site").glob("*.zip")):
        compile_archive(each)
