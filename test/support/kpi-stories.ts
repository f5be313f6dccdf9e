// Little stories of calls for tests of key figures: each adds one call to a trace, named by its Call-ID, from `at` ms on.

import type { MessageOptions } from './trace.ts';

/** Who takes down what is said: a trace, or a maker of packets. */
export interface Scribe {
  request(method: string, options: MessageOptions): unknown;
  response(code: number, method: string, options: MessageOptions): unknown;
}

export type Story = (t: Scribe, callId: string, at: number) => void;

type Step = Omit<MessageOptions, 'callId' | 'at'>;

/** INVITE at 0, 100 at 10. */
export function invited(t: Scribe, callId: string, at: number, step: Step = {}): void {
  t.request('INVITE', { ...step, callId, at });
  t.response(100, 'INVITE', { ...step, callId, at: at + 10 });
}

/** A final failure after `delay` ms, and its ACK. */
export function refused(t: Scribe, callId: string, at: number, code: number, delay: number, step: Step = {}): void {
  t.response(code, 'INVITE', { toTag: 'b', ...step, callId, at: at + delay });
  t.request('ACK', { toTag: 'b', ...step, callId, at: at + delay + 5 });
}

export function rings(t: Scribe, callId: string, at: number, delay: number, step: Step = {}): void {
  t.response(180, 'INVITE', { toTag: 'b', ...step, callId, at: at + delay });
}

export function answers(t: Scribe, callId: string, at: number, delay: number, step: Step = {}): void {
  t.response(200, 'INVITE', { toTag: 'b', ...step, callId, at: at + delay });
  t.request('ACK', { toTag: 'b', ...step, callId, at: at + delay + 5 });
}

/** BYE of the caller after `delay` ms, answered 20 ms later. */
export function hangsUp(t: Scribe, callId: string, at: number, delay: number, step: Step = {}): void {
  const bye = { toTag: 'b', cseq: 9, ...step, callId };
  t.request('BYE', { ...bye, at: at + delay });
  t.response(200, 'BYE', { ...bye, at: at + delay + 20 });
}

/** Rings after 100 ms, is answered after 1 s, ends 10 s after that. */
export const answered: Story = (t, callId, at) => {
  invited(t, callId, at);
  rings(t, callId, at, 100);
  answers(t, callId, at, 1000);
  hangsUp(t, callId, at, 11_000);
};

export const refusedWith =
  (code: number): Story =>
  (t, callId, at) => {
    invited(t, callId, at);
    refused(t, callId, at, code, 200);
  };

/** Rings, then fails after 20 s. */
export const rungThen =
  (code: number): Story =>
  (t, callId, at) => {
    invited(t, callId, at);
    rings(t, callId, at, 100);
    refused(t, callId, at, code, 20_000);
  };
