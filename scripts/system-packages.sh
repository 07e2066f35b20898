#!/bin/sh
# Installs the Debian packages the browser, workbook and PostgreSQL tests use, where missing and installable.
set -u
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-calc"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || wanted="$wanted fonts-noto-cjk"
[ -z "$wanted" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "not installed:$wanted — the tests that need them will be skipped"
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted; } >/tmp/sharing-packages.log 2>&1; then
    tail -5 /tmp/sharing-packages.log
    echo "could not install:$wanted — the tests that need them will be skipped"
fi
exit 0
