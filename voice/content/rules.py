"""``rules.yaml``, ``regions.yaml``, ``sources.yaml``, the prompts and the words of reports: language-free data and
plain sentences."""

from collections.abc import Mapping

from voice.content.conditions import NEVER, URGENCIES, Kinds, slot_of, test
from voice.content.nodes import Node
from voice.core.conditions import Test
from voice.core.labels import Labels
from voice.core.pathway import Interrupt, Line, Region, Rule, Silence, Source
from voice.core.terms import InterruptId, PromptId, RuleId, SlotId, SourceId, Urgency

VARIANTS = frozenset("sit still cord trauma lie allergy crisis today 24h days 2wk home".split())


def sources_of(file: Node) -> dict[SourceId, Source]:
    """The citations by id."""
    found: dict[SourceId, Source] = {}
    for element in file.mapping().get("sources", file).elements():
        keys = element.mapping()
        if "id" not in keys or "title" not in keys:
            element.wrong("a source needs `id:` and `title:`")
            continue
        name = SourceId(keys["id"].text())
        if name in found:
            element.wrong(f"the source {name!r} stands here twice")
        kind = keys["kind"].text() if "kind" in keys else "seen"
        sentence = keys["sentence"].text() if "sentence" in keys else ""
        found[name] = Source(name, keys["title"].text(), kind, sentence)
    return found


def regions_of(file: Node) -> dict[str, Region]:
    """The regions by id."""
    found: dict[str, Region] = {}
    for element in file.mapping().get("regions", file).elements():
        keys = element.mapping()
        missing = [key for key in ("id", "name", "emergency", "urgent_line", "crisis") if key not in keys]
        if missing:
            element.wrong(f"a region needs {', '.join(missing)}")
            continue
        name = keys["id"].text()
        found[name] = Region(
            name, keys["name"].text(), keys["emergency"].text(), keys["urgent_line"].text(), keys["crisis"].text()
        )
    return found


def rules_of(
    file: Node, kinds: Kinds, sources: dict[SourceId, Source]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...], Rule]:
    """The decision table, the scope rules beside it, and the rule for an incomplete consultation."""
    keys = file.mapping()
    for key in ("rules", "scope", "incomplete"):
        if key not in keys:
            file.wrong(f"the key {key!r} is missing")
    empty = file.nothing
    table = tuple(_rule(element, kinds, sources) for element in keys.get("rules", empty).elements())
    scope = tuple(_rule(element, kinds, sources) for element in keys.get("scope", empty).elements())
    seen: set[str] = set()
    for rule in (*table, *scope):
        if rule.id in seen:
            file.wrong(f"the rule {rule.id!r} stands here twice")
        seen.add(rule.id)
    return table, scope, _rule(keys.get("incomplete", empty), kinds, sources)


def guidance_of(file: Node, kinds: Kinds) -> dict[str, tuple[Line, ...]]:
    """What is said at each level, in order."""
    keys = file.mapping()
    if "guidance" not in keys:
        file.wrong("the key 'guidance' is missing")
        return {}
    return {name: tuple(_line(one, kinds) for one in lines.elements()) for name, lines in keys["guidance"].items()}


def _line(node: Node, kinds: Kinds) -> Line:
    if not node.is_mapping:
        return Line(PromptId(node.text()))
    keys = node.mapping()
    empty = node.nothing
    return Line(
        PromptId(keys.get("say", empty).text()),
        test(keys["when"], kinds) if "when" in keys else None,
        keys.get("region", empty).text(),
        tuple(one.text() for one in keys.get("not_variant", empty).elements()),
    )


def _rule(node: Node, kinds: Kinds, sources: dict[SourceId, Source]) -> Rule:
    keys = node.mapping()
    empty = node.nothing
    name = RuleId(keys.get("id", empty).text())
    urgency = keys.get("urgency", empty).text()
    if urgency not in URGENCIES:
        node.wrong(f"{name}: urgency should be one of {', '.join(URGENCIES)}")
    variant = keys.get("variant", empty).text()
    if variant not in VARIANTS:
        node.wrong(f"{name}: there is no variant {variant!r}")
    cites = tuple(SourceId(one.text()) for one in keys.get("cite", empty).elements())
    for cite in cites:
        if cite not in sources:
            keys["cite"].wrong(f"{name}: there is no source {cite!r}")
    if "when" in keys and not cites:
        node.wrong(f"{name}: a rule must cite a source")
    when = test(keys["when"], kinds) if "when" in keys else Test(NEVER)
    line = PromptId(keys["prompt"].text() if "prompt" in keys else f"rule.{name}")
    concern = keys.get("concern", empty).text()
    return Rule(name, URGENCIES.get(urgency, Urgency.SOON), variant, when, concern, cites, line)


def prompts_of(file: Node) -> dict[PromptId, str]:
    """Prompt id to sentence."""
    return {PromptId(name): node.text() for name, node in file.items()}


def sweeps_of(file: Node, kinds: Kinds) -> dict[str, tuple[SlotId, ...]]:
    """The danger signs that one question asks for together, by its name; there may be none."""
    node = file.mapping().get("sweeps", file.nothing)
    if node.is_empty:
        return {}
    return {name: tuple(slot_of(one, one.text(), kinds) for one in slots.elements()) for name, slots in node.items()}


def silence_of(file: Node, interrupts: Mapping[InterruptId, Interrupt]) -> Silence:
    """What to do when nobody answers."""
    node = file.mapping().get("silence", file.nothing)
    keys = node.mapping()
    missing = [key for key in ("repeat_after", "repeats", "help", "pause") if key not in keys]
    if missing:
        file.wrong(f"`silence:` needs {', '.join(missing)}")
        return Silence((60,), 1, InterruptId(""), 60)
    seconds = tuple(one.whole() for one in keys["repeat_after"].elements())
    repeats, pause = keys["repeats"].whole(), keys["pause"].whole()
    if not seconds or min(*seconds, repeats, pause) < 1:
        node.wrong("`repeat_after:`, `repeats:` and `pause:` should be 1 or more")
    cry = InterruptId(keys["help"].text())
    if cry not in interrupts:
        keys["help"].wrong(f"there is no interrupt {cry!r}")
    return Silence(seconds or (60,), repeats, cry, pause)


def labels_of(file: Node) -> Labels:
    """The words of reports; every one must be there."""
    keys = file.mapping()
    names = Labels.__dataclass_fields__
    for key in keys.keys() - names.keys():
        keys[key].wrong(f"unknown key {key!r}")
    texts = {name: keys.get(name, file.nothing).text() for name in names}
    for name, text in texts.items():
        if file and not text:
            file.wrong(f"the key {name!r} is missing")
    return Labels(**texts)


def unanswered_allowed(file: Node) -> int:
    """How many questions may stay unanswered before self-care is out of reach (section 8 of the pathway)."""
    keys = file.mapping()
    incomplete = keys["incomplete"].mapping() if "incomplete" in keys else {}
    return incomplete["unanswered_allowed"].whole() if "unanswered_allowed" in incomplete else 0
