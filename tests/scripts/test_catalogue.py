"""The gate before the Vietnamese catalogue: complete, sound, compiled, and as the source has it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
COMPLETE = 'msgid "%(count)d items"\nmsgstr "%(count)d tin"\n'


class Project:
    """A small project with the gate's scripts, one marked message and a catalogue."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SCRIPTS, root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        for folder in ("cms", "search", "templates", "locale/vi/LC_MESSAGES"):
            (root / folder).mkdir(parents=True)
        self.mark('_("%(count)d items")')

    def mark(self, source: str) -> None:
        """Write the source."""
        (self.root / "cms" / "views.py").write_text(f"text = {source}\n", encoding="utf-8")

    def translate(self, messages: str) -> None:
        """Write the catalogue and compile it."""
        catalogue = self.root / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        catalogue.write_text(HEADER + messages, encoding="utf-8")
        self.run("compile_catalogue.py")

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run one of the scripts."""
        command = [sys.executable, str(self.root / "scripts" / script)]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose catalogue is complete."""
    project = Project(tmp_path)
    project.translate(COMPLETE)
    return project


def test_a_complete_catalogue_passes(project: Project) -> None:
    result = project.run("check_catalogue.py")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("messages", "complaint"),
    [
        ('msgid "%(count)d items"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "%(count)d items"\nmsgstr "%(count)d tin"\n', "fuzzy"),
        ('msgid "%(count)d items"\nmsgstr "%(number)d tin"\n', "other placeholders"),
        ('msgid "%(count)d items"\nmsgstr "tin"\n', "other placeholders"),
        ('msgid "%(count)d item"\nmsgid_plural "%(count)d items"\nmsgstr[0] ""\n', "not translated"),
    ],
)
def test_a_faulty_message_is_named(project: Project, messages: str, complaint: str) -> None:
    project.translate(messages)
    result = project.run("check_catalogue.py")
    assert result.returncode == 1
    assert "%(count)d item" in result.stdout
    assert complaint in result.stdout


def test_a_compiled_file_of_an_older_catalogue_is_refused(project: Project) -> None:
    compiled = project.root / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
    older = compiled.read_bytes()
    project.translate(COMPLETE.replace("tin", "bài"))
    compiled.write_bytes(older)
    result = project.run("check_catalogue.py")
    assert result.returncode == 1
    assert "not what the catalogue compiles to" in result.stdout


def test_a_missing_catalogue_is_refused(project: Project) -> None:
    shutil.rmtree(project.root / "locale")
    assert project.run("check_catalogue.py").returncode == 1


def test_a_message_that_only_the_source_has_is_named(project: Project) -> None:
    project.mark('_("Withdraw")')
    result = project.run("check_catalogue.py")
    assert result.returncode == 1
    assert "'Withdraw' stands in the source only" in result.stdout


def test_an_update_adds_new_messages_keeps_translations_and_drops_dead_ones(project: Project) -> None:
    project.translate(COMPLETE + '\nmsgid "Dead"\nmsgstr "Chết"\n')
    project.mark('_("%(count)d items"), _("Withdraw")')
    assert "2 messages, 1 without a translation" in project.run("extract_messages.py").stdout
    catalogue = (project.root / "locale" / "vi" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert 'msgstr "%(count)d tin"' in catalogue
    assert 'msgid "Withdraw"' in catalogue
    assert "Dead" not in catalogue
