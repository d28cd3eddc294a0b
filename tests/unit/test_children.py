"""A child process runs this package, wherever the program was started."""

import subprocess
from pathlib import Path

from voice.children import child_command


def test_the_current_folder_cannot_stand_in_for_the_package(tmp_path: Path) -> None:
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "__init__.py").write_text("raise SystemExit(9)")
    done = subprocess.run(
        child_command("voice.synthesizers._pyttsx3_child", tmp_path), cwd=tmp_path, input=b"", check=False, timeout=30
    )
    assert done.returncode == 0
