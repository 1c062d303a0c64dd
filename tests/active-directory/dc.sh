#!/usr/bin/env bash
# Real Active Directory domain controllers (Samba AD) for the tests of HybridAdmin.
#
# A "gold copy" of each kind is provisioned once, kept in a cache folder and copied for every
# test that wants a fresh DC: about a second instead of half a minute.
#
#   dc.sh check                                       what is missing here? exit 0 nothing, 3 something (reason on stderr)
#   dc.sh install                                     installs the Debian packages that are missing; exit 3 where it cannot
#   dc.sh provision <kind>                            makes the gold copy unless it is there; prints its path
#   dc.sh prepare <kind> <workdir> <addr> [options]   copies the gold copy to <workdir>, ready to run on <addr>
#   dc.sh run <workdir>                               becomes the DC (foreground; ends when a pipe as stdin closes, or on SIGTERM)
#   dc.sh start <kind> <workdir> <addr> [options]     prepare, then run
#   dc.sh wait <addr>                                 returns when the DC on <addr> answers; exit 1 after 30 s
#
#   kinds     contoso: CONTOSO.LOCAL with Exchange schema, organisation and some 2,300 recipients
#             plain:   FABRIKAM.LOCAL, never extended for Exchange, 20 people
#   options   --strong-auth         refuse simple binds without TLS, as a hardened AD does
#             --wrong-certificate   present a certificate of a CA that <workdir>/tls/ca.crt does not vouch for
#             --wrong-name          present a certificate of the right CA for another host
#   addr      any 127.x.y.z; LDAP is on 389, 636, 3268, 3269 of it. One address per running DC.
#
# People, passwords and timings: README.md beside this file.
# Environment: HYBRIDADMIN_DC_CACHE, the cache folder (default: hybridadmin-dc in the user's cache folder).
set -euo pipefail

HERE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
readonly HERE

# Exit codes, also for whoever calls this from a test host.
readonly EXIT_FAILED=1 EXIT_USAGE=2 EXIT_MISSING=3

# shellcheck source=lib/packages.sh
source "$HERE/lib/packages.sh"
# shellcheck source=lib/certificates.sh
source "$HERE/lib/certificates.sh"
# shellcheck source=lib/gold.sh
source "$HERE/lib/gold.sh"
# shellcheck source=lib/instance.sh
source "$HERE/lib/instance.sh"

say() { printf 'dc.sh: %s\n' "$*" >&2; }

fail() { say "$@"; exit "$EXIT_FAILED"; }

usage() {
  [[ $# -eq 0 ]] || say "$@"
  sed -n '/^#   dc.sh check/,/^# Environment/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit "$EXIT_USAGE"
}

# Sets what differs between the kinds: REALM, DOMAIN, DNS_DOMAIN, BASE_DN.
choose_kind() {
  case "$1" in
    contoso) readonly KIND=contoso REALM=CONTOSO.LOCAL DOMAIN=CONTOSO ;;
    plain) readonly KIND=plain REALM=FABRIKAM.LOCAL DOMAIN=FABRIKAM ;;
    *) usage "unknown kind '$1'; known: contoso, plain" ;;
  esac
  readonly DNS_DOMAIN="${REALM,,}"
  readonly BASE_DN="DC=${DNS_DOMAIN//./,DC=}"
}

main() {
  local verb="${1:-}"
  [[ $# -eq 0 ]] || shift
  case "$verb" in
    check) check_host ;;
    install) install_packages ;;
    provision)
      [[ $# -eq 1 ]] || usage "provision takes a kind"
      choose_kind "$1"
      ensure_gold
      printf '%s\n' "$GOLD"
      ;;
    prepare)
      prepare_instance "$@"
      ;;
    run)
      [[ $# -eq 1 ]] || usage "run takes the folder that prepare made"
      run_instance "$1"
      ;;
    start)
      prepare_instance "$@"
      run_instance "$2"
      ;;
    wait)
      [[ $# -eq 1 ]] || usage "wait takes an address"
      wait_for_instance "$1"
      ;;
    *) usage ;;
  esac
}

main "$@"
