// The words of one call between a phone, a proxy that stays in the dialog, and a gateway (RFC 3261). Texts only; when they are said
// is the matter of scripts.mjs.
//
//   phone ── hop 1 ── proxy ── hop 2 ── gateway

import { endpoint } from './pcap-writer.mjs';
import { between, hexDigits } from './random.mjs';

const SIP = 5060;
const PROXY = endpoint('192.0.2.10', SIP);
const AGENTS = ['Deskphone 410/7.2.3', 'Softphone/3.9 (linux)', 'BoothPhone D2 fw 10.1.64', 'Conference Unit/1.18.0'];
const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, NOTIFY, MESSAGE';

export class Dialog {
  /** `number` makes calls differ; the rest comes from `random`. */
  constructor(number, random) {
    this.phone = endpoint(`10.${20 + ((number >> 12) & 63)}.${(number >> 5) & 127}.${10 + (number & 31)}`, SIP);
    this.proxy = PROXY;
    this.gateway = endpoint(`198.51.100.${1 + (number % 200)}`, SIP);
    this.phoneMedia = endpoint(this.phone.address, 16_384 + 2 * (number % 8000));
    this.gatewayMedia = endpoint(this.gateway.address, 40_000 + 2 * (number % 12_000));
    this.caller = String(4000 + Math.floor(random() * 5999));
    this.callee = `+49${Math.floor(between(random, 3_000_000_000, 8_999_999_999))}`;
    this.callId = `${hexDigits(random, 24)}@${this.phone.address}`;
    this.callerTag = hexDigits(random, 12);
    this.calleeTag = `gw-${hexDigits(random, 10)}`;
    this.agent = AGENTS[number % AGENTS.length];
    this.session = 1_000_000 + number;
    this.nextBranch = () => `z9hG4bK-${hexDigits(random, 20)}`;
  }

  /** The Via headers of a request on its first and on its second hop; a CANCEL and the ACK of a refusal take those of their INVITE. */
  hops() {
    const first = `Via: SIP/2.0/UDP ${this.phone.address}:5060;rport;branch=${this.nextBranch()}\r\n`;
    const second = `Via: SIP/2.0/UDP ${PROXY.address}:5060;branch=${this.nextBranch()}\r\n`;
    return { first, own: second, second: second + first };
  }

  /** The same backwards: requests of the gateway. */
  hopsBack() {
    const first = `Via: SIP/2.0/UDP ${this.gateway.address}:5060;branch=${this.nextBranch()}\r\n`;
    const second = `Via: SIP/2.0/UDP ${PROXY.address}:5060;branch=${this.nextBranch()}\r\n`;
    return { first, own: second, second: second + first };
  }

  /** A request of the caller. `isForwarded`: as the proxy sends it on. */
  request(method, cseq, via, { isForwarded = false, isInDialog = false, body = '', type = 'application/sdp' } = {}) {
    const target = isInDialog
      ? `sip:${this.callee}@${this.gateway.address}:5060`
      : `sip:${this.callee}@voice.example.net`;
    const makesDialog = method === 'INVITE' && !isInDialog;
    return (
      `${method} ${target} SIP/2.0\r\n${via}` +
      (makesDialog && isForwarded ? recordRoute : '') +
      (isInDialog && !isForwarded ? route : '') +
      `Max-Forwards: ${isForwarded ? 69 : 70}\r\n` +
      `From: "Extension ${this.caller}" <sip:${this.caller}@office.example.com>;tag=${this.callerTag}\r\n` +
      `To: <sip:${this.callee}@voice.example.net>${isInDialog ? `;tag=${this.calleeTag}` : ''}\r\n` +
      `Call-ID: ${this.callId}\r\nCSeq: ${cseq} ${method}\r\n` +
      (makesDialog
        ? `Contact: <sip:${this.caller}@${this.phone.address}:5060;transport=udp>\r\nAllow: ${ALLOW}\r\nSupported: 100rel, timer, replaces, outbound\r\nSession-Expires: 1800\r\nMin-SE: 90\r\nP-Preferred-Identity: <sip:${this.caller}@office.example.com>\r\n`
        : '') +
      `User-Agent: ${this.agent}\r\n${content(body, type)}`
    );
  }

  /** A response of the gateway, or of the proxy on its behalf. `via` is that of the request on the same hop. */
  response(status, cseq, method, via, { isTagged = true, isOwn = false, body = '' } = {}) {
    const makesDialog = method === 'INVITE' && isTagged && status < '300';
    return (
      `SIP/2.0 ${status}\r\n${via}` +
      (makesDialog ? recordRoute : '') +
      `From: "Extension ${this.caller}" <sip:${this.caller}@office.example.com>;tag=${this.callerTag}\r\n` +
      `To: <sip:${this.callee}@voice.example.net>${isTagged ? `;tag=${this.calleeTag}` : ''}\r\n` +
      `Call-ID: ${this.callId}\r\nCSeq: ${cseq} ${method}\r\n` +
      (makesDialog ? `Contact: <sip:${this.callee}@${this.gateway.address}:5060>\r\nAllow: ${ALLOW}\r\n` : '') +
      (makesDialog && body !== '' ? 'Supported: timer\r\nSession-Expires: 1800;refresher=uac\r\n' : '') +
      `Server: ${isOwn ? 'Edge proxy 2.4' : 'Carrier gateway 11.0.3'}\r\n${content(body, 'application/sdp')}`
    );
  }

  offer() {
    return sdp(
      this.phoneMedia,
      this.session,
      '9 8 0 101',
      'a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n',
    );
  }

  answer() {
    return sdp(this.gatewayMedia, this.session + 7, '8 101', 'a=rtpmap:8 PCMA/8000\r\n');
  }
}

const recordRoute = `Record-Route: <sip:${PROXY.address};lr>\r\n`;
const route = `Route: <sip:${PROXY.address};lr>\r\n`;

function content(body, type) {
  return body === ''
    ? 'Content-Length: 0\r\n\r\n'
    : `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

function sdp(media, session, formats, maps) {
  return `v=0\r\no=- ${session} 1 IN IP4 ${media.address}\r\ns=call\r\nc=IN IP4 ${media.address}\r\nt=0 0\r\nm=audio ${media.port} RTP/AVP ${formats}\r\n${maps}a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n`;
}
