"""``kg settings``."""

from pathlib import Path

import click

from kg.cli.common import AS_JSON, write_json, write_stderr, write_stdout
from kg.folder import open_folder
from kg.settings.config import changed_settings, describe_settings, read_settings, write_toml
from kg.text.readable import count_noun


@click.command("settings")
@click.argument("graph", type=click.Path(path_type=Path), required=False)
@click.option("--config", type=click.Path(path_type=Path), help="TOML file of settings to list instead of a graph's.")
@AS_JSON
def settings_command(graph: Path | None, config: Path | None, as_json: bool) -> None:
    r"""List every setting with its reason, as TOML for `kg build --config`; with GRAPH, the settings of the graph.

    Settings that differ from the defaults are marked, and listed on standard error.

    \b
    kg settings
    kg settings > kg.toml
    kg settings arxiv.kg
    """
    if graph and config:
        raise click.UsageError("give a graph or --config, not both")
    shown = open_folder(graph)[1].settings if graph else read_settings(config)
    if as_json:
        write_json(describe_settings(shown))
        return
    write_stdout(write_toml(shown))
    if graph or config:
        changed = changed_settings(shown)
        write_stderr(f"\n{count_noun(len(changed), 'setting')} other than the default" + ":" * bool(changed))
        for name, (value, default) in changed.items():
            write_stderr(f"  {name} = {value} (default {default})")
