import { describe, expect, test } from '@jest/globals';
import { outboundRulesOf } from './outbound-rules-of.js';

const ownStores = (eventStoreUrl: string, mongodbUrl: string): readonly string[] =>
  outboundRulesOf({ OUTBOUND_ALLOWED: [] }, { eventStoreUrl, mongodbUrl }).ownStores;

describe('addresses that users name', () => {
  test('may lead where the settings say', () => {
    const stores = { eventStoreUrl: 'esdb://a', mongodbUrl: 'mongodb://b' };
    expect(outboundRulesOf({ OUTBOUND_ALLOWED: ['10.0.0.0/8'] }, stores).allowed).toEqual(['10.0.0.0/8']);
  });

  test.each([
    ['esdb://127.0.0.1:41001?tls=false', 'mongodb://127.0.0.1:41002/', ['127.0.0.1:41001', '127.0.0.1:41002']],
    ['esdb+discover://admin:changeit@events', 'mongodb+srv://documents/', ['events:2113', 'documents:27017']],
    [
      'esdb://one:1113,two?tls=true',
      'mongodb://user:p%40ss@one:27018,[::1]/db?replicaSet=rs',
      ['one:1113', 'two:2113', 'one:27018', '[::1]:27017'],
    ],
  ])('never lead to the stores: %s and %s', (eventStoreUrl, mongodbUrl, expected) => {
    expect(ownStores(eventStoreUrl, mongodbUrl)).toEqual(expected);
  });
});
