# shellcheck shell=bash
# What the test DCs need from the machine: `dc.sh check` and `dc.sh install`. Sourced by dc.sh.

# package:file that shows it is installed
readonly NEEDED=(
  samba:/usr/sbin/samba
  samba-ad-provision:/usr/share/samba/setup/provision.ldif
  samba-dsdb-modules:/usr/lib/*/samba/ldb/samldb.so
  samba-vfs-modules:/usr/lib/*/samba/vfs/acl_xattr.so
  winbind:/usr/sbin/winbindd
  ldap-utils:/usr/bin/ldapsearch
  ldb-tools:/usr/bin/ldbmodify
  openssl:/usr/bin/openssl
  python3:/usr/bin/python3
)

# Prints the Debian packages that are missing, one per line.
missing_packages() {
  local entry file
  for entry in "${NEEDED[@]}"; do
    # The path may hold a pattern (multi-arch folder), and compgen expands it without failing on none.
    file="$(compgen -G "${entry#*:}" | head -n 1 || true)"
    [[ -n "$file" && -e "$file" ]] || printf '%s\n' "${entry%%:*}"
  done
}

check_host() {
  local missing
  missing="$(missing_packages | tr '\n' ' ')"
  if [[ -n "$missing" ]]; then
    say "missing packages: ${missing% } (on Debian as root: $0 install)"
    exit "$EXIT_MISSING"
  fi
  if [[ $EUID -ne 0 ]]; then
    say "needs root: provisioning sets owners and trusted attributes, and LDAP is on port 389"
    exit "$EXIT_MISSING"
  fi
  # A random address: a DC that runs beside us is no obstacle, something on 0.0.0.0:389 is.
  if ! /usr/bin/python3 - "127.$((RANDOM % 200 + 20)).$((RANDOM % 250)).$((RANDOM % 250 + 2))" <<'PYTHON'
import socket, sys
try:
    socket.socket().bind((sys.argv[1], 389))
except OSError as error:
    sys.exit("dc.sh: cannot bind port 389 of loopback: %s" % error)
PYTHON
  then
    exit "$EXIT_MISSING"
  fi
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $EUID -ne 0 || ! -e /etc/debian_version ]] || ! command -v apt-get > /dev/null; then
    say "missing: ${missing[*]}. They are installed by this script on Debian as root only."
    exit "$EXIT_MISSING"
  fi

  # No service may start by itself: a DC of the tests lives in its own folder, on its own address.
  # A policy that is already there is somebody's decision and stays.
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    # shellcheck disable=SC2064 # the value of now is meant
    trap "rm -f '$policy'" EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >&2
  # python3 comes with samba; named because make-test-users.py needs it too.
  apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} -eq 0 ]] || fail "still missing after the installation: ${missing[*]}"
}
