#!/usr/bin/env bash
# Makes the archives to install from, in artifacts/:
#
#   docker/package.sh              both
#   docker/package.sh linux-x64    hybridadmin-<version>-linux-x64.tar.gz: the program, a systemd unit, the documents
#   docker/package.sh win-x64      hybridadmin-<version>-win-x64.zip: the program with a web.config for IIS, the documents
#
# Self-contained: the other computer needs no .NET. Builds beside the working tree, so that a build under way there is not disturbed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/artifacts
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

# The README, what it links to, and what that links to; under the same paths, so that the links work in the archive. A test holds this.
documents=(
  README.md
  .github
  docker/README.md
  src/LICENSE
  src/docs
  src/HybridAdmin.Core/RULES.md
  src/HybridAdmin.Storage/Audit/README.md
)

fail() { printf 'package.sh: %s\n' "$*" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/src/Directory.Build.props")
[[ -n $version ]] || fail 'src/Directory.Build.props names no version'

# publish <runtime identifier>: sets FOLDER
publish() {
  local name=hybridadmin-$version-$1
  FOLDER=$work/$1/$name
  dotnet publish "$root/src/HybridAdmin" -c Release -r "$1" --self-contained \
    --artifacts-path "$work/$1/build" -o "$FOLDER" -v q -clp:NoSummary > "$work/$1.log" 2>&1 || {
    tail -n 20 "$work/$1.log" >&2
    ! grep -qE 'NU1101|NU1102|NETSDK1112' "$work/$1.log" ||
      fail "the package source does not have the runtime of .NET for $1 (or another package), so no archive can be made for it here"
    fail "publishing for $1 failed"
  }
  rm -f "$FOLDER"/*.pdb
  tar -C "$root" -cf - "${documents[@]}" | tar -C "$FOLDER" -xf -
  mkdir -p "$out"
}

package_linux() {
  publish linux-x64
  cp "$root/docker/package/hybridadmin.service" "$FOLDER/"
  rm -f "$FOLDER/web.config" # for IIS
  local archive=$out/$(basename "$FOLDER").tar.gz
  tar -C "$(dirname "$FOLDER")" --owner=0 --group=0 --sort=name -czf "$archive" "$(basename "$FOLDER")"
  printf '%s\n' "$archive"
}

package_windows() {
  publish win-x64
  [[ -f $FOLDER/web.config ]] || fail 'the build made no web.config'
  local archive=$out/$(basename "$FOLDER").zip
  rm -f "$archive"
  # python3 because not every Linux has zip.
  (cd "$(dirname "$FOLDER")" && python3 -m zipfile -c "$archive" "$(basename "$FOLDER")")
  printf '%s\n' "$archive"
}

[[ $# -gt 0 ]] || set -- linux-x64 win-x64
for target in "$@"; do
  case "$target" in
    linux-x64) package_linux ;;
    win-x64) package_windows ;;
    *) fail "there is no package for $target; there are linux-x64 and win-x64" ;;
  esac
done
