#!/usr/bin/env bash
# Create .venv if it is not there and bring it to a file of requirements: environment.sh requirements.txt
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=$1
stamp=.venv/installed-$requirements

# The first Python that really runs and is new enough: a name on the path may be a mere stub.
find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "No Python 3.11 or later found: install one, or name it: make PYTHON=/path/to/python3 …" >&2
    return 1
}

create_venv() {
    local python
    python=$(find_python)
    echo "== Creating .venv with $("$python" --version)"
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        scripts/system_packages.sh python3-venv
        "$python" -m venv .venv
    fi
}

[ -x .venv/bin/python ] || create_venv
if cmp -s "$requirements" "$stamp"; then
    exit 0
fi
echo "== Installing $requirements (the first time takes a few minutes)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
cp "$requirements" "$stamp"
