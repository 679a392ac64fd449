import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Binary, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closed } from '../../../../test/support/closed.js';
import { type DocumentServer, startDocumentServer } from './index.js';

const users = [
  { name: 'ann', password: 'p@ss: word,=' },
  { name: 'b,o=b', password: 'other' },
];

let server: DocumentServer;
let dataDir: string;
let clients: MongoClient[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'document-server-'));
  server = await startDocumentServer({ dataDir, users });
  clients = [];
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.close();
  await rm(dataDir, { recursive: true });
});

const clientOf = (name = '', password = users.find((user) => user.name === name)?.password ?? '', more = '') => {
  const who = name === '' ? '' : `${encodeURIComponent(name)}:${encodeURIComponent(password)}@`;
  const client = new MongoClient(server.connectionString.replace('//', `//${who}`) + more);
  clients.push(client);
  return client;
};

/** One connection: what one command begins is there for the next one. */
const stranger = () => clientOf('', '', '&maxPoolSize=1').db('admin');

describe('who has the password', () => {
  test.each(users)('of $name reads and writes', async ({ name }) => {
    const things = clientOf(name).db('d').collection('things');
    await things.insertOne({ name });
    expect(await things.countDocuments({ name })).toBe(1);
  });

  test('may say by name where the user is and how it authenticates', async () => {
    const client = clientOf('ann', undefined, '&authSource=admin&authMechanism=SCRAM-SHA-256');
    expect(await client.db('d').command({ connectionStatus: 1 })).toMatchObject({
      authInfo: { authenticatedUsers: [{ user: 'ann', db: 'admin' }] },
    });
  });
});

describe('who has not', () => {
  test.each<Document>([
    { find: 'things', filter: {} },
    { insert: 'things', documents: [{}] },
    { dropDatabase: 1 },
    { listDatabases: 1 },
    { getMore: 1n, collection: 'things' },
    { serverStatus: 1 },
  ])('is refused %o', async (command) => {
    await expect(stranger().command(command)).rejects.toMatchObject({
      code: 13,
      codeName: 'Unauthorized',
      message: `Command ${Object.keys(command)[0]} requires authentication`,
    });
  });

  test.each<Document>([{ hello: 1 }, { isMaster: 1 }, { ping: 1 }, { buildInfo: 1 }])(
    'is answered %j',
    async (command) => {
      expect(await stranger().command(command)).toMatchObject({ ok: 1 });
    },
  );

  test('and guesses fails, be it the password, the name or the place', async () => {
    const guesses = [
      clientOf('ann', 'guess'),
      clientOf('nobody', 'other'),
      clientOf('ann', undefined, '&authSource=d'),
    ];
    for (const client of guesses)
      await expect(client.db('d').command({ ping: 1 })).rejects.toMatchObject({
        code: 18,
        codeName: 'AuthenticationFailed',
      });
  });

  test('cannot use another mechanism', async () => {
    const client = clientOf('ann', undefined, '&authMechanism=SCRAM-SHA-1');
    await expect(client.db('d').command({ ping: 1 })).rejects.toMatchObject({ code: 334 });
  });

  test('gets 16 KiB for a message', async () => {
    const socket = connect(server.port, '127.0.0.1').resume();
    const head = Buffer.alloc(16);
    head.writeInt32LE(16 * 1024 + 1);
    socket.write(head);
    await closed(socket);
    expect(socket.bytesRead).toBe(0);
  });
});

describe('an exchange that is not one is refused', () => {
  const start = (payload: unknown) => ({ saslStart: 1, mechanism: 'SCRAM-SHA-256', payload });
  const goOn = (payload: unknown, conversationId: unknown = 1) => ({ saslContinue: 1, conversationId, payload });
  const bytes = (text: string) => new Binary(Buffer.from(text));
  const proof = Buffer.alloc(32).toString('base64');

  test.each<[string, Document[], number]>([
    ['a proof without a beginning', [goOn(bytes(`c=biws,r=x,p=${proof}`))], 18],
    ['an empty end without a beginning', [goOn(bytes(''))], 18],
    ['another conversation', [goOn(bytes(''), 7)], 18],
    ['no first message', [start(bytes('hello'))], 18],
    ['nothing', [start(bytes(''))], 18],
    ['a payload that is text', [start('n,,n=ann,r=x')], 14],
    ['a payload that is not there', [start(undefined)], 14],
    ['channel binding', [start(bytes('p=tls-unique,,n=ann,r=x'))], 18],
    ['acting for somebody else', [start(bytes('n,a=b,n=ann,r=x'))], 18],
    ['a mechanism that is no text', [{ ...start(bytes('n,,n=ann,r=x')), mechanism: { $gt: '' } }], 334],
    ['options that are none', [{ ...start(bytes('n,,n=ann,r=x')), options: 1 }], 14],
  ])('%s', async (_, commands, code) => {
    const admin = stranger();
    for (const command of commands) await expect(admin.command(command)).rejects.toMatchObject({ code });
    await expect(admin.command({ listDatabases: 1 })).rejects.toMatchObject({ code: 13 });
  });

  test.each<[string, (nonce: string) => string]>([
    ['a wrong proof', (nonce) => `c=biws,r=${nonce},p=${proof}`],
    ['a proof that is too short', (nonce) => `c=biws,r=${nonce},p=AAAA`],
    ['no proof', (nonce) => `c=biws,r=${nonce}`],
    ['another nonce', (nonce) => `c=biws,r=${nonce}x,p=${proof}`],
    ['another binding', (nonce) => `c=eSws,r=${nonce},p=${proof}`],
    ['the end, too early', () => ''],
  ])('%s, which ends it', async (_, message) => {
    const admin = stranger();
    const begun = await admin.command(start(bytes('n,,n=ann,r=mine')));
    const [, nonce = ''] = /^r=(mine[^,]{32}),s=[^,]{40},i=15000$/.exec((begun['payload'] as Binary).toString()) ?? [];
    await expect(admin.command(goOn(bytes(message(nonce))))).rejects.toMatchObject({ code: 18 });
    await expect(admin.command(goOn(bytes('')))).rejects.toMatchObject({ code: 18 });
    await expect(admin.command({ listDatabases: 1 })).rejects.toMatchObject({ code: 13 });
  });
});

test.each(['pässword', '', 'a\nb'])('a password %j is refused at the start, and not shown', async (password) => {
  const started = startDocumentServer({ dataDir: join(dataDir, 'other'), users: [{ name: 'ann', password }] });
  await expect(started).rejects.toThrow(
    /^The user 'ann' of the embedded document store cannot be used: .*printable ASCII characters$/,
  );
});
