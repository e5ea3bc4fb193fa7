#!/bin/sh
# Hand one article over to Salut: ./push.sh article.json
# PUSH_URL, PUSH_SITE and PUSH_SECRET (of `flask --app server sites push-secret`) say where.
# While Salut is busy or away it is tried again, PUSH_TRIES times in all. It ends with 0 when the
# article is there, with 1 when it is refused, and with 75 when it is worth another try later.
# openssl is told the secret on its command line: where others share the machine, take push.py.
set -eu

tries=${PUSH_TRIES:-5}
pause=2 # doubled each time, where Salut does not say how long to wait
wait_max=120
told=$(mktemp -d)
trap 'rm -rf "$told"' EXIT

# Send once, signed anew: a signature is good for five minutes, and once. Print the status, 000
# where there was no answer.
send() {
    moment=$(date +%s)
    signature=$({ printf '%s.' "$moment"; cat "$1"; } |
        openssl dgst -sha256 -hmac "$PUSH_SECRET" | sed 's/^.* //')
    : >"$told/body"
    : >"$told/headers"
    curl --silent --show-error --max-time 30 --write-out '%{http_code}' \
        --output "$told/body" --dump-header "$told/headers" \
        --header "Content-Type: application/json" \
        --header "X-Salut-Site: $PUSH_SITE" \
        --header "X-Salut-Timestamp: $moment" \
        --header "X-Salut-Signature: sha256=$signature" \
        --data-binary "@$1" \
        "$PUSH_URL/api/articles" || true
}

# Print the whole seconds of Retry-After, nothing where it tells none.
asked_to_wait() {
    tr -d '\r' <"$told/headers" | sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9][0-9]*\)$/\1/p' | tail -n 1
}

cat "$1" >"$told/article"
while :; do
    status=$(send "$told/article")
    case $status in
    2??)
        cat "$told/body"
        exit 0
        ;;
    000* | 429 | 502 | 503 | 504) ;;
    *)
        echo "$status: $(cat "$told/body")" >&2
        exit 1
        ;;
    esac
    tries=$((tries - 1))
    seconds=$(asked_to_wait)
    seconds=${seconds:-$pause}
    if [ "$tries" -le 0 ] || [ "${#seconds}" -gt 4 ] || [ "$seconds" -gt "$wait_max" ]; then
        echo "$status: $(cat "$told/body"); try again later" >&2
        exit 75
    fi
    echo "$status: $(cat "$told/body"); again in $seconds s" >&2
    sleep "$seconds"
    pause=$((pause * 2))
done
