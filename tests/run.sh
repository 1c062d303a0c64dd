#!/usr/bin/env bash
# Runs every test of HybridAdmin: build once, then each test project on the built output.
#
#   tests/run.sh                 everything
#   tests/run.sh --fast          the tests without a category: they need no console process, no Samba, no browser and no publish
#
# On Debian as root a full run first installs what the tests need and is missing: Samba (a real domain controller), ldap-utils, Chromium,
# Node.js with npm. With npm it installs the OpenID provider of tests/openid by its lock file.
# Elsewhere tests without their part are skipped and say so. HYBRIDADMIN_REQUIRE_ALL=1 turns every skipped test into a failure.
# The last line is "N passed, N failed[, N skipped]"; the exit code is 0 only if nothing failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
passed=0 failed=0 skipped=0 fast='' filter=()
case "${1:-}" in
    '') unset HYBRIDADMIN_FAST ;;
    --fast)
        fast=1
        # The categories are those of tests/HybridAdmin.Testing/Running/Category.cs. With HYBRIDADMIN_FAST a test that lacks its category fails.
        export HYBRIDADMIN_FAST=1
        unset HYBRIDADMIN_REQUIRE_ALL
        filter=(--filter 'Category!=Process&Category!=Samba&Category!=Browser&Category!=Publish&Category!=Slow')
        ;;
    *)
        printf 'usage: tests/run.sh [--fast]\n' >&2
        exit 2
        ;;
esac

say() { printf '\n== %s\n' "$*"; }

finish() {
    if [ "${HYBRIDADMIN_REQUIRE_ALL:-}" = 1 ] && [ "$skipped" -gt 0 ]; then
        printf 'Every test is required here, so the %s skipped ones count as failed.\n' "$skipped"
        failed=$((failed + skipped)) skipped=0
    fi
    if [ "$skipped" -gt 0 ]; then printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    else printf '\n%s passed, %s failed\n' "$passed" "$failed"; fi
    [ "$failed" -eq 0 ]
    exit
}

# A step that is no test counts as one failed test when it fails, and the run ends.
must() {
    local what=$1
    shift
    if ! "$@"; then
        printf 'FAILED: %s\n' "$what"
        failed=$((failed + 1))
        finish
    fi
}

install_parts() {
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then install_packages || return; fi
    # Where it cannot be fetched its tests are skipped, unless all are required.
    if command -v npm > /dev/null; then npm ci --prefix tests/openid --no-audit --no-fund --loglevel=error > /dev/null || [ "${HYBRIDADMIN_REQUIRE_ALL:-}" != 1 ]; fi
}

install_packages() {
    tests/active-directory/dc.sh install || return
    if [ ! -x "${HYBRIDADMIN_CHROMIUM:-/usr/bin/chromium}" ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-cjk > /dev/null || return
    fi
    if ! command -v npm > /dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm > /dev/null
    fi
}

# Runs one test project on its built output.
run_tests() {
    dotnet test "tests/$1" --no-build --blame-hang-timeout 5m --logger "console;verbosity=minimal" ${filter[@]+"${filter[@]}"} 2>&1
}

# Without the lines that are the same in every run.
without_noise() {
    grep --line-buffered -vE '^\s*$|^Test run for|^VSTest version|Starting test execution|A total of 1 test files|Data collector'
}

# Adds up the numbers of a test project.
count() {
    local line
    line=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$logs/$1" | tail -n 1)
    if [ -z "$line" ]; then
        printf 'FAILED: %s ran no test\n' "$1"
        failed=$((failed + 1))
        return
    fi
    passed=$((passed + $(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$line")))
    failed=$((failed + $(sed -E 's/.*Failed: +([0-9]+), +Passed.*/\1/' <<< "$line")))
    skipped=$((skipped + $(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<< "$line")))
    # A host that crashed after some tests has a summary too, but an error of its own.
    if grep -q 'Test Run Aborted' "$logs/$1"; then
        printf 'FAILED: the test host of %s crashed\n' "$1"
        failed=$((failed + 1))
    fi
}

# A package with a known vulnerability fails. A source that knows of none, or does not answer, is said in one line.
vulnerable_packages() {
    local log
    log=$(mktemp)
    if ! timeout 600 dotnet list HybridAdmin.sln package --vulnerable --include-transitive --format json > "$log" 2>&1; then
        printf 'Not looked for: the package source does not answer about vulnerabilities (%s)\n' "$(grep -m1 -oE 'NU[0-9]{4}|error: .{0,80}' "$log" || echo 'no answer')"
    elif grep -q '"advisoryurl"' "$log"; then
        grep -E '"(id|resolvedVersion|severity|advisoryurl)"' "$log" | sort -u
        rm -f "$log"
        return 1
    else
        printf 'None that the configured package sources know of\n'
    fi
    rm -f "$log"
}

# Runs one test project and shows its results as they come.
run_alone() {
    say "tests/$1"
    run_tests "$1" | tee "$logs/$1" | without_noise
    count "$1"
}

# Runs test projects one after the other.
in_turn() {
    local project
    for project in "$@"; do run_tests "$project" > "$logs/$project"; done
}

# Runs two lists of test projects side by side and shows their results when both are done. The projects of a list are one word.
run_side_by_side() {
    local project
    # shellcheck disable=SC2086
    in_turn $1 &
    # shellcheck disable=SC2086
    in_turn $2 &
    wait
    for project in $1 $2; do
        say "tests/$project"
        without_noise < "$logs/$project"
        count "$project"
    done
}

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
if [ -z "$fast" ]; then
    say 'Parts that the tests need'
    must 'installing Samba, Chromium and the OpenID provider' install_parts
fi
say 'Build'
must 'restore' dotnet restore HybridAdmin.sln -v q
must 'vulnerable packages (update them in src/Directory.Packages.props)' vulnerable_packages
must 'tools' dotnet tool restore -v q
must 'format (run: dotnet csharpier format src tests)' dotnet csharpier check src tests
must 'build' dotnet build HybridAdmin.sln --no-restore -clp:NoSummary -v q
light='HybridAdmin.Core.Tests HybridAdmin.Sandbox.Tests HybridAdmin.Storage.Tests HybridAdmin.Microsoft365.Tests HybridAdmin.Dns.Tests HybridAdmin.Components.Tests'
if [ -n "$fast" ]; then
    run_side_by_side "$light" 'HybridAdmin.Tests HybridAdmin.ActiveDirectory.Tests'
else
    # The tests of the directory mostly wait for domain controllers.
    run_side_by_side "$light" HybridAdmin.ActiveDirectory.Tests
    run_alone HybridAdmin.Tests
    run_alone HybridAdmin.Browser.Tests
fi
finish
