import { expect, test } from 'vitest';
import { fakeApp, handleAt } from '../../support/fake-app.ts';

test('the counters of every capture are given as Prometheus reads them', async () => {
  const fake = await fakeApp([1, 2], { version: '1.2.3' });
  const answer = await fake.app.inject('/metrics');
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.body).toMatch(/^# HELP sipscope_build_info .+\n# TYPE sipscope_build_info gauge\n/);
  const [first, second] = fake.captures.infos();
  expect(answer.body).toContain(`sipscope_legs{capture="${first?.id}"} 1\nsipscope_legs{capture="${second?.id}"} 2\n`);
  await fake.app.close();
});

test('a capture that cannot answer does not spoil the others', async () => {
  const fake = await fakeApp([1, 2]);
  handleAt(fake, 0).refusal = new Error('broken');
  const { body, statusCode } = await fake.app.inject('/metrics');
  const [first, second] = fake.captures.infos();
  expect(statusCode).toBe(200);
  expect(body).toContain(`sipscope_capture_up{capture="${first?.id}"} 0\n`);
  expect(body).toContain(`sipscope_capture_up{capture="${second?.id}"} 1\n`);
  await fake.app.close();
});

test('every line is a comment or a sample', async () => {
  const { app } = await fakeApp([1]);
  const lines = (await app.inject('/metrics')).body.trimEnd().split('\n');
  const wrong = lines.filter(
    line => !/^# (HELP|TYPE) |^[a-z_]+(\{([a-z]+="(\\.|[^"\\])*",?)+\})? [0-9.e+-]+$/.test(line),
  );
  expect(wrong).toEqual([]);
  await app.close();
});
