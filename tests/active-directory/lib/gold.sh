# shellcheck shell=bash
# The gold copies: provisioned and filled once per state of this folder. Sourced by dc.sh.

readonly CACHE="${HYBRIDADMIN_DC_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/hybridadmin-dc}"
readonly ADMIN_PASSWORD='Passw0rd!Adm1n'

# Any change of an input, or another Samba, makes another gold copy.
inputs_hash() {
  {
    /usr/sbin/samba --version
    (cd "$HERE" && find . -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  } | sha256sum | cut -c1-16
}

# Sets GOLD and makes it if it is not there. Holds the lock of the kind until the process ends or
# release_gold is called, so nobody removes the copy while it is being read.
ensure_gold() {
  [[ -z "$(missing_packages)" ]] || check_host
  mkdir -p "$CACHE"
  exec {GOLD_LOCK}> "$CACHE/$KIND.lock"
  flock "$GOLD_LOCK"
  GOLD="$CACHE/$KIND-$(inputs_hash)"
  if [[ ! -d "$GOLD" ]]; then
    check_host
    make_gold "$GOLD"
  fi
  touch "$GOLD"
  remove_old_gold
}

release_gold() { exec {GOLD_LOCK}>&-; }

# Other hashes go, unless they were used within a day: two branches checked out side by side share the cache.
remove_old_gold() {
  find "$CACHE" -mindepth 1 -maxdepth 1 -type d -name "$KIND-*" ! -path "$GOLD" -mmin +1440 -exec rm -rf {} +
}

make_gold() {
  local target="$1" started=$SECONDS
  # The lock is ours, so a folder that a killed run left behind has no owner any more.
  rm -rf "$CACHE/.$KIND-"*.partial
  BUILD="$CACHE/.$(basename "$target").partial"
  mkdir -p "$BUILD"
  local log="$BUILD/provision.log"
  say "provisioning $KIND ..."
  # A subshell with -e of its own: inside a plain "if !" bash would ignore failures of the steps.
  set +e
  (
    set -e
    provision_domain
    [[ $KIND != contoso ]] || load_exchange
    load_people
  ) > "$log" 2>&1
  local result=$?
  set -e
  if [[ $result -ne 0 ]]; then
    tail -n 20 "$log" | cut -c1-300 >&2
    mv "$log" "$CACHE/$KIND-failed.log"
    rm -rf "$BUILD"
    fail "provisioning $KIND failed; all of it in $CACHE/$KIND-failed.log"
  fi
  # provision.log stays in the gold copy: it is the first thing to read when a copy looks odd.
  mv "$BUILD" "$target"
  say "provisioned $KIND in $((SECONDS - started)) s"
}

provision_domain() {
  # /dev/null: else the machine's own /etc/samba/smb.conf is mixed in.
  samba-tool domain provision --configfile=/dev/null --targetdir="$BUILD" --server-role=dc \
    --realm="$REALM" --domain="$DOMAIN" --host-name=dc1 --host-ip=127.0.0.1 --adminpass="$ADMIN_PASSWORD" \
    --dns-backend=SAMBA_INTERNAL --backend-store=mdb
  # The generated smb.conf holds the resolver of this machine; each instance gets its own.
  write_configuration "$BUILD" 127.0.0.1 no tls
  make_authority "$BUILD/tls" 'HybridAdmin Test CA'
  make_authority "$BUILD/tls-wrong" 'Somebody Else CA'
  # Else each password ends 42 days after the cache was filled.
  samba-tool domain passwordsettings set --max-pwd-age=0 "${LDB_OPTIONS[@]}"
}

load_exchange() {
  local file
  # One run is one transaction and does not see its own schema additions, hence the numbered files.
  for file in "$HERE"/exchange-schema/[01]*.ldif "$HERE/organization.ldif"; do
    printf '%s\n' "$file"
    sed "s/@BASEDN@/$BASE_DN/" "$file" > "$BUILD/current.ldif"
    ldbmodify "${LDB_OPTIONS[@]}" --option='dsdb:schema update allowed=true' "$BUILD/current.ldif"
  done
  rm "$BUILD/current.ldif"
  # The classes of the test schema come without default rights, so only administrators would see the
  # organisation; Exchange lets every authenticated user read it.
  samba-tool dsacl set "${LDB_OPTIONS[@]}" --action=allow --sddl='(A;CI;RPLCLORC;;;AU)' \
    --objectdn="CN=Microsoft Exchange,CN=Services,CN=Configuration,$BASE_DN"
}

load_people() {
  ldbadd "${LDB_OPTIONS[@]}" "$HERE/people/$KIND.ldif"
  if [[ $KIND == contoso ]]; then
    /usr/bin/python3 "$HERE/exchange-schema/make-test-users.py" --base "$BASE_DN" \
      --users 2000 --contacts 100 --groups 100 --big-group 1800 --per-ou 1000 > "$BUILD/load.ldif"
    # batch_mode: one transaction with the indexes written at its end, five times as fast.
    ldbadd --nosync -o batch_mode:1 -o transaction_index_cache_size:200000 "${LDB_OPTIONS[@]}" "$BUILD/load.ldif"
    rm "$BUILD/load.ldif"
  fi
  set_passwords
  # What can be said only after the password was set, e.g. that it must be changed.
  ldbmodify "${LDB_OPTIONS[@]}" "$HERE/people/$KIND-states.ldif"
  delegate_rights
}

# read_values <base> <attribute> <value of it>... : prints a line "<value>TAB<dn>TAB<wanted>" for each object found,
# where <wanted> is the attribute named by $WANTED. One search for all: starting ldbsearch is what takes the time.
read_values() {
  local base="$1" key="$2" value filter='(|'
  shift 2
  for value in "$@"; do filter+="($key=$value)"; done
  ldbsearch "${LDB_OPTIONS[@]}" -b "$base" "$filter)" "$key" "$WANTED" |
    awk -v key="$key: " -v wanted="$WANTED: " '
      function of(name) { return substr($0, length(name) + 1) }
      index($0, "dn: ") == 1 { dn = of("dn: ") }
      index($0, key) == 1 { found = of(key) }
      index($0, wanted) == 1 { result = of(wanted) }
      $0 == "" { if (found != "") print found "\t" dn "\t" result; found = result = "" }'
}

# All passwords of the kind in one transaction; unicodePwd is the quoted password in UTF-16.
set_passwords() {
  local passwords="$HERE/people/$KIND-passwords.tsv" accounts account password dn
  local -A dn_of=()
  mapfile -t accounts < <(grep -v '^#' "$passwords" | cut -f1)
  while IFS=$'\t' read -r account dn _; do
    dn_of[$account]="$dn"
  done < <(WANTED=objectSid read_values "$BASE_DN" sAMAccountName "${accounts[@]}")
  while IFS=$'\t' read -r account password; do
    [[ -n "${dn_of[$account]:-}" ]] || fail "no account $account for its password"
    printf 'dn: %s\nchangetype: modify\nreplace: unicodePwd\nunicodePwd:: %s\n\n' \
      "${dn_of[$account]}" "$(printf '"%s"' "$password" | iconv -f UTF-8 -t UTF-16LE | base64 -w0)"
  done < <(grep -v '^#' "$passwords") > "$BUILD/passwords.ldif"
  ldbmodify "${LDB_OPTIONS[@]}" "$BUILD/passwords.ldif"
  rm "$BUILD/passwords.ldif"
}

# svc-hybrid may write what the console writes for recipients (src/docs/permissions-active-directory.md),
# below three organisational units, and nothing else. Not OU=IT and OU=Admins: tests look there for
# "insufficient rights".
delegate_rights() {
  local user=bf967aba-0de6-11d0-a285-00aa003049e2 group=bf967a9c-0de6-11d0-a285-00aa003049e2
  local contact=5cb41ed0-0e4c-11d0-a286-00aa003049e2
  local attributes=(proxyAddresses mail displayName) sid guids guid class unit sddl=''
  if [[ $KIND == contoso ]]; then
    attributes+=(mailNickname msExchHideFromAddressLists msExchPoliciesExcluded
      msExchPoliciesIncluded extensionAttribute{1..15})
  fi
  sid="$(WANTED=objectSid read_values "$BASE_DN" sAMAccountName svc-hybrid | cut -f3)"
  [[ $sid == S-1-* ]] || fail "svc-hybrid has no SID: '$sid'"
  # schemaIDGUIDs are read, not written here: several of the test schema are made up.
  mapfile -t guids < <(WANTED=schemaIDGUID read_values "CN=Schema,CN=Configuration,$BASE_DN" \
    lDAPDisplayName "${attributes[@]}" | cut -f3)
  [[ ${#guids[@]} -eq ${#attributes[@]} ]] || fail "found ${#guids[@]} of ${#attributes[@]} attributes in the schema"
  for guid in "${guids[@]}"; do
    for class in "$user" "$group" "$contact"; do
      sddl+="(OA;CIIO;WP;$guid;$class;$sid)"
    done
  done
  # Only users have a sign-in name.
  guid="$(WANTED=schemaIDGUID read_values "CN=Schema,CN=Configuration,$BASE_DN" lDAPDisplayName userPrincipalName | cut -f3)"
  sddl+="(OA;CIIO;WP;$guid;$user;$sid)"
  # Groups have neither department nor title.
  mapfile -t guids < <(WANTED=schemaIDGUID read_values "CN=Schema,CN=Configuration,$BASE_DN" \
    lDAPDisplayName department title | cut -f3)
  for guid in "${guids[@]}"; do
    sddl+="(OA;CIIO;WP;$guid;$user;$sid)(OA;CIIO;WP;$guid;$contact;$sid)"
  done
  # Listing and reading is everybody's here, as in Active Directory by default; said all the same, for domains that were hardened.
  for unit in Staff Groups Contacts; do
    samba-tool dsacl set "${LDB_OPTIONS[@]}" --objectdn="OU=$unit,$BASE_DN" --action=allow --sddl="(A;CI;RPLCLORC;;;$sid)$sddl"
  done
}
