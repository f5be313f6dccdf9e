import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  CallDetailSchema,
  CallSummarySchema,
  CaptureHealthSchema,
  CaptureProgressSchema,
  FrameDetailSchema,
  MessageDetailSchema,
} from '../../../server/wire/report-schema.ts';
import type {
  CallDetail,
  CallSummary,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  MessageDetail,
} from '../../../server/wire/types.ts';
import { FakeCapture } from '../../support/fake-capture.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  summary: Same<Static<typeof CallSummarySchema>, CallSummary>;
  detail: Same<Static<typeof CallDetailSchema>, CallDetail>;
  message: Same<Static<typeof MessageDetailSchema>, MessageDetail>;
  health: Same<Static<typeof CaptureHealthSchema>, CaptureHealth>;
  progress: Same<Static<typeof CaptureProgressSchema>, CaptureProgress>;
  frame: Same<Static<typeof FrameDetailSchema>, FrameDetail>;
} = { summary: true, detail: true, message: true, health: true, progress: true, frame: true };

test('every report type has a schema that says the same, and real rows fit it', () => {
  expect(Object.values(equal)).not.toContain(false);
  const capture = new FakeCapture({ id: 'demo', paths: ['/demo.pcap'] }, 2);
  expect(Value.Errors(CallSummarySchema, capture.rows[0])).toEqual([]);
  expect(Value.Errors(CallDetailSchema, capture.call(1))).toEqual([]);
  expect(Value.Errors(MessageDetailSchema, capture.message(1))).toEqual([]);
  expect(Value.Errors(CaptureHealthSchema, capture.health())).toEqual([]);
  expect(Value.Errors(FrameDetailSchema, capture.frame('0.3'))).toEqual([]);
  expect(Value.Errors(CaptureProgressSchema, capture.progress())).toEqual([]);
});
