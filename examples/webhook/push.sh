#!/bin/sh
# Hand one article over to Salut: ./push.sh article.json
# PUSH_URL, PUSH_SITE and PUSH_SECRET (of `flask --app server sites push-secret`) say where.
set -eu

moment=$(date +%s)
signature=$({ printf '%s.' "$moment"; cat "$1"; } |
    openssl dgst -sha256 -hmac "$PUSH_SECRET" | sed 's/^.* //')

curl --fail-with-body --silent --show-error --max-time 30 \
    --header "Content-Type: application/json" \
    --header "X-Salut-Site: $PUSH_SITE" \
    --header "X-Salut-Timestamp: $moment" \
    --header "X-Salut-Signature: sha256=$signature" \
    --data-binary "@$1" \
    "$PUSH_URL/api/articles"
