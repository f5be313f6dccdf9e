import { expect, test } from 'vitest';
import {
  accessNetworkInfo,
  chargingFunctionAddresses,
  chargingVector,
  earlyMedia,
  serviceId,
  visitedNetworkId,
} from '../../../../collector/sip/headers/private.ts';

test('an access network is its type and parameters', () => {
  expect(accessNetworkInfo('3GPP-UTRAN-TDD; utran-cell-id-3gpp=234151D0FCE11').parts).toEqual([
    { name: 'access', value: '3GPP-UTRAN-TDD' },
    { name: 'utran-cell-id-3gpp', value: '234151D0FCE11' },
  ]);
});

test('a charging vector needs its icid-value, which may hold equals signs', () => {
  expect(chargingVector('icid-value=AyretyU0dm+6O2IrT5tAFrbHLso=023551024; orig-ioi=home1.net').problems).toEqual([]);
  expect(chargingVector('orig-ioi=home1.net').problems).toEqual(['no icid-value (RFC 7315 §5.6)']);
});

test('charging functions, early media, visited networks and services', () => {
  expect(chargingFunctionAddresses('ccf=192.1.1.1; ccf=192.1.1.2').parts).toHaveLength(2);
  expect([...earlyMedia('sendrecv, gated').problems, ...earlyMedia('').problems]).toEqual([]);
  expect(visitedNetworkId('other.net, "Visited network number 1"').problems).toEqual([]);
  expect(visitedNetworkId('two words').problems).toHaveLength(1);
  expect(serviceId('urn:urn-7:3gpp-service.ims.icsi.mmtel').problems).toEqual([]);
  expect(serviceId('mmtel').problems).toHaveLength(1);
});
