#!/usr/bin/env bash
# Install packages of the system where that is possible: as root on Debian and its kin.
set -euo pipefail
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Please install: $* (not possible from here: needs root and apt-get)." >&2
    exit 1
fi
echo "== Installing system packages: $*"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$@" >/dev/null
