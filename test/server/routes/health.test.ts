import { expect, test } from 'vitest';
import { fakeApp } from '../../support/fake-app.ts';

test('the health of the server counts captures and pages', async () => {
  const { app } = await fakeApp([1, 1], { version: '1.2.3' });
  const answer = await app.inject('/api/health');
  expect(answer.json()).toMatchObject({ status: 'ok', version: '1.2.3', captures: 2, liveClients: 0 });
  await app.close();
});

test('the health of a capture is that of the first one unless it is named', async () => {
  const { app, captures } = await fakeApp([1, 1]);
  const second = captures.infos()[1]?.id;
  expect((await app.inject('/api/health/capture')).json().sources[0].path).toBe('/traces/demo0.pcap');
  const named = await app.inject(`/api/health/capture?capture=${second}`);
  expect(named.json().sources[0].path).toBe('/traces/demo1.pcap');
  await app.close();
});
