"""Brings the catalogues up to date: `python -m tools.translations`; 1 when something is to be translated."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from tools.translations import catalogue

if __name__ == "__main__":
    missing = {language: catalogue.update(language) for language in catalogue.LANGUAGES}
    for language, texts in missing.items():
        print(*(f"{language}: {text}" for text in texts), sep="\n")
    sys.exit(any(missing.values()))
