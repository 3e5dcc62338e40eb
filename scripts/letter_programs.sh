#!/usr/bin/env bash
# What the tests print letters with: LibreOffice, poppler, and a font that measures like Times New Roman.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
command -v fc-list >/dev/null || missing+=(fontconfig)
if [ ${#missing[@]} -gt 0 ]; then
    scripts/system_packages.sh "${missing[@]}"
fi

# Liberation Serif has Vietnamese letters from version 2 on, which Debian 12 has in a package of its own.
has_letters() { fc-list ':charset=1ea5' family | grep -q 'Liberation Serif'; }
has_letters || scripts/system_packages.sh fonts-liberation2 || scripts/system_packages.sh fonts-liberation
has_letters
