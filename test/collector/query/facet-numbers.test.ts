import { expect, test } from 'vitest';
import {
  type EachNumber,
  eachCode,
  eachEndpoint,
  eachMethod,
  eachUser,
  userNames,
} from '../../../collector/query/facet-numbers.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { trace } from '../../support/trace.ts';

const t = trace().request('INVITE', { fromUser: '' }).response(180, 'INVITE').response(200, 'INVITE').request('ACK');
const sources = kpiSources(t);

function numbersOf(each: EachNumber): readonly number[] {
  const numbers = new Set<number>();
  each(sources.store.legs[0], number => {
    numbers.add(number);
    return false;
  });
  return [...numbers];
}

test('every method, code, endpoint and user of a leg is told', () => {
  const { store, users } = sources;
  expect(numbersOf(eachMethod(sources)).map(number => store.methods.name(number))).toEqual(['INVITE', 'ACK']);
  expect(numbersOf(eachCode(sources))).toEqual([180, 200]);
  expect(numbersOf(eachEndpoint(sources)).map(number => store.endpoints.text(number))).toEqual([
    '10.0.0.1:5060',
    '10.0.0.2:5060',
  ]);
  // From has no user, and none is no number.
  const names = userNames(users);
  expect(numbersOf(eachUser(users)).map(number => names.textOf(number))).toEqual(['bob']);
});
