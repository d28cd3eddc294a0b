"""The whole pathway as one picture, or in lines."""

from argparse import Namespace

from voice import build, reporting
from voice.chart.plan import plan_of
from voice.chart.svg import svg_of
from voice.chart.text import text_of
from voice.errors import ExitCode
from voice.preferences import PreferencesFile
from voice.settings import Settings


def execute(flags: Namespace, settings: Settings, _file: PreferencesFile | None) -> ExitCode:
    """Draw the pathway, or tell it in lines; raises ReportError."""
    plan = plan_of(build.load_content(settings).pathway)
    drawn = text_of(plan) if flags.text else svg_of(plan)
    if flags.file is None:
        print(drawn, end="")
    else:
        reporting.save(flags.file, drawn)
    return ExitCode.FINISHED
