#!/usr/bin/env bash
# Calls of sipp through kamailio, watched live, with a tcpdump beside: counts and times are compared by tshark.
#   sudo test/bench/live-calls.sh [ENGINE] [CALLS A SECOND] [CALLS]        cap 100 1000
# Needs root, sipp, kamailio, tcpdump, tshark, iproute2. Exit code 1 when a message is missing or late.
set -euo pipefail
ENGINE=${1:-cap} RATE=${2:-100} CALLS=${3:-1000}
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HERE=$ROOT/fixtures/record
NET=lc$$
TMP=$(mktemp -d)
NAME=live-calls
source "$HERE/net.sh"
source "$HERE/stack.sh"
DUMP='' SIPSCOPE=''
finish() {
  local pid
  for pid in $SIPSCOPE $DUMP; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
  stop_all
  net_down
  rm -rf "$TMP"
}
trap finish EXIT
net_up
in_ns switch ip link set lo up
become switch tcpdump -q -n -U -B 65536 --immediate-mode --time-stamp-precision=nano -i br0 -w "$TMP/beside.pcap" udp port 5060 2>"$TMP/tcpdump.log" &
DUMP=$!
until grep -q listening "$TMP/tcpdump.log"; do sleep 0.1; done
become switch node "$ROOT" live -i br0 -f 'udp port 5060' --engine "$ENGINE" --spool "$TMP/spool" --port 8060 --no-open >"$TMP/sipscope.log" 2>&1 &
SIPSCOPE=$!
until grep -q dashboard "$TMP/sipscope.log"; do sleep 0.1; kill -0 "$SIPSCOPE" || { cat "$TMP/sipscope.log"; exit 1; }; done
become proxy kamailio -f "$ROOT/test/bench/live/kamailio.cfg" -DD -E -m 64 -M 8 -Y "$TMP" -P "$TMP/pid" >"$TMP/kamailio.log" 2>&1 &
PIDS+=($!)
wait_port proxy 5060
become bob sipp -sn uas -i "$(v4 bob)" -p 5060 -nostdin >/dev/null 2>&1 </dev/null &
PIDS+=($!)
wait_port bob 5060
in_ns alice sipp -sn uac -i "$(v4 alice)" -p 5060 "$(v4 proxy):5060" -r "$RATE" -m "$CALLS" -d 500 -nostdin >"$TMP/uac.out" 2>&1 </dev/null &
UAC=$!
# While the calls go on, the page's list must know them.
sleep 4
ask() { in_ns switch node -e 'fetch("http://127.0.0.1:8060" + process.argv[1]).then(r => r.json()).then(j => console.log(JSON.stringify(j)))' "$1"; }
echo "while calls go on: $(ask '/api/captures' | node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>{const p=JSON.parse(t).items[0].progress;console.log(p.state,p.legs,"calls,",p.messages,"messages,",p.activeCalls,"active")})')"
# A call that fails is a call to be seen too; sipp says how many.
wait "$UAC" || true
grep -E "(Successful|Failed) call" "$TMP/uac.out" | tail -2
sleep 1.5
ask '/api/captures' >"$TMP/captures.json"
kill -INT "$SIPSCOPE"; wait "$SIPSCOPE" || true; SIPSCOPE=''
kill "$DUMP"; wait "$DUMP" || true; DUMP=''
messages() {
  tshark -r "$1" -Y sip -T fields -e frame.time_epoch -e ip.src -e ip.dst -e sip.Call-ID -e sip.CSeq -e sip.Request-Line -e sip.Status-Line -e ip.id 2>/dev/null
}
messages "$TMP/beside.pcap" >"$TMP/beside.txt"
for segment in "$TMP"/spool/*.pcapng; do messages "$segment"; done >"$TMP/ours.txt"
node "$ROOT/test/bench/live/compare-times.mjs" "$TMP/beside.txt" "$TMP/ours.txt" "$TMP/captures.json" "$ENGINE"
