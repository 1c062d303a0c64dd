#!/usr/bin/env bash
# Makes the domain on the first start (some minutes), hands its CA and a certificate for the console to /certificates, and becomes the controller.
set -euo pipefail
umask 022
domain=/var/lib/domain/contoso
if [[ ! -f $domain/address ]]; then
  rm -rf "$domain"
  /opt/active-directory/dc.sh prepare contoso "$domain" 127.0.0.53
fi

cp "$domain/tls/ca.crt" /certificates/ca.crt
if [[ ! -f /certificates/console.pem ]]; then
  draft=$(mktemp -d)
  openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
    -keyout "$draft/key" -out "$draft/certificate" 2> /dev/null
  cat "$draft/certificate" "$draft/key" > "$draft/console.pem"
  chown 10001:10001 "$draft/console.pem"
  chmod 0400 "$draft/console.pem"
  mv "$draft/console.pem" /certificates/console.pem
  rm -rf "$draft"
fi

exec /opt/active-directory/dc.sh run "$domain" < /dev/null
