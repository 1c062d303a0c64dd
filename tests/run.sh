#!/usr/bin/env bash
# Runs every test of HybridAdmin: build once, then each test project on the built output.
#
#   tests/run.sh                 everything
#
# On Debian as root it first installs what the tests need and is missing: Samba (a real domain controller), ldap-utils, Chromium,
# Node.js with npm. With npm it installs the OpenID provider of tests/openid by its lock file.
# Elsewhere tests without their part are skipped and say so. HYBRIDADMIN_REQUIRE_ALL=1 turns every skipped test into a failure.
# The last line is "N passed, N failed[, N skipped]"; the exit code is 0 only if nothing failed.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
passed=0 failed=0 skipped=0

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

# Runs one test project on its built output and adds up its numbers.
run_project() {
    local log line
    log=$(mktemp)
    say "$1"
    dotnet test "$@" --no-build --blame-hang-timeout 5m --logger "console;verbosity=minimal" 2>&1 | tee "$log" | grep -vE '^\s*$|^Test run for|^VSTest version|Starting test execution|A total of 1 test files|Data collector' || true
    line=$(grep -E '(Passed|Failed|Skipped)! +- Failed:' "$log" | tail -n 1)
    if [ -z "$line" ]; then
        printf 'FAILED: %s ran no test\n' "$1"
        failed=$((failed + 1))
    else
        passed=$((passed + $(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$line")))
        failed=$((failed + $(sed -E 's/.*Failed: +([0-9]+), +Passed.*/\1/' <<< "$line")))
        skipped=$((skipped + $(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<< "$line")))
        # A host that crashed after some tests has a summary too, but an error of its own.
        if grep -q 'Test Run Aborted' "$log"; then
            printf 'FAILED: the test host of %s crashed\n' "$1"
            failed=$((failed + 1))
        fi
    fi
    rm -f "$log"
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
        printf 'None that these package sources know of: %s\n' "$(sed -n '/"sources"/,/]/s/.*"\(http[^"]*\)".*/\1/p' "$log" | paste -sd ' ')"
    fi
    rm -f "$log"
}

say 'Parts that the tests need'
must 'installing Samba, Chromium and the OpenID provider' install_parts
say 'Build'
must 'restore' dotnet restore HybridAdmin.sln -v q
must 'vulnerable packages (update them in src/Directory.Packages.props)' vulnerable_packages
must 'tools' dotnet tool restore -v q
must 'format (run: dotnet csharpier format src tests)' dotnet csharpier check src tests
must 'build' dotnet build HybridAdmin.sln --no-restore -clp:NoSummary -v q
for project in Core Sandbox Storage ActiveDirectory Microsoft365 Dns ''; do
    run_project "tests/HybridAdmin.${project:+$project.}Tests"
done
run_project tests/HybridAdmin.Components.Tests
run_project tests/HybridAdmin.Browser.Tests
finish
