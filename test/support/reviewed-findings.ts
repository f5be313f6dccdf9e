// Captures with findings, each looked at by a person against its messages: why what the rules say is right. By name of the capture.

export const FIXTURE_FINDINGS: Readonly<Record<string, string>> = {
  'ack-lost': 'the ACK leaves the caller and is dropped before the callee, who repeats his 200 and hangs up',
  'ack-missing': 'the caller never sends an ACK; the 200 is repeated ten times',
  'auth-wrong-password': 'two phones answer fresh challenges with a wrong password, one three times',
  'bye-not-passed-on':
    'the caller hangs up, the B2BUA sends no BYE on, and the callee sends RTP to nobody for 11 s more',
  'bye-unanswered': 'the callee is gone when the BYE comes',
  'bye-wrong-route': 'the callee gives an address that is not his: ACK and BYE go there in vain',
  'cancel-race': 'CANCEL and 200 cross; the caller hangs up at once, so it is a notice',
  challenged: 'dave has a wrong password; the others are challenged and the capture ends too soon to say more',
  'codec-mismatch':
    'G.729 alone is offered and refused with 488; another call offers A-law and is answered with G.722 alone',
  codes: 'one call a code: 422, 482, 488, 503, 483, 404, and 481 to a BYE; busy, declined and gone are silent',
  'date-skew': 'the Date header of one server is wrong by far',
  demo: 'made of the recordings here that end in timeout, challenge, wrong password and lost BYE; one call has no sound',
  'dtmf-not-negotiated': 'telephone-events are sent though the callee did not agree to them',
  'early-media-missing': 'the 183 announces early media, which come 4 s later',
  'fork-answered-twice':
    'two callees answer at once, the second after the proxy had cancelled it; the caller acknowledges both and hangs up on one: a notice',
  'format-snaplen-300': 'the snap length cuts all messages',
  'format-snaplen-450': 'the snap length cuts the larger messages',
  glare: 'both re-INVITEs are refused with 491, the second try succeeds: a notice',
  'invite-fragments-lost': 'the second fragment is dropped; the callee reports that it cannot put the INVITE together',
  'late-media': 'the first RTP of one side comes 3 s after the answer',
  loop: 'two servers send the call to each other until Max-Forwards is used up',
  'media-after-bye': 'the BYE is answered, and the media of one side go on for six seconds and more',
  'codec-changed': 'one side goes from A-law to mu-law within its stream; both were agreed on: a notice',
  'one-sided-capture': 'five answered calls of which only what the caller sends was captured',
  'payload-type-unknown': 'A-law is agreed on as 8, and one side sends it as 97',
  'srtp-mismatch': 'offer and answer agree on SRTP with keys, both sides send plain RTP',
  'media-elsewhere': 'RTP comes from a host that nobody announced',
  'media-jitter': 'delayed and reordered by netem',
  'media-loss': 'lost by netem',
  'media-reorder': 'reordered by netem',
  'nat-broken': 'a phone behind NAT gives private addresses in SDP and Contact: sound and BYE go into the void',
  'passed-on-late': 'the B2BUA keeps an INVITE for 5 s; a second call waits as long behind an announcement: silent',
  'refusal-changed':
    'the callee is busy (486) and the caller is told 500; a second call is refused with 486 on both legs: silent',
  'no-trying': 'the next hop is silent for 2.8 s, on both hops of two calls',
  'one-way-audio': 'RTP of one side is dropped',
  'one-way-audio-behind':
    'both ways pass the capture, one is dropped behind it: only its RTCP, without a report block, tells',
  'options-down': 'the gateway is away for five keep-alives',
  'overload-503': 'twelve calls are refused with 503 and Retry-After',
  'port-unreachable': 'nothing listens at the callee, whose host says so',
  'prack-lost': 'every PRACK is dropped; the callee gives up with 504',
  'registration-expired': 'a binding of 60 s runs out unrefreshed, so that the call to it gets 404',
  'registrations-day':
    'a wrong password all day; power lost for good, and for two hours; refreshed too late each time; a contact behind NAT',
  'rtcp-xr': 'lost by netem; the receiver reports the same by RTCP XR',
  scanner: 'a scanner tries extensions; each of its requests is challenged and left alone',
  'session-timer': 'the refresh by UPDATE is answered with 481; the caller hangs up, as RFC 4028 wants',
  'session-timer-expired': 'one refresh is lost, one never sent; both calls are hung up when the timer is over',
  't38-reinvite': 'the first switch to T.38 is refused with 488',
  'timeout-no-reply': 'nobody is at the address',
  'transfer-failed': 'the target of the transfer is busy',
  'unreachable-proxy': 'the next hop of the proxy does not exist',
};

export const CORPUS_FINDINGS: Readonly<Record<string, string>> = {
  'CESNET-ipfixprobe/sip':
    'SIPVicious scans: its ports are refused by ICMP, most tries are left at the challenge, one guesses passwords and gets in',
  'NormB-sipnab/SIP_DTMF2':
    'one side is silent for the first 22 s, and RTP comes from a host of which SDP said nothing',
  'NormB-sipnab/b2bua-asterisk':
    'no mailbox of that name; the clock of the server is days behind the capture; after the re-INVITE to direct media one phone sent 1 packet, the other 355',
  'NormB-sipnab/sip-488-codec-reject': 'PCMU is refused with 488',
  'NormB-sipnab/sip-auth-failure': '403 after credentials, for REGISTER and SUBSCRIBE',
  'NormB-sipnab/sipp-branch-scenario':
    'a load test: 121 calls are refused with 403, and one user registers 500 times in 50 s',
  'bobjects-BobStack/wireshark_digium060515': '404 with Q.850 cause 3',
  'irontec-sngrep/aaa':
    'a wrong password five times, two calls refused for it ("Wrong password or domain"), a server that is silent for 2.2 s',
  'ntop-nDPI/FAX-Call-t38-CA-TDM-SIP-FB-1':
    'T.38 is refused with 488 on both legs; frames were captured twice, and most packets of one stream are not there',
  'ntop-nDPI/fuzz-2006-06-26-2594': 'bytes of every message were changed at random: each malformed leg is',
  'ntop-nDPI/sip_hello':
    'a private contact that is not the source, for 600 s, and five minutes of silence towards the registrar; the five-byte datagrams go to another host',
  'ntop-nDPI/webex': 'two REGISTERs sent eleven times each, and no answer',
  'seladb-PcapPlusPlus/sip_reqs': 'two of three messages are cut in the middle of a header, by who wrote the file',
  'seladb-PcapPlusPlus/sip_resp': '503 and 504 to REGISTER',
  'sipcapture-hep-wireshark/hep': 'two messages are shorter than their Content-Length',
  'zeek-zeek/invalid-content-length': 'made to have an impossible Content-Length',
  'zeek-zeek/sip-junk-before-request': 'made to be a REGISTER without most headers',
  'zongbingwang-pcapApplication/yate': 'two calls to a number without route',
};
