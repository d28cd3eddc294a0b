"""A virtual sound card: a private PulseAudio server with a loudspeaker and a microphone that exist only in memory.

The loudspeaker is a null sink; whoever wants to know what was played listens to its monitor. What is played into a
second null sink, the caller's mouth, comes out of its monitor, which is offered as the microphone. PortAudio sees both
through ALSA's plugin for PulseAudio as the devices ``pulse`` and ``default``.
"""

import contextlib
import math
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("pulseaudio", "pactl", "pacat", "parec")
PULSEAUDIO = ("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes")
"""A server that reads and leaves no files of another; it warns root, but serves."""

PACKAGES = "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
PLUGINS = ("/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so", "/usr/lib*/alsa-lib/libasound_module_pcm_pulse.so")

LOUDSPEAKER, MOUTH, MICROPHONE = "loudspeaker", "mouth", "microphone"
START_SECONDS = 10.0
LATENCY_MSEC = "60"


def missing() -> str:
    """Why there can be no virtual sound card here; empty if there can."""
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if not any(any(Path("/").glob(pattern.lstrip("/"))) for pattern in PLUGINS):
        absent.append("ALSA's plugin for PulseAudio")
    if not absent:
        return ""
    return f"no virtual sound card without {', '.join(absent)}: sudo apt-get install {PACKAGES}"


@dataclass(frozen=True)
class Card:
    """A running server; ``environment`` makes a program use its devices."""

    environment: Mapping[str, str]
    rate: int
    command_line: Path

    @property
    def patient(self) -> Mapping[str, str]:
        """The environment without the latency that it asks of programs."""
        return {name: value for name, value in self.environment.items() if name != "PULSE_LATENCY_MSEC"}

    def control(self, *words: str) -> str:
        """Tell the server something, return what it says."""
        done = subprocess.run(("pactl", *words), env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def unplug_microphone(self) -> None:
        """Take the microphone away, as when a headset is pulled out: who listens to it hears no more."""
        self._end_streams("kill-source-output", "source-outputs", MICROPHONE)
        self.control("unload-module", "module-remap-source")

    def plug_in_microphone(self) -> None:
        """Give the microphone back."""
        self.control(
            "load-module", "module-remap-source", f"source_name={MICROPHONE}", f"master={MOUTH}.monitor", "remix=no"
        )
        self.control("set-default-source", MICROPHONE)

    def _end_streams(self, command: str, kind: str, device: str) -> None:
        """End every stream of a device."""
        devices = {"source-outputs": "sources", "sink-inputs": "sinks"}[kind]
        number = next(
            line.split("\t")[0]
            for line in self.control("list", "short", devices).splitlines()
            if line.split("\t")[1] == device
        )
        streams = (line.split("\t")[:2] for line in self.control("list", "short", kind).splitlines())
        self.tell(*(f"{command} {index}" for index, on in streams if on == number))

    def tell(self, *commands: str) -> str:
        """Tell the server what only its own command line can; return what it says."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.command_line))
            line.sendall("".join(f"{command}\n" for command in commands).encode())
            line.shutdown(socket.SHUT_WR)  # "exit" would end the server
            return b"".join(iter(lambda: line.recv(4096), b"")).decode()

    def echo(self, decibels: float) -> None:
        """Let the microphone hear the loudspeaker, so much louder (negative: fainter) than it is played."""
        where = (f"source={LOUDSPEAKER}.monitor", f"sink={MOUTH}")
        number = self.control("load-module", "module-loopback", *where, "latency_msec=40", "remix=no")
        for line in self.control("list", "short", "sink-inputs").splitlines():
            index, _sink, _client, driver, *_ = line.split("\t")
            if driver.startswith("module-loopback"):
                # PulseAudio's volumes are cubic: half of the scale is an eighth of the height.
                volume = round(65_536 * math.pow(10, decibels / 20) ** (1 / 3))
                self.control("set-sink-input-volume", index, str(volume))
        assert number


@contextmanager
def virtual_card(rate: int = 44_100) -> Iterator[Card]:
    """Start a server whose devices run at ``rate`` samples a second; stop it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="card-"))  # short: the socket's path must be
    socket_file, command_line = folder / "socket", folder / "cli"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PULSE_")},
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
        "BACKTALK_SETTINGS": "off",
        "PULSE_SERVER": f"unix:{socket_file}",
        "PULSE_LATENCY_MSEC": LATENCY_MSEC,
        # No other device may stand in for one that is gone.
        "PULSE_SOURCE": MICROPHONE,
        "PULSE_SINK": LOUDSPEAKER,
    }
    loads = (
        f"module-native-protocol-unix socket={socket_file} auth-anonymous=1",
        f"module-cli-protocol-unix socket={command_line}",
        # Without norewinds the monitor lags by two seconds.
        f"module-null-sink sink_name={LOUDSPEAKER} rate={rate} norewinds=1",
        f"module-null-sink sink_name={MOUTH} rate={rate} norewinds=1",
    )
    server = subprocess.Popen(
        (*PULSEAUDIO, *(word for load in loads for word in ("-L", load))),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        card = Card(environment, rate, command_line)
        _wait_for(card)
        card.control("set-default-sink", LOUDSPEAKER)
        card.plug_in_microphone()
        yield card
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=5)
        server.kill()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(card: Card) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            card.control("info")
        except subprocess.CalledProcessError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
