#!/bin/sh
# Makes .venv with the pinned packages, once; afterwards it only compares a stamp. Usage: tools/setup.sh [run|dev]
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock

stop() { echo "$1" >&2; exit 1; }

python=${PYTHON:-}
if [ -z "$python" ]; then
  for candidate in python3.11 python3.12 python3.13 python3.14 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      break
    fi
  done
fi
[ -n "$python" ] || stop "Doorvraag heeft Python 3.11 of nieuwer nodig: installeer dat en probeer het opnieuw."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  stop "'$python' is geen Python 3.11 of nieuwer: wijs met PYTHON=/pad/naar/python3.11 een andere aan."
[ -w . ] || stop "In deze map kan ik niet schrijven: zet Doorvraag in een map waarin je mag schrijven."

# A dev environment holds everything the product needs, so `make run` after `make test` installs nothing.
want=$(cat pyproject.toml requirements-setup.lock "$lock" | cksum)
for done_kind in "$kind" dev; do
  stamp=.venv/.stamp-$done_kind
  full=$(cat pyproject.toml requirements-setup.lock "requirements$([ "$done_kind" = dev ] && echo -dev).lock" 2>/dev/null | cksum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$full" ] && .venv/bin/python -c '' 2>/dev/null; then exit 0; fi
done

echo "Pakketten klaarzetten in .venv (eenmalig, ongeveer een halve minuut) ..."
rm -f .venv/.stamp-*
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
  "$python" -m venv --clear .venv ||
    stop "Een virtuele omgeving maken lukt niet: installeer het pakket python3-venv en probeer het opnieuw."
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.lock ||
  stop "De pakketten ophalen lukt niet: controleer of deze machine bij de Python-pakketbron kan."
.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock" requirements-setup.lock ||
  stop "De pakketten ophalen lukt niet: controleer of deze machine bij de Python-pakketbron kan."
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
pwd > "$site/doorvraag.pth"
# What every start reads, compiled now: some machines are told to keep no bytecode, and would do it at each start.
for package in numpy pydantic typing_extensions.py annotated_types snowballstemmer typer click rich; do
  if [ -e "$site/$package" ]; then .venv/bin/python -m compileall -q "$site/$package" || true; fi
done
cp tools/doorvraag .venv/bin/doorvraag
chmod +x .venv/bin/doorvraag
echo "$want" > ".venv/.stamp-$kind"
