// Legs of the shared corpus as a person reads them: each capture was opened with tshark, each leg's messages read in order, and
// its outcome worked out by RFC 3261 and the words of SEMANTICS.md §2, with the reason beside it. To check one:
//   tshark -r FILE -Y sip -T fields -e frame.time_relative -e ip.src -e ip.dst -e sip.Call-ID -e sip.Request-Line -e sip.Status-Line -e sip.CSeq

export interface ReviewedLeg {
  /** `kind state code dialogs flags`; what is 0 or none is left out. */
  readonly outcome: string;
  readonly why: string;
}

export interface ReviewedCapture {
  readonly file: string;
  /** In the order of their first messages. */
  readonly legs: readonly ReviewedLeg[];
}

const leg = (outcome: string, why: string): ReviewedLeg => ({ outcome, why });

export const REVIEWED: readonly ReviewedCapture[] = [
  {
    file: 'NormB-sipnab/DTMFsipinfo.pcap',
    legs: [
      leg(
        'call established 200 d1 openAtEnd',
        'two CANCELs come too late: all three tries get 200 and ACK in one dialog; re-INVITEs and INFOs follow, no BYE',
      ),
    ],
  },
  {
    file: 'NormB-sipnab/sip-488-codec-reject.pcapng',
    legs: [
      leg('options succeeded 200', '8804 answers'),
      leg('options succeeded 200', '8802 answers'),
      leg('options succeeded 200', 'the provider asks, 192.168.8.13 answers'),
      leg('call failed 488', '401 and its ACK, the INVITE again with CSeq 21, 100, 488, ACK'),
    ],
  },
  {
    file: 'NormB-sipnab/sip-auth-failure.pcapng',
    legs: [
      leg('registration failed 403', '401, REGISTER 2 with credentials, 403'),
      leg('subscription failed 403', '401, SUBSCRIBE 2 with credentials, 403'),
    ],
  },
  {
    file: 'irontec-sngrep/aaa.pcap',
    legs: [
      leg(
        'registration challenged 401',
        'REGISTER 68 to 79 in one Call-ID: 403, once 200, and at the end a 401 that nothing follows',
      ),
      leg(
        'call failed 408',
        'CANCEL after 34 s without ringing; the INVITE ends in 408 and not in 487, so it was not cancelled',
      ),
      leg('call failed 403', '407, INVITE 2 with credentials, 403 wrong password'),
      leg('registration succeeded 200', 'REGISTER 1 to 6: the last is answered by 200'),
      leg('call failed 403', '407, INVITE 2 with credentials, 403 wrong password'),
      leg('call failed 480 d1', '407, INVITE 2, 183 with a To tag makes a dialog, 480'),
    ],
  },
  {
    file: 'NormB-sipnab/register-invite-reinvite-bye.pcap',
    legs: [
      leg('registration succeeded 200', 'REGISTER, 200'),
      leg('call ended 200 d1', 'INVITE, 200, ACK, a re-INVITE that changes nothing, BYE, 200'),
    ],
  },
  {
    file: 'NormB-sipnab/SIP_DTMF2.cap',
    legs: [
      leg('registration succeeded 200', '3070: registered, and again after 70 s'),
      leg('registration succeeded 200', '18585: registered, and again after 90 s'),
      leg('call declined 603', 'INVITE, 100, 603, ACK'),
      leg('registration succeeded 200', '16356: registered'),
      leg('call established 200 d1 openAtEnd', 'through the proxy: 180, 200, ACK on both hops; no BYE'),
    ],
  },
  {
    file: 'NormB-sipnab/b2bua-asterisk.pcapng',
    legs: [
      leg('registration succeeded 200', '172.16.98.1: 401, REGISTER 2, 200'),
      leg('registration succeeded 200', '172.16.98.145: 401, REGISTER 2, 200'),
      leg('publish failed 489', 'bad event'),
      leg('subscription failed 489', '401, SUBSCRIBE 2 with credentials, 489'),
      leg('subscription failed 404', '401, SUBSCRIBE 2 with credentials, 404 no mailbox'),
      leg('call ended 200 d1', 'caller to Asterisk: 401, INVITE 2, 180, 200, ACK, re-INVITE, BYE from the caller, 200'),
      leg(
        'call ended 200 d1',
        'Asterisk to the callee: INVITE 102 (sent twice), 200, ACK, two re-INVITEs, BYE from Asterisk, 200',
      ),
      leg('subscription failed 480', 'SUBSCRIBE, 480'),
      leg('publish failed 489', 'bad event'),
      leg('subscription failed 489', '401, SUBSCRIBE 2, 489'),
      leg('publish failed 489', 'bad event'),
      leg('subscription failed 489', '401, SUBSCRIBE 2, 489'),
    ],
  },
  {
    file: 'ntop-nDPI/FAX-Call-t38-CA-TDM-SIP-FB-1.pcap',
    legs: [
      leg(
        'call ended 200 d1',
        'the inner leg, on three hops: 180, 200, ACK, a re-INVITE refused with 488, one to T.38 accepted, BYE, 200',
      ),
      leg(
        'call ended 200 d1',
        'the outer leg of the B2BUA, in step with the inner: 488 and the T.38 re-INVITE change nothing; BYE, 200',
      ),
    ],
  },
  {
    file: 'irontec-sngrep/ipv6frag.pcap',
    legs: [
      leg(
        'call established 200 d2 openAtEnd ackMissing forked',
        'behind the proxy the 200 has the second To tag and gets no ACK and no BYE; in front it has the first, with both',
      ),
    ],
  },
  { file: 'NormB-sipnab/sip-proxy.pcap', legs: [leg('call ended 200 d1', 'answered through the proxy, BYE')] },
  { file: 'NormB-sipnab/sip-over-tcp.pcap', legs: [leg('call ended 200 d1', 'answered over TCP, BYE')] },
  {
    file: 'zongbingwang-pcapApplication/MagicJack+_short_call.pcap',
    legs: [leg('call ended 200 d1', '401, then 183 and 200; the callee hangs up')],
  },
  {
    file: 'zongbingwang-pcapApplication/yate.pcap',
    legs: [
      leg('call failed 404', 'no route to call'),
      leg('call failed 404', 'no route to call, again, with another Call-ID'),
      leg('call ended 200 d1', 'the other way: 180, 200, ACK, BYE from the callee after 96 s, 100, 200'),
    ],
  },
  {
    file: 'seladb-PcapPlusPlus/sip_reqs.pcap',
    legs: [
      leg('call timeout', 'one INVITE, nobody answers, and the next frame is years later'),
      leg('call trying lateStart openAtEnd', 'CANCEL and ACK alone prove no outcome'),
      leg('call ended d1 lateStart', 'a BYE alone proves that there was a dialog, and that it ended'),
    ],
  },
  {
    file: 'seladb-PcapPlusPlus/sip_resp.pcap',
    legs: [
      leg(
        'call answered 200 d1 lateStart openAtEnd ackMissing',
        '100, 180, 200; no ACK, and the next frame is years later',
      ),
      leg('registration challenged 401 lateStart', 'a 401 alone'),
      leg('registration challenged 401 lateStart', 'a 401 alone'),
      leg('registration failed 504 lateStart', 'a 504 alone'),
      leg('registration failed 503 lateStart', 'a 503 alone'),
    ],
  },
  {
    file: 'ntop-nDPI/webex.pcap',
    legs: [
      leg(
        'registration timeout',
        'two REGISTERs sent eleven times each and never answered; traffic goes on beyond 32 s',
      ),
    ],
  },
  { file: 'NormB-sipnab/codec-negotiation.pcap', legs: [leg('call ended 200 d1', 'call, re-INVITE, BYE')] },
  { file: 'NormB-sipnab/invite-opus-bye.pcap', legs: [leg('call ended 200 d1', 'call, BYE')] },
  {
    file: 'NormB-sipnab/sip-rtp-g711.pcap',
    legs: [
      leg('call ended 200 d1', 'answered and hung up'),
      leg('call established 200 d1 openAtEnd', 'answered, ACK, no BYE until the capture ends'),
    ],
  },
  {
    file: 'irontec-sngrep/ipip.pcap',
    legs: [
      leg(
        'call ended 200 d1 ackMissing',
        '183 and 200 through the tunnel, no ACK, BYE 32 s later without an answer in the capture',
      ),
    ],
  },
  {
    file: 'CESNET-ipfixprobe/sip.pcap',
    legs: [
      ...Array.from({ length: 3 }, () =>
        leg('call trying openAtEnd', 'a scan: INVITE to 195.113.172.38, no reply in 13.5 s'),
      ),
      leg('call failed 401', 'a scan: INVITE to 195.113.172.39, 401 and nothing after'),
      ...Array.from({ length: 2 }, () =>
        leg('call trying openAtEnd', 'a scan: INVITE to 195.113.172.39, no reply in 13.5 s'),
      ),
      ...Array.from({ length: 3 }, () =>
        leg('call trying openAtEnd', 'a scan: INVITE to 195.113.172.40, no reply in 13.5 s'),
      ),
      ...Array.from({ length: 4 }, () =>
        leg('registration challenged 401', 'an extension tried without credentials: 401'),
      ),
      leg('registration challenged 401', 'passwords guessed, all with CSeq 2: 401 after each, also the last'),
      leg('registration succeeded 200', 'passwords guessed: the last gets 200'),
    ],
  },
  {
    file: 'MichalCab-ISA/sip.pcap.pcapng',
    legs: [leg('call ended 200 d1', '401 and its ACK, INVITE 21, 100, 200, ACK; BYE from the callee, 200')],
  },
  {
    file: 'NormB-sipnab/h263-over-rtp.pcap',
    legs: [leg('call established 200 d1 openAtEnd', 'INVITE, 100, 200, ACK; no BYE')],
  },
  { file: 'NormB-sipnab/sip-register.pcap', legs: [leg('registration succeeded 200', 'REGISTER 112, 200')] },
  {
    file: 'NormB-sipnab/sip-rtp-g729a.pcap',
    legs: [leg('call ended 200 d1', 'INVITE, 100, 200, ACK; BYE from the callee, 200')],
  },
  {
    file: 'OISF-suricata-verify/public-cloudshark-sip-s0.pcap',
    legs: [
      leg('call established 200 d1 openAtEnd', '100 and 180 with a To tag, 200, ACK; no BYE'),
      leg('registration succeeded 200', 'REGISTER, 200'),
      leg('call ringing d1 openAtEnd', 'INVITE, 100, 180, where the capture ends'),
    ],
  },
  {
    file: 'OISF-suricata-verify/sdp.pcap',
    legs: [
      leg(
        'call answered 200 d1 openAtEnd',
        'INVITE, 200 without a To tag: of RFC 2543, a dialog all the same (RFC 3261 §12.1.2)',
      ),
    ],
  },
  {
    file: 'OISF-suricata-verify/sip-tcp-pattern-matching.pcap',
    legs: [leg('registration challenged 401', 'REGISTER over TCP, 401, nothing after')],
  },
  { file: 'OISF-suricata-verify/sip-tcp.pcap', legs: [leg('registration succeeded 200', 'REGISTER over TCP, 200')] },
  {
    file: 'OISF-suricata-verify/sip_compact_form.pcap',
    legs: [leg('call trying openAtEnd', 'one INVITE with compact headers')],
  },
  {
    file: 'OISF-suricata-verify/sip_header_multi_val.pcap',
    legs: [leg('call trying openAtEnd', 'one INVITE')],
  },
  {
    file: 'bobjects-BobStack/wireshark_digium060515.pcap',
    legs: [leg('call failed 404', 'INVITE, 100, 404, ACK')],
  },
  {
    file: 'ntop-nDPI/sip_hello.pcapng',
    legs: [leg('registration succeeded 200', 'twice 401 and then 200, five minutes apart')],
  },
  {
    file: 'ntop-nDPI/gre.pcapng',
    legs: [leg('call trying lateStart openAtEnd', 'a 100 to an INVITE, alone, in GRE: above 100 nothing was seen')],
  },
  {
    file: 'ossobv-sipzamine/sip-invites-with-utf8-and-latin1.pcap',
    legs: Array.from({ length: 5 }, () =>
      leg('call ended 200 d1', 'INVITE, 180, 200, ACK; BYE from the callee after a second, 200'),
    ),
  },
  {
    file: 'pentesteracademy-voipshark/SIP-RTP-Normal_Call_two_parties.pcap',
    legs: [
      leg('registration succeeded 200', '1111: 401, REGISTER with credentials, 200'),
      leg('options succeeded 200', 'the server asks 1111'),
      leg('subscription terminated', 'a NOTIFY nobody subscribed to (message-summary), Subscription-State terminated'),
      leg('subscription terminated', 'the same once more'),
      leg('registration succeeded 200', '2222: 401, REGISTER with credentials, 200'),
      leg('options succeeded 200', 'the server asks 2222'),
      leg('subscription terminated', 'a NOTIFY nobody subscribed to, terminated'),
      leg('subscription terminated', 'the same once more'),
      leg(
        'call ended 200 d1',
        'caller to server: 401, INVITE again, 180 twice, 200, ACK, UPDATE, BYE from the server, 200',
      ),
      leg('call ended 200 d1', 'server to callee: 180, 200, ACK; BYE from the callee, 200'),
    ],
  },
  {
    file: 'seladb-PcapPlusPlus/sip_non_default_port.pcap',
    legs: [
      leg('call trying openAtEnd', 'one INVITE'),
      leg('call answered 200 d1 lateStart openAtEnd', 'a 200 to an INVITE, alone, of another Call-ID'),
    ],
  },
  {
    file: 'sipcapture-hepagent.rs/rtp_rtcp_sip.pcap',
    legs: [
      leg('call established 200 d1 openAtEnd', '100, 180, 200, ACK; no BYE'),
      leg('registration succeeded 200', 'Verso.com: REGISTER, 200, and again after 20 s'),
      leg('registration succeeded 200', 'bestel.com: REGISTER, 200'),
      leg('call ringing d1 openAtEnd', 'INVITE, 100, 180, where the capture ends'),
    ],
  },
  {
    file: 'zeek-zeek/invalid-content-length.pcap',
    legs: [
      leg(
        'call answered 200 d1 openAtEnd',
        'INVITE, 200 with a To tag; no ACK until the capture ends a millisecond later',
      ),
    ],
  },
];
