// What is said in a call, when and by whom. Takes a Dialog, gives steps in time order: { after, from, to, text }, `after` in seconds
// since the call began. Of a hundred calls about 80 are answered, 8 are cancelled while it rings, 12 are refused.

import { between } from './random.mjs';

const REFUSED = 0.12;
const CANCELLED = 0.2;
const REFUSALS = [
  '486 Busy Here',
  '404 Not Found',
  '480 Temporarily Unavailable',
  '503 Service Unavailable',
  '403 Forbidden',
];
/** Mean of the talk time, s: with 20 calls a second about 2000 are up at once. */
const TALK = 118;
const LONGEST_TALK = 900;

/** One call of any fate. */
export function scriptCall(dialog, random) {
  const script = new Script(dialog, random);
  const fate = random();
  script.invite();
  if (fate < REFUSED) script.refuse(REFUSALS[Math.floor(random() * REFUSALS.length)]);
  else if (fate < CANCELLED) script.ring().cancel();
  else
    script
      .ring()
      .answer()
      .talk(Math.min(LONGEST_TALK, -TALK * Math.log(1 - random())))
      .bye();
  return script;
}

/** Of a hundred short calls so many are refused at once; the others are answered, and ended after a while. */
const SHORT_REFUSED = 0.75;

/** A call of three or five messages over one hop without SDP: for lists of very many calls. */
export function scriptShortCall(dialog, random) {
  const script = new Script(dialog, random);
  if (random() < SHORT_REFUSED) return script.refuseShortly(REFUSALS[Math.floor(random() * REFUSALS.length)]);
  return script.answerShortly(Math.min(LONGEST_TALK, -TALK * Math.log(1 - random())));
}

/** One answered call of exactly `messages` messages (even, at least 16): updates and DTMF digits until that many are said. */
export function scriptLongCall(dialog, random, messages) {
  if (messages < 16 || messages % 2 !== 0)
    throw new RangeError('a long call has an even number of messages, at least 16');
  const script = new Script(dialog, random).invite();
  if (messages % 4 === 0) script.ring('183 Session Progress');
  script.ring().answer();
  const beforeBye = messages - 4;
  for (let cseq = 2; script.steps.length < beforeBye; cseq++) script.talk(1.5).exchange(cseq);
  return script.bye();
}

class Script {
  steps = [];
  /** When media begins, in seconds since the call began; undefined when nobody answers. */
  mediaFrom;
  #dialog;
  #random;
  #clock = 0;
  #cseq = 1;
  #invite;

  constructor(dialog, random) {
    this.#dialog = dialog;
    this.#random = random;
  }

  invite() {
    const { phone, proxy, gateway } = this.#dialog;
    const dialog = this.#dialog;
    const via = dialog.hops();
    this.#invite = via;
    const body = dialog.offer();
    this.#say(0, phone, proxy, dialog.request('INVITE', 1, via.first, { body }));
    this.#say(
      0.0008,
      proxy,
      phone,
      dialog.response('100 Trying', 1, 'INVITE', via.first, { isTagged: false, isOwn: true }),
    );
    this.#say(0.003, proxy, gateway, dialog.request('INVITE', 1, via.second, { isForwarded: true, body }));
    this.#say(0.012, gateway, proxy, dialog.response('100 Trying', 1, 'INVITE', via.second, { isTagged: false }));
    return this;
  }

  ring(status = '180 Ringing') {
    this.#wait(0.3, 2.4);
    this.#respond(status, 1, 'INVITE', this.#invite);
    return this;
  }

  answer() {
    this.#wait(1, 9);
    this.#respond('200 OK', 1, 'INVITE', this.#invite, this.#dialog.answer());
    this.#wait(0.01, 0.03);
    this.#request('ACK', 1, this.#dialog.hops(), {});
    return this;
  }

  talk(seconds) {
    this.mediaFrom ??= this.#clock;
    this.#clock += seconds;
    return this;
  }

  bye() {
    this.#cseq++;
    const via = this.#dialog.hops();
    this.#request('BYE', this.#cseq, via, {});
    this.#wait(0.01, 0.05);
    this.#respond('200 OK', this.#cseq, 'BYE', via);
    return this;
  }

  /** An UPDATE (RFC 3311) or a DTMF digit by INFO, and its answer, over both hops. */
  exchange(cseq) {
    this.#cseq = cseq;
    const dialog = this.#dialog;
    const via = dialog.hops();
    const isUpdate = cseq % 5 === 0;
    const content = isUpdate
      ? { body: dialog.offer() }
      : { body: `Signal=${cseq % 10}\r\nDuration=160\r\n`, type: 'application/dtmf-relay' };
    const method = isUpdate ? 'UPDATE' : 'INFO';
    this.#request(method, cseq, via, content);
    this.#wait(0.01, 0.05);
    this.#respond('200 OK', cseq, method, via, isUpdate ? dialog.answer() : '');
  }

  /** RFC 3261 §17.1.1.3: the ACK of a refusal goes hop by hop, in the INVITE's transaction. */
  refuse(status) {
    const { phone, proxy, gateway } = this.#dialog;
    const dialog = this.#dialog;
    const { first, own, second } = this.#invite;
    this.#wait(0.1, 2);
    this.#say(0, gateway, proxy, dialog.response(status, 1, 'INVITE', second));
    this.#say(0.001, proxy, gateway, dialog.request('ACK', 1, own, { isForwarded: true }));
    this.#say(0.002, proxy, phone, dialog.response(status, 1, 'INVITE', first));
    this.#say(0.015, phone, proxy, dialog.request('ACK', 1, first));
  }

  cancel() {
    const { phone, proxy, gateway } = this.#dialog;
    const dialog = this.#dialog;
    const { first, own } = this.#invite;
    this.#wait(1, 12);
    this.#say(0, phone, proxy, dialog.request('CANCEL', 1, first));
    this.#say(0.001, proxy, phone, dialog.response('200 OK', 1, 'CANCEL', first, { isOwn: true }));
    this.#say(0.002, proxy, gateway, dialog.request('CANCEL', 1, own, { isForwarded: true }));
    this.#say(0.012, gateway, proxy, dialog.response('200 OK', 1, 'CANCEL', own));
    this.#clock -= 0.1 - 0.013;
    this.refuse('487 Request Terminated');
  }

  /** The INVITE is refused by the proxy; the ACK goes in its transaction. */
  refuseShortly(status) {
    const { phone, proxy } = this.#dialog;
    const { first } = this.#dialog.hops();
    this.#say(0, phone, proxy, this.#dialog.request('INVITE', 1, first));
    this.#wait(0.02, 2);
    this.#say(0, proxy, phone, this.#dialog.response(status, 1, 'INVITE', first, { isOwn: true }));
    this.#say(0.01, phone, proxy, this.#dialog.request('ACK', 1, first));
    return this;
  }

  /** The proxy answers itself, as a voice mail does. */
  answerShortly(talk) {
    const { phone, proxy } = this.#dialog;
    const dialog = this.#dialog;
    const { first } = dialog.hops();
    this.#say(0, phone, proxy, dialog.request('INVITE', 1, first));
    this.#wait(0.3, 4);
    this.#say(0, proxy, phone, dialog.response('200 OK', 1, 'INVITE', first, { isOwn: true }));
    this.#say(0.01, phone, proxy, dialog.request('ACK', 1, dialog.hops().first, { isInDialog: true }));
    this.#clock += talk;
    const bye = dialog.hops().first;
    this.#say(0, phone, proxy, dialog.request('BYE', 2, bye, { isInDialog: true }));
    this.#say(0.01, proxy, phone, dialog.response('200 OK', 2, 'BYE', bye, { isOwn: true }));
    return this;
  }

  #request(method, cseq, via, content) {
    const { phone, proxy, gateway } = this.#dialog;
    const dialog = this.#dialog;
    this.#say(0, phone, proxy, dialog.request(method, cseq, via.first, { isInDialog: true, ...content }));
    this.#say(
      0.001,
      proxy,
      gateway,
      dialog.request(method, cseq, via.second, { isInDialog: true, isForwarded: true, ...content }),
    );
  }

  #respond(status, cseq, method, via, body = '') {
    const { phone, proxy, gateway } = this.#dialog;
    const dialog = this.#dialog;
    this.#say(0, gateway, proxy, dialog.response(status, cseq, method, via.second, { body }));
    this.#say(0.001, proxy, phone, dialog.response(status, cseq, method, via.first, { body }));
  }

  #say(later, from, to, text) {
    this.steps.push({ after: this.#clock + later, from, to, text });
  }

  #wait(low, high) {
    this.#clock += between(this.#random, low, high);
  }
}
