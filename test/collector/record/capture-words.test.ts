import { expect, test } from 'vitest';
import { captureError, noDevice, stoppedProblem } from '../../../collector/record/capture-words.ts';

test.each([
  ["tcpdump: lo: You don't have permission to capture on that device", 'SIPA_NO_RIGHTS'],
  ['socket: Operation not permitted', 'SIPA_NO_RIGHTS'],
  ['tcpdump: eth9: No such device exists', 'SIPA_NO_DEVICE'],
  ["tcpdump: can't parse filter expression: syntax error", 'SIPA_FILTER_WRONG'],
  ["unknown host 'nix'", 'SIPA_FILTER_WRONG'],
  [
    "node: ../src/binding.cc:190: static void Pcap::cb_packets(uv_poll_t*, int, int): Assertion `status == 0' failed.",
    'SIPA_CAPTURE_STOPPED',
  ],
  ['tcpdump: pcap_loop: The interface disappeared', 'SIPA_CAPTURE_STOPPED'],
  ['Segmentation fault', 'SIPA_CAPTURE_STOPPED'],
])('"%s" is %s', (line, code) => {
  const error = captureError('eth9', ['tcpdump: listening on eth9, link-type EN10MB', line]);
  expect(error.code).toBe(code);
  expect(error.hint).not.toBe('');
});

test('an interface that is gone is said to be, not an assertion of somebody', () => {
  expect(captureError('nosuch0', ["Assertion `status == 0' failed"]).message).toBe('nosuch0 is gone.');
});

test('a program without last words is told as such, and what it says is safe to show', () => {
  expect(captureError('eth9', []).message).toContain('without a word');
  expect(captureError('eth9', ['\u001b[2Jboo']).message).not.toContain('\u001b');
  expect(noDevice('\u001b[2J').message).not.toContain('\u001b');
});

test('an input that stopped is opened again, unless root was given up', () => {
  expect(stoppedProblem('eth9', ['odd'], true).hint).toContain('opened again');
  expect(stoppedProblem('eth9', ['permission'], false).message).toContain('root was given up');
});
