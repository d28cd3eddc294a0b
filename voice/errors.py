"""The error tree. Not understanding a caller is a value, never one of these.

VoiceError
  ContentError          intents/ is wrong; raised at start only, lists every problem
  SettingsError         a flag or file value is impossible
  EngineError
    EngineUnavailable   package, model or library missing; the message says how to get it
    RecognitionError    the recogniser failed on given audio
    SynthesisError      the synthesiser failed, hung, or made no sound
    AudioDeviceError    microphone, loudspeaker or audio file cannot be used
      MicrophoneLostError   it delivers nothing any more
      MicrophoneMutedError  it delivers nothing but zeros
  UnansweredError       the answers ended before the questions did
  JournalError          the session file cannot be written, or is not one
  ReportError           the page or the bundle for the doctor, or a drawing, cannot be written

Every message is one plain sentence that names the fix.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command returns to the shell. The urgency is never an exit code: an emergency is not a crash."""

    FINISHED = 0
    CHECK_FAILED = 1
    USAGE = 2
    CONTENT = 3
    ENGINE = 4
    DEVICE = 5
    UNANSWERED = 6
    JOURNAL = 7
    REPORT = 8
    INTERRUPTED = 130


class VoiceError(Exception):
    """Anything that goes wrong outside the core, told in one sentence that names the fix."""

    exit_code = ExitCode.ENGINE


class ContentError(VoiceError):
    """The content in ``intents/`` is wrong. ``problems`` holds every one, each with its file and line."""

    exit_code = ExitCode.CONTENT

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(f"The content has {len(problems)} problem(s):\n" + "\n".join(problems))
        self.problems = problems


class SettingsError(VoiceError):
    """A flag or a file value is impossible."""

    exit_code = ExitCode.USAGE


class EngineError(VoiceError):
    """An engine cannot do its work."""


class EngineUnavailable(EngineError):  # noqa: N818 - the design's name; the tree reads better without the suffix
    """A package, model or library is missing; the message says how to get it."""


class RecognitionError(EngineError):
    """The recogniser failed on the audio it was given."""


class SynthesisError(EngineError):
    """The synthesiser failed, hung, or made no sound."""


class AudioDeviceError(EngineError):
    """A microphone, loudspeaker or audio file cannot be used."""

    exit_code = ExitCode.DEVICE


class MicrophoneLostError(AudioDeviceError):
    """The microphone delivers nothing any more; it may come back."""


class MicrophoneMutedError(AudioDeviceError):
    """The microphone delivers nothing but zeros."""


class UnansweredError(VoiceError):
    """The answers ended before the questions did: a script has no answer left."""

    exit_code = ExitCode.UNANSWERED


class JournalError(VoiceError):
    """The session file cannot be written, or cannot be read as one."""

    exit_code = ExitCode.JOURNAL


class ReportError(VoiceError):
    """The page or the bundle for the doctor, or a drawing, cannot be written."""

    exit_code = ExitCode.REPORT
