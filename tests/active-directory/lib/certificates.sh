# shellcheck shell=bash
# Certificates of the test DCs. Sourced by dc.sh.
#
# <gold>/tls        the CA that tests trust, and the server key
# <gold>/tls-wrong  another CA of which nobody has heard
# The server certificate itself is signed for each instance, since it carries the address.

# make_authority <folder> <name>: ca.crt and ca.key, plus a server key.
make_authority() {
  local folder="$1" name="$2"
  mkdir -p "$folder"
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/O=HybridAdmin tests/CN=$name" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$folder/ca.key" -out "$folder/ca.crt" 2> /dev/null
  openssl genrsa -out "$folder/dc1.key" 2048 2> /dev/null
  chmod 600 "$folder"/*.key # Samba refuses to use a key that others can read
}

# sign_server <folder> <common name> <subjectAltName>: dc1.crt for dc1.key, by the CA of the folder.
sign_server() {
  local folder="$1" name="$2" names="$3" request
  request="$folder/dc1.csr"
  openssl req -new -key "$folder/dc1.key" -subj "/CN=$name" -out "$request"
  # A random serial number: an instance must not look like the reissue of another one.
  openssl x509 -req -in "$request" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -days 3650 \
    -set_serial "0x$(openssl rand -hex 15)" -out "$folder/dc1.crt" -extfile <(
      printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$names"
      printf 'keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\n'
    ) 2> /dev/null
  rm "$request"
}
