# shellcheck shell=bash
# Instances: copies of a gold copy that run on an address. Sourced by dc.sh.

# write_configuration <folder> <addr> <strong auth: yes|no> <folder of the certificate>
# The only file of a DC's folder that holds paths. Also sets the options with which ldb tools and samba-tool open it.
write_configuration() {
  local folder="$1" addr="$2" strong_auth="$3" tls="$1/$4"
  mkdir -p "$folder"/{etc,run,lock,winbindd}
  # interfaces with /8: Samba finds no interface for 127.x.y.z/32 and would listen nowhere.
  cat > "$folder/etc/smb.conf" << CONF
[global]
	netbios name = DC1
	realm = $REALM
	workgroup = $DOMAIN
	server role = active directory domain controller
	interfaces = $addr/8
	bind interfaces only = yes
	private dir = $folder/private
	state directory = $folder/state
	cache directory = $folder/cache
	lock directory = $folder/lock
	pid directory = $folder/run
	ncalrpc dir = $folder/run/ncalrpc
	binddns dir = $folder/bind-dns
	ntp signd socket directory = $folder/ntp_signd
	winbindd socket directory = $folder/winbindd
	server services = ldap, cldap, kdc
	disable netbios = yes
	dns forwarder =
	ldap server require strong auth = $strong_auth
	tls enabled = yes
	tls cafile = $tls/ca.crt
	tls certfile = $tls/dc1.crt
	tls keyfile = $tls/dc1.key
	log file = $folder/log.%m
	log level = 1
CONF
  LDB_OPTIONS=(-H "$folder/private/sam.ldb" "--configfile=$folder/etc/smb.conf")
}

# prepare_instance <kind> <workdir> <addr> [options]
prepare_instance() {
  [[ $# -ge 3 ]] || usage "prepare and start take a kind, a folder and an address"
  local workdir addr="$3" strong_auth=no tls=tls new_identity=no
  choose_kind "$1"
  local name="dc1.$DNS_DOMAIN"
  local names="DNS:$name,DNS:$DNS_DOMAIN,DNS:localhost,IP:$addr"
  [[ $addr =~ ^127(\.[0-9]{1,3}){3}$ ]] || usage "'$addr' is not an address 127.x.y.z"
  workdir="$(realpath -m -- "$2")"
  shift 3
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --strong-auth) strong_auth=yes ;;
      --wrong-certificate) tls="tls-wrong" ;;
      --new-identity) new_identity=yes ;;
      --wrong-name) name=other.example names=DNS:other.example ;;
      *) usage "unknown option '$1'" ;;
    esac
    shift
  done
  if [[ -e "$workdir" && -n "$(ls -A -- "$workdir")" ]]; then
    fail "$workdir is not empty"
  fi

  ensure_gold
  mkdir -p "$workdir"
  cp -a --sparse=always --reflink=auto "$GOLD/." "$workdir"
  release_gold
  write_configuration "$workdir" "$addr" "$strong_auth" "$tls"
  sign_server "$workdir/$tls" "$name" "$names"
  [[ $new_identity == no ]] || change_identity
  printf '%s\n' "$addr" > "$workdir/address"
}

# Another invocationId, as a second domain controller of the domain has: copies share one.
change_identity() {
  local dn
  dn="$(ldbsearch "${LDB_OPTIONS[@]}" -b "CN=Sites,CN=Configuration,$BASE_DN" '(objectClass=nTDSDSA)' dn | sed -n 's/^dn: //p')"
  printf 'dn: %s\nchangetype: modify\nreplace: invocationId\ninvocationId:: %s\n' "$dn" "$(head -c 16 /dev/urandom | base64 -w0)" |
    ldbmodify "${LDB_OPTIONS[@]}" --relax > /dev/null
}

# Replaces this process, so a caller that holds our stdin or pid holds Samba's.
run_instance() {
  local workdir addr
  workdir="$(realpath -m -- "$1")"
  [[ -f "$workdir/etc/smb.conf" && -f "$workdir/address" ]] || fail "$workdir was not made by prepare"
  addr="$(< "$workdir/address")"
  # Samba without its port would not say so here, and `wait` would find the other DC.
  if (exec 3<> "/dev/tcp/$addr/389") 2> /dev/null; then
    fail "something listens on $addr:389 already"
  fi
  # A caller that runs several DCs hands down the pipes of the others, which would keep them alive.
  local fd
  for fd in /proc/self/fd/*; do
    fd="${fd##*/}"
    [[ $fd -le 2 || $fd -eq 255 ]] || eval "exec $fd>&-" # 255 is bash reading this script
  done
  # single: one process, which ends at once. To a file, so that no caller has to drain a pipe.
  exec /usr/sbin/samba -s "$workdir/etc/smb.conf" -i -M single > "$workdir/samba.log" 2>&1
}

wait_for_instance() {
  local addr="$1" deadline=$((SECONDS + 30))
  export LDAPNOINIT=1 # no settings of this machine's /etc/ldap/ldap.conf
  until timeout 5 ldapsearch -LLL -x -o nettimeout=1 -H "ldap://$addr" -s base -b '' isSynchronized 2> /dev/null < /dev/null |
    grep -q 'isSynchronized: TRUE'; do
    [[ $SECONDS -lt $deadline ]] || fail "no domain controller answers on $addr after 30 s"
    sleep 0.05
  done
}
