// What each header is for, in one sentence, with the section that defines it; and its parameters. Data, loaded when somebody looks at a
// parsed message. Ours, not the RFCs' wording: the section is where to read on.

/** A sentence and its source. */
export type HeaderWord = readonly [text: string, rfc: string];

interface Entry {
  readonly word: HeaderWord;
  readonly parts: Readonly<Record<string, HeaderWord>>;
}

/** Words about a header, or about one of its parts; undefined when there are none. */
export function wordOf(header: string, part: string): HeaderWord | undefined {
  const entry = ENTRIES.get(header.toLowerCase());
  if (part === '') return entry?.word;
  const key = part.toLowerCase();
  const own = entry?.parts;
  if (own !== undefined && Object.hasOwn(own, key)) return own[key];
  return Object.hasOwn(COMMON, key) ? COMMON[key] : undefined;
}

const CHALLENGE: Readonly<Record<string, HeaderWord>> = {
  scheme: ['How to prove who one is; Digest in nearly all of SIP.', 'RFC 3261 §22.4'],
  realm: ['Names the domain whose password is asked for.', 'RFC 8760 §2'],
  nonce: [
    'A value of the server that goes into the digest, so that an old answer cannot be used again.',
    'RFC 7616 §3.3',
  ],
  opaque: ['Comes back unchanged in the answer.', 'RFC 7616 §3.3'],
  stale: ['true: the password was right, only the nonce had run out.', 'RFC 7616 §3.3'],
  algorithm: ['The hash of the digest; MD5 when it is not named.', 'RFC 8760 §2'],
  qop: ['What the digest protects: auth the request, auth-int its body too.', 'RFC 7616 §3.3'],
};
const CREDENTIALS: Readonly<Record<string, HeaderWord>> = {
  ...CHALLENGE,
  username: ['The name whose password was used.', 'RFC 7616 §3.4'],
  uri: ['The request URI that went into the digest.', 'RFC 7616 §3.4'],
  response: ['The digest: it proves that the sender knows the password.', 'RFC 7616 §3.4'],
  cnonce: ['A value of the client in the digest.', 'RFC 7616 §3.4'],
  nc: ['How often this nonce was used, in hexadecimal.', 'RFC 7616 §3.4'],
};
const ROUTE_PARTS: Readonly<Record<string, HeaderWord>> = {
  ';lr': ['The proxy routes loosely: it leaves the Request-URI alone.', 'RFC 3261 §19.1.1'],
};
const DIALOG_PARTS: Readonly<Record<string, HeaderWord>> = {
  'call-id': ['Call-ID of the dialog that is meant.', 'RFC 3891 §6.1'],
  'to-tag': ['Tag of that dialog at the side that gets this request.', 'RFC 3891 §6.1'],
  'from-tag': ['Tag of that dialog at its other side.', 'RFC 3891 §6.1'],
  'early-only': ['Replace it only while it is not answered.', 'RFC 3891 §6.1'],
};
const EVENT_STATE: Readonly<Record<string, HeaderWord>> = {
  state: ['active, pending or terminated.', 'RFC 6665 §4.1.3'],
  expires: ['Seconds that the subscription has left.', 'RFC 6665 §4.1.3'],
  reason: [
    'Why it ended: deactivated, probation, rejected, timeout, giveup, noresource, invariant.',
    'RFC 6665 §4.1.3',
  ],
  'retry-after': ['Seconds to wait before subscribing again.', 'RFC 6665 §4.1.3'],
};
const FEATURES: Readonly<Record<string, HeaderWord>> = {
  '+sip.instance': ['Names the device, whatever its address.', 'RFC 5626 §4.1'],
  'reg-id': ['Tells apart several connections of one device.', 'RFC 5626 §4.2'],
  'pub-gruu': ['An address that leads to this device alone, and tells whose it is.', 'RFC 5627 §4.2'],
  'temp-gruu': ['An address that leads to this device alone, and does not tell whose it is.', 'RFC 5627 §4.2'],
  methods: ['Methods that are understood at this address.', 'RFC 3840 §10'],
  isfocus: ['This address is the focus of a conference.', 'RFC 4579 §5.1'],
  audio: ['Can do audio.', 'RFC 3840 §10'],
  video: ['Can do video.', 'RFC 3840 §10'],
  '+g.3gpp.icsi-ref': ['The IMS service that is meant.', '3GPP TS 24.229'],
};
const SECURITY: Readonly<Record<string, HeaderWord>> = {
  mechanism: ['How the two ends protect what they send: tls, digest, ipsec-3gpp.', 'RFC 3329 §2.2'],
  alg: ['Integrity algorithm of IPsec.', '3GPP TS 33.203 Annex H'],
  ealg: ['Encryption algorithm of IPsec.', '3GPP TS 33.203 Annex H'],
  'spi-c': ['Security parameter index of the client port.', '3GPP TS 33.203 Annex H'],
  'spi-s': ['Security parameter index of the server port.', '3GPP TS 33.203 Annex H'],
  'port-c': ['Protected client port.', '3GPP TS 33.203 Annex H'],
  'port-s': ['Protected server port.', '3GPP TS 33.203 Annex H'],
};
const PRIVACY_PARTS: Readonly<Record<string, HeaderWord>> = {
  privacy: ['What is to be hidden from whom.', 'draft-ietf-sip-privacy §5'],
  party: ['calling or called.', 'draft-ietf-sip-privacy §5'],
  screen: ['yes: somebody checked that the address is true.', 'draft-ietf-sip-privacy §5'],
};

/** Parts that mean the same in every header that has them. */
const COMMON: Readonly<Record<string, HeaderWord>> = {
  uri: ['The address itself, without what stands around it.', 'RFC 3261 §19.1'],
  'display name': ['What a phone shows; anybody can write anything here.', 'RFC 3261 §20.10'],
  tag: ['Chosen by one side at random; both tags and the Call-ID are the dialog.', 'RFC 3261 §19.3'],
  q: ['How much it is preferred, 0 to 1.', 'RFC 3261 §20.10'],
  option: ['An extension of SIP, by its registered name.', 'RFC 3261 §19.2'],
  'not shown': ['A limit of this view left something out; the raw text has it.', ''],
  'cause means': ['What the cause stands for in the telephone network.', 'ITU-T Q.850 §2.2.7'],
};

const TABLE: Readonly<
  Record<string, readonly [text: string, rfc: string, parts?: Readonly<Record<string, HeaderWord>>]>
> = {
  'Request line': [
    'What is asked for, and of whom.',
    'RFC 3261 §7.1',
    {
      method: ['What the request wants done.', 'RFC 3261 §7.1'],
      'request-uri': ['Where the request is to go now; proxies rewrite it on the way.', 'RFC 3261 §8.1.1.1'],
      version: ['SIP/2.0 since 1999.', 'RFC 3261 §7.1'],
    },
  ],
  'Status line': [
    'How the request fared.',
    'RFC 3261 §7.2',
    {
      'status code': ['1xx goes on, 2xx done, 3xx elsewhere, 4xx not so, 5xx not here, 6xx nowhere.', 'RFC 3261 §21'],
      'reason phrase': ['For people; programs read the code alone.', 'RFC 3261 §7.2'],
      version: ['SIP/2.0 since 1999.', 'RFC 3261 §7.2'],
    },
  ],
  uri: [
    'An address.',
    'RFC 3261 §19.1',
    {
      user: ['Who is meant at the host: a name or a number.', 'RFC 3261 §19.1.1'],
      host: ['Domain or address where the request goes; a domain is looked up in DNS first.', 'RFC 3263 §4'],
      port: ['Given, it takes the place of the DNS lookup for services.', 'RFC 3263 §4.2'],
      ';transport': ['How to reach it: udp, tcp, tls, ws, sctp.', 'RFC 3261 §19.1.1'],
      ';lr': ['The proxy routes loosely: it leaves the Request-URI alone.', 'RFC 3261 §19.1.1'],
      ';user': ['phone: the user part is a telephone number.', 'RFC 3261 §19.1.1'],
      ';method': ['Method of the request that this address asks for.', 'RFC 3261 §19.1.1'],
      ';maddr': ['Where to send it really, whatever the host says.', 'RFC 3261 §19.1.1'],
      ';ttl': ['How far a multicast packet goes.', 'RFC 3261 §19.1.1'],
      ';ob': ['Requests of the dialog are to come back over the same connection.', 'RFC 5626 §4.3'],
      ';gr': ['The address is a GRUU: it leads to one device.', 'RFC 5627 §5'],
      ';phone-context': ['Where a local number holds good.', 'RFC 3966 §5.1.5'],
      ';cause': ['Why the call was sent on to this address.', 'RFC 4458 §2'],
      ';ftag': ['From tag that a proxy keeps for itself; a habit of kamailio and opensips.', ''],
      '?replaces': ['The request made of this address carries a Replaces: an attended transfer.', 'RFC 3891 §6.1'],
      '?reason': ['Why the call was sent on from this address.', 'RFC 7044 §10.2'],
    },
  ],
  Accept: ['Types of bodies that the sender understands.', 'RFC 3261 §20.1'],
  'Accept-Contact': ['Which devices of the callee are wanted, by what they can do.', 'RFC 3841 §9.2', FEATURES],
  'Accept-Encoding': ['Compressions that the sender understands.', 'RFC 3261 §20.2'],
  'Accept-Language': ['Languages in which the sender likes to be answered.', 'RFC 3261 §20.3'],
  'Accept-Resource-Priority': ['Priorities that the server honours.', 'RFC 4412 §3.2'],
  'Additional-Identity': ['A further identity of the caller that the network vouches for.', '3GPP TS 24.229'],
  'Alert-Info': ['How the phone is to ring: a tone, or a name of one.', 'RFC 3261 §20.4'],
  Allow: ['Methods that the sender understands.', 'RFC 3261 §20.5'],
  'Allow-Events': ['Event packages that the sender can be asked about.', 'RFC 6665 §8.2.2'],
  'Answer-Mode': ['Whether the phone is to answer by itself.', 'RFC 5373 §3'],
  'Attestation-Info': ['How sure the network is of the caller: A, B or C.', '3GPP TS 24.229'],
  'Authentication-Info': ['The server proves itself, or names the next nonce.', 'RFC 3261 §20.6', CREDENTIALS],
  Authorization: ['Proof of identity for the user agent or registrar that asked.', 'RFC 3261 §20.7', CREDENTIALS],
  'Call-ID': [
    'Names the call leg, or the registrations of one device; with both tags it is the dialog.',
    'RFC 3261 §20.8',
  ],
  'Call-Info': [
    'Something about caller or callee to fetch or show: a picture, a card, a reason.',
    'RFC 3261 §20.9',
    {
      purpose: ['What is behind the address: icon, info, card, and more by later RFCs.', 'RFC 3261 §20.9'],
    },
  ],
  'Cellular-Network-Info': ['The radio cell, when the call came by another network.', '3GPP TS 24.229'],
  Contact: [
    'Where the sender is reached from now on; in a registration, the address that is bound.',
    'RFC 3261 §20.10',
    {
      ...FEATURES,
      expires: ['Seconds for which the binding holds.', 'RFC 3261 §10.2.1.1'],
      'all bindings': ['Every binding of the address of record; it may only be removed.', 'RFC 3261 §10.2.2'],
    },
  ],
  'Content-Disposition': [
    'What the body is for: session, render, icon, early-session, signal.',
    'RFC 3261 §20.11',
    {
      handling: ['optional: whoever does not understand the body may ignore it.', 'RFC 3261 §20.11'],
    },
  ],
  'Content-Encoding': ['How the body is compressed.', 'RFC 3261 §20.12'],
  'Content-ID': ['Names the body, so that a header can point at it.', 'RFC 8262 §3'],
  'Content-Language': ['Language of the body.', 'RFC 3261 §20.13'],
  'Content-Length': ['Bytes of the body; over TCP it says where the message ends.', 'RFC 3261 §20.14'],
  'Content-Transfer-Encoding': ['How a part of a body is written as text.', 'RFC 2045 §6'],
  'Content-Type': [
    'What the body is.',
    'RFC 3261 §20.15',
    {
      boundary: ['The line that stands between the parts of the body.', 'RFC 2046 §5.1.1'],
      type: ['Type and subtype.', 'RFC 3261 §20.15'],
    },
  ],
  CSeq: [
    'Counts the requests of a dialog; number and method tie an answer to its request.',
    'RFC 3261 §20.16',
    {
      number: ['One more with each new request, ACK and CANCEL aside.', 'RFC 3261 §12.2.1.1'],
      method: ['Method of the request, in the answer too.', 'RFC 3261 §8.1.1.5'],
    },
  ],
  Date: ['When the sender says that it sent this.', 'RFC 3261 §20.17'],
  Diversion: [
    'Who sent the call on, latest first; older than History-Info and still common.',
    'RFC 5806 §4',
    {
      reason: ['Why: unconditional, user-busy, no-answer and others.', 'RFC 5806 §9'],
      counter: ['How many diversions this entry stands for.', 'RFC 5806 §9'],
      privacy: ['Whether the diverting address may be shown.', 'RFC 5806 §9'],
      limit: ['How many diversions more are allowed.', 'RFC 5806 §9'],
      screen: ['Whether somebody checked that it is true.', 'RFC 5806 §9'],
    },
  ],
  'Error-Info': ['An address that explains the error, such as an announcement.', 'RFC 3261 §20.18'],
  Event: [
    'The event package that is subscribed to or told about.',
    'RFC 6665 §8.2.1',
    {
      package: ['presence, dialog, reg, message-summary, refer, conference and others.', 'RFC 6665 §7.2'],
      id: ['Tells apart several subscriptions to one package in one dialog.', 'RFC 6665 §4.1.2'],
    },
  ],
  Expires: [
    'Seconds for which a registration, subscription or publication is to hold, or an invitation.',
    'RFC 3261 §20.19',
  ],
  'Feature-Caps': ['What the proxies on the way can do.', 'RFC 6809 §5'],
  'Flow-Timer': ['Seconds after which a silent connection is given up; keep-alives must come sooner.', 'RFC 5626 §10'],
  From: ['Who the request is from, as its sender says.', 'RFC 3261 §20.20'],
  Geolocation: ['Where the caller is, or who knows it.', 'RFC 6442 §4.1'],
  'Geolocation-Error': ['What was wrong with the location.', 'RFC 6442 §4.3'],
  'Geolocation-Routing': ['Whether the location may be used to route.', 'RFC 6442 §4.2'],
  Hide: ['Wanted the way kept secret; RFC 3261 took it out.', 'RFC 2543'],
  'History-Info': [
    'Every address that the request was sent on to, in order, and why.',
    'RFC 7044 §5',
    {
      index: ['Its place in the tree of retargeting: 1.2 is the second branch of 1.', 'RFC 7044 §5'],
      rc: ['The address before was changed to a contact of the same user.', 'RFC 7044 §5'],
      mp: ['The call was mapped to another user.', 'RFC 7044 §5'],
      np: ['The address did not change.', 'RFC 7044 §5'],
      reason: ['Why it was sent on.', 'RFC 7044 §10.2'],
    },
  ],
  Identity: [
    'A signature over who calls whom (STIR); shown here decoded, not verified.',
    'RFC 8224 §4',
    {
      info: ['Where the certificate of the signer is.', 'RFC 8224 §4.1'],
      alg: ['Algorithm of the signature.', 'RFC 8224 §4.1'],
      ppt: ['The kind of token: shaken, div, rph, rcd.', 'RFC 8225 §8.1'],
      header: ['How the token was signed.', 'RFC 8225 §4'],
      payload: ['What the signer claims.', 'RFC 8225 §5'],
      'header alg': ['Algorithm of the signature.', 'RFC 8225 §4.2'],
      'header typ': ['passport.', 'RFC 8225 §4.1'],
      'header ppt': ['The kind of token: shaken, div, rph, rcd.', 'RFC 8225 §8.1'],
      'header x5u': ['Where the certificate of the signer is.', 'RFC 8225 §4.3'],
      'payload attest': [
        'A: the provider knows the caller and the right to the number; B: only the caller; C: only where it came in.',
        'RFC 8588 §4',
      ],
      'payload origid': ['A mark of the provider by which it finds the origin of the call again.', 'RFC 8588 §5'],
      'payload orig': ['The caller, by number or URI.', 'RFC 8225 §5.2.1'],
      'payload dest': ['The callee, by numbers or URIs.', 'RFC 8225 §5.2.1'],
      'payload iat': ['When it was signed, in seconds since 1970.', 'RFC 8225 §5.1.1'],
      'payload div': ['Who sent the call on.', 'RFC 8946 §3'],
      signature: ['The signature itself; nothing here checks it.', 'RFC 8225 §6'],
    },
  ],
  'Identity-Info': ['Where the certificate of the older Identity was; RFC 8224 put it into Identity.', 'RFC 4474 §9'],
  'In-Reply-To': ['Call-IDs of the calls that this one answers.', 'RFC 3261 §20.21'],
  'Info-Package': ['What kind of INFO this is.', 'RFC 6086 §7'],
  Join: ['Adds this call to another one, as for a conference.', 'RFC 3911 §7.1', DIALOG_PARTS],
  'Max-Breadth': ['Into how many branches at once a request may be forked.', 'RFC 5393 §5.3.3'],
  'Max-Forwards': ['How many more hops are allowed; each proxy takes one away.', 'RFC 3261 §20.22'],
  'MIME-Version': ['1.0, when the body is multipart.', 'RFC 3261 §20.24'],
  'Min-Expires': ['The shortest time that the server grants; comes with 423.', 'RFC 3261 §20.23'],
  'Min-SE': ['The shortest session interval that is accepted, in seconds.', 'RFC 4028 §5'],
  Organization: ['Firm or group of the sender.', 'RFC 3261 §20.25'],
  'Origination-Id': ['By which the provider finds the origin of the call again.', '3GPP TS 24.229'],
  'P-Access-Network-Info': [
    'The network by which the phone is connected, such as a radio cell.',
    'RFC 7315 §5.4',
    {
      'access type': ['Kind of access: 3GPP-E-UTRAN-FDD, IEEE-802.11, xDSL and others.', 'RFC 7315 §5.4'],
      'utran-cell-id-3gpp': ['The radio cell.', 'RFC 7315 §5.4'],
      'network-provided': ['The network wrote this, not the phone.', 'RFC 7315 §5.4'],
    },
  ],
  'P-Answer-State': ['Whether a push-to-talk answer came from the user or from the server.', 'RFC 4964'],
  'P-Asserted-Identity': ['Who really calls, as the trusted network has checked.', 'RFC 3325 §9.1'],
  'P-Asserted-Service': ['The service that the network has found the request to be for.', 'RFC 6050 §4.1'],
  'P-Associated-URI': ['All addresses that belong to the user who registered.', 'RFC 7315 §4.1'],
  'P-Called-Party-ID': ['The address under which the callee was called, before a proxy replaced it.', 'RFC 7315 §4.2'],
  'P-Charge-Info': ['Who is to pay.', 'RFC 8496'],
  'P-Charging-Function-Addresses': [
    'Where records for charging are to be sent.',
    'RFC 7315 §4.5',
    {
      ccf: ['Charging collection function: bills afterwards.', 'RFC 7315 §5.5'],
      ecf: ['Event charging function: bills at once.', 'RFC 7315 §5.5'],
    },
  ],
  'P-Charging-Vector': [
    'Ties together what is charged for one session.',
    'RFC 7315 §4.6',
    {
      'icid-value': ['Names the charging of this session through all networks.', 'RFC 7315 §5.6'],
      'icid-generated-at': ['Who made that name.', 'RFC 7315 §5.6'],
      'orig-ioi': ['Network of the caller.', 'RFC 7315 §5.6'],
      'term-ioi': ['Network of the callee.', 'RFC 7315 §5.6'],
      'transit-ioi': ['Networks in between.', 'RFC 7315 §5.6'],
    },
  ],
  'P-DCS-Billing-Info': ['Billing between proxies of cable networks.', 'RFC 5503'],
  'P-DCS-Trace-Party-ID': ['A caller to be traced, in cable networks.', 'RFC 5503'],
  'P-DCS-OSPS': ['Operator services of cable networks.', 'RFC 5503'],
  'P-DCS-Redirect': ['Who redirected the call, in cable networks.', 'RFC 5503'],
  'P-Early-Media': [
    'Who may send sound before the call is answered.',
    'RFC 5009 §8',
    {
      'early media': ['sendrecv, sendonly, recvonly, inactive, gated or supported.', 'RFC 5009 §8'],
    },
  ],
  'P-Media-Authorization': ['Token by which media get their quality of service.', 'RFC 3313'],
  'P-Preferred-Identity': ['Which of several identities the user wants to call with.', 'RFC 3325 §9.2'],
  'P-Preferred-Service': ['The service that the phone wants.', 'RFC 6050 §4.2'],
  'P-Private-Network-Indication': ['The call belongs to the private network of that domain.', 'RFC 7316'],
  'P-Profile-Key': ['Under which key the profile of the service is kept.', 'RFC 5002'],
  'P-Refused-URI-List': ['Members of a list that could not be invited.', 'RFC 5318'],
  'P-Served-User': [
    'For whom the service is done, and whether as caller or callee.',
    'RFC 5502 §6',
    {
      sescase: ['orig: the served user calls; term: is called.', 'RFC 5502 §6'],
      regstate: ['reg or unreg: whether the user is registered.', 'RFC 5502 §6'],
    },
  ],
  'P-User-Database': ['The database that has the user, so that it need not be looked up again.', 'RFC 4457'],
  'P-Visited-Network-ID': ['The foreign network that the phone is in.', 'RFC 7315 §4.3'],
  Path: ['Proxies that requests to this binding must pass on their way to the phone.', 'RFC 3327 §4', ROUTE_PARTS],
  'Permission-Missing': ['Members of a list that have not allowed to be contacted.', 'RFC 5360'],
  'Policy-Contact': ['Where the policy for the session is to be asked for.', 'RFC 6794'],
  'Policy-ID': ['Names the policy that was used.', 'RFC 6794'],
  Priority: ['How urgent the caller thinks it is.', 'RFC 3261 §20.26'],
  'Priority-Share': ['Whether resources may be shared by sessions.', '3GPP TS 24.229'],
  'Priv-Answer-Mode': ['Whether the phone is to answer by itself, asked for with authority.', 'RFC 5373 §3'],
  Privacy: [
    'What of the caller is to be hidden.',
    'RFC 3323 §4.2',
    {
      privacy: [
        'id: the asserted identity; header, session, user: what the network or phone must hide; none: nothing; critical: or refuse.',
        'RFC 3323 §4.2',
      ],
    },
  ],
  'Proxy-Authenticate': ['A proxy asks for proof of identity; comes with 407.', 'RFC 3261 §20.27', CHALLENGE],
  'Proxy-Authentication-Info': ['The proxy proves itself, or names the next nonce.', 'RFC 7615 §4', CREDENTIALS],
  'Proxy-Authorization': ['Proof of identity for the proxy that asked.', 'RFC 3261 §20.28', CREDENTIALS],
  'Proxy-Require': ['Extensions that every proxy on the way must understand.', 'RFC 3261 §20.29'],
  RAck: [
    'Which provisional response this PRACK confirms.',
    'RFC 3262 §7.2',
    {
      rseq: ['RSeq of that response.', 'RFC 3262 §7.2'],
      cseq: ['CSeq number of that response.', 'RFC 3262 §7.2'],
      method: ['CSeq method of that response.', 'RFC 3262 §7.2'],
    },
  ],
  Reason: [
    'Why the request was sent, or the call ended, in the words of another protocol.',
    'RFC 3326 §2',
    {
      protocol: ['Whose cause it is: SIP, Q.850, or another.', 'RFC 3326 §2'],
      cause: ['The number; of SIP a status code, of Q.850 a cause of the telephone network.', 'RFC 3326 §2'],
      text: ['For people.', 'RFC 3326 §2'],
      location: ['Where the cause came from.', 'RFC 8606 §4'],
    },
  ],
  'Record-Route': [
    'Proxies that want to stay on the way of later requests of the dialog.',
    'RFC 3261 §20.30',
    ROUTE_PARTS,
  ],
  'Recv-Info': ['INFO packages that the sender wants to get.', 'RFC 6086 §7'],
  'Refer-Events-At': ['Where the outcome of the referral can be asked for.', 'RFC 7614'],
  'Refer-Sub': ['Whether a REFER wants to be told how it fares; false when not.', 'RFC 4488 §4'],
  'Refer-To': ['Where the recipient is to send a new request: a transfer, for one.', 'RFC 3515 §2.1'],
  'Referred-By': [
    'Who asked for the referral.',
    'RFC 3892 §3',
    {
      cid: ['The body that proves it.', 'RFC 3892 §3'],
    },
  ],
  'Reject-Contact': ['Which devices of the callee are not wanted.', 'RFC 3841 §9.2', FEATURES],
  'Relayed-Charge': ['What another network says is to be charged.', '3GPP TS 24.229'],
  'Remote-Party-ID': [
    'Who calls, as the network says; a draft that P-Asserted-Identity took the place of.',
    'draft-ietf-sip-privacy §5',
    PRIVACY_PARTS,
  ],
  Replaces: [
    'The new call takes the place of that one: an attended transfer, a pick-up.',
    'RFC 3891 §6.1',
    DIALOG_PARTS,
  ],
  'Reply-To': ['Where to call back, when that is not From.', 'RFC 3261 §20.31'],
  'Request-Disposition': [
    'How the caller wants the request handled: forked or not, proxied or redirected.',
    'RFC 3841 §9.1',
  ],
  Require: ['Extensions that the recipient must understand, or refuse with 420.', 'RFC 3261 §20.32'],
  'Resource-Priority': ['Precedence in networks that may be overloaded, as of emergency services.', 'RFC 4412 §3.1'],
  'Resource-Share': ['Whether media may share resources with another session.', '3GPP TS 24.229'],
  'Response-Key': ['Key for an encrypted answer; RFC 3261 took it out.', 'RFC 2543'],
  'Response-Source': ['Who made this error response.', '3GPP TS 24.229'],
  'Restoration-Info': ['That a server of the mobile network is being restored.', '3GPP TS 24.229'],
  'Retry-After': [
    'Seconds after which it is worth trying again.',
    'RFC 3261 §20.33',
    {
      seconds: ['How long.', 'RFC 3261 §20.33'],
      duration: ['For how long one will be reachable then.', 'RFC 3261 §20.33'],
      comment: ['Why, for people.', 'RFC 3261 §20.33'],
    },
  ],
  Route: ['Proxies that the request still has to pass, in order.', 'RFC 3261 §20.34', ROUTE_PARTS],
  RSeq: ['Numbers a provisional response that wants a PRACK.', 'RFC 3262 §7.1'],
  'Security-Client': ['Ways of protection that the client offers.', 'RFC 3329 §2.2', SECURITY],
  'Security-Server': ['Ways of protection that the server offers.', 'RFC 3329 §2.2', SECURITY],
  'Security-Verify': ['The server’s list again, so that nobody can have taken from it.', 'RFC 3329 §2.2', SECURITY],
  Server: ['Software that answers.', 'RFC 3261 §20.35'],
  'Service-Interact-Info': ['How services are to get along with each other.', '3GPP TS 24.229'],
  'Service-Route': [
    'Proxies that the phone’s own requests are to pass, told by the registrar.',
    'RFC 3608 §5',
    ROUTE_PARTS,
  ],
  'Session-Expires': [
    'The call ends unless it is refreshed within this many seconds.',
    'RFC 4028 §4',
    {
      seconds: ['The interval; half of it is when the refresh comes.', 'RFC 4028 §4'],
      refresher: ['uac: the caller of this transaction refreshes; uas: the other side.', 'RFC 4028 §4'],
    },
  ],
  'Session-ID': [
    'Names the session from end to end, through every B2BUA that plays by the rules.',
    'RFC 7989 §5',
    {
      uuid: ['Of the sender.', 'RFC 7989 §5'],
      remote: ['Of the other end; zeros while it is not known.', 'RFC 7989 §5'],
      logme: ['Log this call, says whoever looks for a fault.', 'RFC 8497 §3'],
    },
  ],
  'SIP-ETag': ['Names the version of what was published.', 'RFC 3903 §11.3.1'],
  'SIP-If-Match': ['Which published version this one takes the place of.', 'RFC 3903 §11.3.2'],
  Subject: ['What the call is about.', 'RFC 3261 §20.36'],
  'Subscription-State': ['How the subscription stands.', 'RFC 6665 §8.2.3', EVENT_STATE],
  Supported: ['Extensions that the sender can do.', 'RFC 3261 §20.37'],
  'Suppress-If-Match': ['No notification when nothing changed since that version.', 'RFC 5839 §5'],
  'Target-Dialog': [
    'The dialog by which the sender proves its right to ask.',
    'RFC 4538 §7',
    {
      'call-id': ['Call-ID of that dialog.', 'RFC 4538 §7'],
      'local-tag': ['Tag of that dialog at the recipient of this request.', 'RFC 4538 §7'],
      'remote-tag': ['Tag of that dialog at its other side.', 'RFC 4538 §7'],
    },
  ],
  Timestamp: ['When the request was sent, so that its sender can tell the round trip.', 'RFC 3261 §20.38'],
  To: ['Who the request is for at first; where it goes is said by the Request-URI.', 'RFC 3261 §20.39'],
  'Trigger-Consent': ['Whom to ask for leave to send.', 'RFC 5360'],
  Unsupported: ['Extensions that were required and are not understood.', 'RFC 3261 §20.40'],
  'User-Agent': ['Software or device that asks.', 'RFC 3261 §20.41'],
  'User-to-User': [
    'Data from end to end that the network only carries.',
    'RFC 7433 §4.1',
    {
      purpose: ['What the data are for.', 'RFC 7433 §4.1'],
      encoding: ['hex, when nothing else is said.', 'RFC 7433 §4.1'],
      content: ['What kind of data.', 'RFC 7433 §4.1'],
    },
  ],
  Via: [
    'One for each hop that the request took, the last sender on top; answers go back along them.',
    'RFC 3261 §20.42',
    {
      transport: ['How this hop was sent.', 'RFC 3261 §20.42'],
      host: ['Where this sender wants the answer.', 'RFC 3261 §18.1.1'],
      port: ['At which port; 5060 or 5061 when none is named.', 'RFC 3261 §18.1.1'],
      branch: ['Names the transaction at this hop; z9hG4bK in front says that it is unique.', 'RFC 3261 §8.1.1.7'],
      received: ['Where the request really came from, as the next hop saw it.', 'RFC 3261 §18.2.1'],
      rport: ['The port it really came from; empty in the request, filled by the next hop.', 'RFC 3581 §4'],
      maddr: ['Where to send the answer instead.', 'RFC 3261 §18.2.2'],
      ttl: ['How far a multicast packet goes.', 'RFC 3261 §20.42'],
      alias: ['The connection may be used for requests the other way.', 'RFC 5923 §5'],
      keep: ['Keep-alives are wanted at this hop.', 'RFC 6223 §4'],
      oc: ['How far to throttle requests, because this server is overloaded.', 'RFC 7339 §4.1'],
      'received-realm': ['Through which network it came in.', 'RFC 8055 §3'],
    },
  ],
  Warning: [
    'More about an error, with a code and a text.',
    'RFC 3261 §20.43',
    {
      code: ['3xx: 30x and 33x about the session description, 37x about media; 399 anything.', 'RFC 3261 §20.43'],
      agent: ['Who warns.', 'RFC 3261 §20.43'],
      text: ['For people.', 'RFC 3261 §20.43'],
    },
  ],
  'WWW-Authenticate': [
    'A user agent or registrar asks for proof of identity; comes with 401.',
    'RFC 3261 §20.44',
    CHALLENGE,
  ],
  'X-CID': ['No standard: Call-ID of the other leg, as some B2BUAs tell it.', ''],
  'X-Call-ID': ['No standard: Call-ID of the other leg, as some B2BUAs tell it.', ''],
};

const ENTRIES: ReadonlyMap<string, Entry> = new Map(
  Object.entries(TABLE).map(([name, [text, rfc, parts = {}]]) => [name.toLowerCase(), { word: [text, rfc], parts }]),
);

/** Names of all headers that there are words about. */
export const EXPLAINED: readonly string[] = Object.keys(TABLE);
