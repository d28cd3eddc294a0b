"""The store of speech models, against a server on this machine that gives real ZIP files of the starter, or worse."""

import hashlib
import io
import json
import os
import resource
import signal
import stat
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree

import pytest

from tests.unit.test_cli import ROOT, backtalk, command, environment, needs_starter
from voice import places
from voice.build import Outside, model_in_use
from voice.cli import main
from voice.errors import EngineUnavailable, ExitCode, SettingsError
from voice.models import check
from voice.recognizers._vosk_trial import try_model
from voice.settings import Hearing
from voice.store import fetching
from voice.store.catalogue import Listed, read_catalogue, wanted
from voice.store.fetching import PercentLines
from voice.store.shelf import Shelf
from voice.store.unpacking import unpack

pytest.importorskip("pooch", reason="pooch belongs to the extra [models]")
pytest.importorskip("filelock", reason="filelock belongs to the extra [models]")
pytestmark = needs_starter

Answer = Callable[[BaseHTTPRequestHandler], None]
NAME = "vosk-model-test-en"


def packed(folder: Path, top: str = NAME) -> bytes:
    """Return a folder as a ZIP file like the official ones: all in one folder of its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, Path(top) / file.relative_to(folder))
    return made.getvalue()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def gives(content: bytes, *, pieces: int = 1, pause: float = 0.0, sent: int | None = None) -> Answer:
    """Return an answer of this content, in so many pieces, broken off after ``sent`` bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        size = len(content) // pieces + 1
        given = content if sent is None else content[:sent]
        for start in range(0, len(given), size):
            handler.wfile.write(given[start : start + size])
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def refuses(status: int, location: str | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if location is not None:
            handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


class Server:
    """A web server on this machine; what it answers is set for each path."""

    def __init__(self) -> None:
        answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                try:
                    answers.get(self.path, refuses(404))(self)
                except OSError:  # whoever asked is gone
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.answers = answers
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def gives(self, answer: Answer, path: str = f"/{NAME}.zip") -> Listed:
        self.answers[path] = answer
        return Listed(NAME, self.address + path)


@pytest.fixture(name="server")
def _server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="module", name="whole")
def _whole() -> bytes:
    return packed(places.starter_model())


@pytest.fixture(name="shelf")
def _shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models")


def untried(_: Path) -> None:
    """Take it for granted that libvosk can load a model that looks like one."""


def is_clean(shelf: Shelf) -> bool:
    """Is nothing there but what the store keeps for itself?"""
    work = shelf.folder / ".work"
    return shelf.names() == [] and not (work.exists() and any(work.iterdir()))


def test_a_model_is_fetched_chosen_used_and_checked(
    server: Server, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("BACKTALK_MODEL", raising=False)
    server.gives(refuses(302, "/elsewhere.zip"))
    listed = server.gives(gives(whole, pieces=50), "/elsewhere.zip")
    get = ["models", "get", listed.address.replace("elsewhere", NAME), "--sha256", sha256(whole)]
    assert main(get) == ExitCode.FINISHED
    assert server.asked == [f"/{NAME}.zip", "/elsewhere.zip"]
    told = capsys.readouterr()
    size = f"{len(whole) / 1_000_000:.1f}"
    tenths = [f"Fetched {percent} percent of {size} megabytes." for percent in range(10, 101, 10)]
    assert told.err.splitlines() == tenths
    assert f"backtalk models use {NAME}" in told.out

    assert main(get) == ExitCode.FINISHED
    assert len(server.asked) == 2

    assert main(["models", "use", NAME]) == ExitCode.FINISHED
    capsys.readouterr()
    main(["models", "list", "--json"])
    rows = json.loads(capsys.readouterr().out)["models"]
    assert [row["name"] for row in rows if row["used"]] == [NAME]
    main(["models", "check", "--json"])
    folder = tmp_path / "backtalk" / "models" / NAME
    whole_model = {"folder": str(folder), "grammars": True, "unknown_word": True, "lacking": []}
    assert json.loads(capsys.readouterr().out) == whole_model

    (folder / "am" / "final.mdl").unlink()
    assert main(["hear", "tests/audio/en/awb/yes.flac", "--asked", "chest_pain"]) == ExitCode.FINISHED
    told = capsys.readouterr()
    assert "the model that ships is used" in told.err
    assert "Found: chest_pain present" in told.out
    assert main(["models", "check", NAME]) == ExitCode.ENGINE


def test_a_slow_server_is_waited_for(server: Server, whole: bytes, shelf: Shelf) -> None:
    lines: list[str] = []
    folder = shelf.get(server.gives(gives(whole, pieces=10, pause=0.02)), PercentLines(lines.append), try_model_at)
    assert check(folder).runtime_grammars
    assert len(lines) == 10


def try_model_at(folder: Path) -> None:
    try_model(folder, Hearing().rate)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda whole: gives(whole, sent=len(whole) // 2), "broke before the file was whole"),
        (lambda whole: gives(whole[: len(whole) // 2]), "no sound ZIP file"),
        (lambda whole: gives(whole[:-5000] + bytes(4000) + whole[-1000:]), "no sound ZIP file"),
        (lambda _: gives(b"<html>Please log in to this network</html>"), "no sound ZIP file"),
        (lambda _: refuses(404), "answers 404"),
        (lambda _: refuses(503), "answers 503"),
        (lambda _: refuses(302, "http://127.0.0.1:1/gone.zip"), "cannot be reached"),
        (lambda _: refuses(302, f"/{NAME}.zip"), "cannot be reached"),
    ],
    ids=["dropped", "truncated", "damaged", "no-zip", "gone", "busy", "led-astray", "led-in-circles"],
)
def test_what_does_not_arrive_whole_leaves_nothing(
    server: Server, whole: bytes, shelf: Shelf, answer: Callable[[bytes], Answer], sentence: str
) -> None:
    with pytest.raises(EngineUnavailable, match=sentence):
        shelf.get(server.gives(answer(whole)), None, untried)
    assert is_clean(shelf)
    assert check(shelf.get(server.gives(gives(whole)), None, untried)).runtime_grammars


def test_nobody_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = backtalk("models", "get", "https://127.0.0.1:1/model.zip", XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == ExitCode.ENGINE
    assert "connect to the internet" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_falls_silent_is_not_waited_for_for_ever(
    server: Server, whole: bytes, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(EngineUnavailable, match="silent"):
        shelf.get(server.gives(gives(whole, pieces=2, pause=2)), None, untried)
    assert is_clean(shelf)


def test_a_wrong_checksum_is_refused_and_the_right_one_taken(server: Server, whole: bytes, shelf: Shelf) -> None:
    address = server.gives(gives(whole)).address
    with pytest.raises(EngineUnavailable, match="wrong checksum"):
        shelf.get(Listed(NAME, address, sha256=sha256(b"another")), None, untried)
    assert is_clean(shelf)
    shelf.get(Listed(NAME, address, sha256=sha256(whole)), None, untried)


def test_the_checksum_is_learned_and_held_to(server: Server, whole: bytes, shelf: Shelf) -> None:
    folder = shelf.get(server.gives(gives(whole)), None, untried)
    folder.rename(shelf.folder.parent / "taken away")
    changed = packed(places.starter_model(), "another")
    with pytest.raises(EngineUnavailable, match="wrong checksum"):
        shelf.get(server.gives(gives(changed)), None, untried)
    new = Listed(NAME, server.address + f"/{NAME}.zip", sha256=sha256(changed))
    shelf.get(new, None, untried).rename(shelf.folder.parent / "taken away too")
    shelf.get(server.gives(gives(changed)), None, untried)


def test_a_model_that_libvosk_cannot_load_is_not_kept(server: Server, shelf: Shelf, tmp_path: Path) -> None:
    broken = copytree(places.starter_model(), tmp_path / "broken")
    graph = broken / "graph" / "HCLr.fst"
    graph.write_bytes(graph.read_bytes()[:1000])
    with pytest.raises(EngineUnavailable, match="no speech model that works"):
        shelf.get(server.gives(gives(packed(broken))), None, try_model_at)
    assert is_clean(shelf)


def test_a_broken_model_of_that_name_is_replaced(server: Server, whole: bytes, shelf: Shelf) -> None:
    (shelf.folder / NAME).mkdir(parents=True)
    assert check(shelf.get(server.gives(gives(whole)), None, untried)).runtime_grammars
    assert not any((shelf.folder / ".work").iterdir())


def link() -> zipfile.ZipInfo:
    found = zipfile.ZipInfo("model/link")
    found.external_attr = (stat.S_IFLNK | 0o777) << 16
    return found


@pytest.mark.parametrize(
    "name", ["../outside", "model/../../outside", "/outside", "C:/outside", "model\\..\\..\\outside", "//host/share"]
)
def test_nothing_is_written_outside(server: Server, shelf: Shelf, tmp_path: Path, name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("model/first", b"first")
        archive.writestr(name, b"out")
    with pytest.raises(EngineUnavailable, match="outside its folder"):
        shelf.get(server.gives(gives(made.getvalue())), None, untried)
    assert is_clean(shelf)
    assert not [file for file in tmp_path.rglob("*") if file.name in ("outside", "first")]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({link(): b"/etc/passwd"}, "outside its folder"),
        ({"model/bomb": bytes(20_000_000)}, "far more than a speech model"),
        ({f"model/{number}": b"" for number in range(3000)}, "far more than a speech model"),
        ({"model": b"a file", "model/file": b"in it"}, "no sound ZIP file"),
        ({}, "holds no files"),
    ],
    ids=["link", "bomb", "thousands", "file-and-folder", "empty"],
)
def test_strange_archives_are_refused(
    server: Server, shelf: Shelf, members: Mapping[str | zipfile.ZipInfo, bytes], sentence: str
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(EngineUnavailable, match=sentence):
        shelf.get(server.gives(gives(made.getvalue())), None, untried)
    assert is_clean(shelf)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_may_not_come_twice(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        for content in (b"one", b"two"):
            archive.writestr("model/file", content)
    with pytest.raises(EngineUnavailable, match="no sound ZIP file"):
        unpack(tmp_path / "twice.zip", tmp_path / "model")


@pytest.mark.parametrize("room", [1_000_000, 4_500_000], ids=["while-fetching", "while-unpacking"])
def test_a_full_disk_is_told_in_one_sentence(server: Server, tmp_path: Path, room: int) -> None:
    # Packed 4 MB or so; the largest file of it a little over 2 MB, so padding makes one that is too long.
    folder = copytree(places.starter_model(), tmp_path / "model")
    (folder / "padding").write_bytes(bytes(5_000_000))
    content = packed(folder)
    assert 1_000_000 < len(content) < 4_500_000
    address = server.gives(gives(content)).address
    done = subprocess.run(
        command("models", "get", address, "--sha256", sha256(content), "--progress", "off"),
        capture_output=True, text=True, check=False, timeout=60, cwd=ROOT, env=environment(XDG_DATA_HOME=str(tmp_path)),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert done.returncode == ExitCode.ENGINE
    assert "no room left" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert is_clean(Shelf(tmp_path / "backtalk" / "models"))


def test_a_kill_leaves_nothing_half_installed(server: Server, whole: bytes, tmp_path: Path) -> None:
    listed = server.gives(gives(whole, pieces=100, pause=0.1))
    child = subprocess.Popen(
        command("models", "get", listed.address, "--sha256", sha256(whole)),
        stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment(XDG_DATA_HOME=str(tmp_path)),
    )  # fmt: skip
    assert child.stderr is not None
    assert "Fetched 10 percent" in child.stderr.readline()
    shelf = Shelf(tmp_path / "backtalk" / "models")
    with pytest.raises(EngineUnavailable, match="just now"):
        shelf.get(listed, None, untried)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert shelf.names() == []
    assert any((shelf.folder / ".work").rglob("*"))
    shelf.get(server.gives(gives(whole)), None, untried)
    assert shelf.names() == [NAME]
    assert not any((shelf.folder / ".work").iterdir())


def test_the_catalogue_is_whole_and_a_name_that_is_almost_right_is_helped() -> None:
    listed = read_catalogue(places.catalogue())
    assert all(one.address.startswith("https://") and one.address.endswith(f"/{one.name}.zip") for one in listed)
    assert wanted(listed[0].name, listed, None) is listed[0]
    with pytest.raises(SettingsError, match=listed[0].name):
        wanted("vosk-small-en-us", listed, None)


@pytest.mark.parametrize(
    ("what", "checksum"),
    [
        ("http://example.org/model.zip", None),
        ("ftp://example.org/model.zip", None),
        ("https://example.org/..", None),
        ("https://example.org/.hidden.zip", None),
        ("https:///model.zip", None),
        ("https://[example/model.zip", None),
        ("https://example.org/model.zip", "no checksum"),
    ],
)
def test_addresses_that_will_not_do_are_refused(what: str, checksum: str | None) -> None:
    with pytest.raises(SettingsError):
        wanted(what, (), checksum)


def test_what_is_named_goes_before_what_was_chosen_and_the_starter_can_be_chosen(shelf: Shelf, tmp_path: Path) -> None:
    named = copytree(places.starter_model(), tmp_path / "named")
    own = copytree(places.starter_model(), tmp_path / "vosk-model-small-en-own")
    outside = Outside(None, lambda _: None, vosk_folders=(tmp_path,), shelf=shelf)  # type: ignore[arg-type] # no screen
    assert model_in_use(Hearing(), outside).folder == own
    shelf.choose("starter-en")
    assert model_in_use(Hearing(), outside).ships
    shelf.choose(str(named))
    assert model_in_use(Hearing(), outside).folder == named
    assert model_in_use(Hearing(model=own), outside).folder == own
    with pytest.raises(SettingsError, match="models get"):
        shelf.choose("vosk-model-nowhere")
