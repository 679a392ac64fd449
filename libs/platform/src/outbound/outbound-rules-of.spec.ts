import { describe, expect, test } from 'vitest';
import { outboundRulesOf } from './outbound-rules-of.js';

const records: Readonly<Record<string, readonly { readonly name: string; readonly port: number }[]>> = {
  '_mongodb._tcp.documents.example.org': [
    { name: 'one.example.org', port: 27_017 },
    { name: 'two.example.org', port: 27_018 },
  ],
  '_store._tcp.documents.example.org': [{ name: 'three.example.org', port: 27_019 }],
};
const resolveSrv = (name: string) =>
  records[name] === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(records[name]);

const ownStores = async (eventStoreUrl: string, mongodbUrl: string): Promise<readonly string[]> =>
  (await outboundRulesOf({ OUTBOUND_ALLOWED: [] }, { eventStoreUrl, mongodbUrl }, resolveSrv)).ownStores;

describe('addresses that users name', () => {
  test('may lead where the settings say', async () => {
    const stores = { eventStoreUrl: 'esdb://a', mongodbUrl: 'mongodb://b' };
    expect((await outboundRulesOf({ OUTBOUND_ALLOWED: ['10.0.0.0/8'] }, stores)).allowed).toEqual(['10.0.0.0/8']);
  });

  test.each([
    ['esdb://127.0.0.1:41001?tls=false', 'mongodb://127.0.0.1:41002/', ['127.0.0.1:41001', '127.0.0.1:41002']],
    ['esdb+discover://admin:changeit@events', 'mongodb://documents/', ['events:2113', 'documents:27017']],
    [
      'esdb://one:1113,two?tls=true',
      'mongodb://user:p%40ss@one:27018,[::1]/db?replicaSet=rs',
      ['one:1113', 'two:2113', 'one:27018', '[::1]:27017'],
    ],
    ['esdb://events', 'mongodb://%2Ftmp%2Fmongodb-27017.sock,documents', ['events:2113', 'documents:27017']],
    [
      'esdb://events',
      'mongodb+srv://user:secret@documents.example.org/?w=majority',
      ['events:2113', 'one.example.org:27017', 'two.example.org:27018'],
    ],
    [
      'esdb://events',
      'mongodb+srv://documents.example.org/?srvServiceName=store',
      ['events:2113', 'three.example.org:27019'],
    ],
  ])('never lead to the stores: %s and %s', async (eventStoreUrl, mongodbUrl, expected) => {
    expect(await ownStores(eventStoreUrl, mongodbUrl)).toEqual(expected);
  });

  test.each([
    [
      'esdb://user:secret@events:http',
      'mongodb://documents',
      'EVENTSTORE_URL is wrong at its server 1: write host or host:port',
    ],
    ['esdb://events', 'mongodb://user:secret@one,', 'MONGODB_URL is wrong at its server 2'],
    ['esdb://events', 'mongodb://user:secret/x@documents', 'MONGODB_URL is wrong at its server 1'],
    ['esdb://events', 'mongodb:///tmp/mongodb.sock', 'MONGODB_URL is wrong at its server 1'],
    [
      'esdb://events',
      'mongodb+srv://user:secret@gone.example.org',
      'MONGODB_URL names “gone.example.org”, whose servers',
    ],
  ])(
    'are not looked at where the stores are not known, which is said at the start: %s, %s',
    async (events, documents, message) => {
      const refused = ownStores(events, documents);
      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.not.toThrow('secret');
    },
  );
});
