import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ScriptedMailServer, stages } from './scripted-mail-server.fixture.js';
import { SmtpMailer } from './smtp-mailer.js';

const message = { to: 'grace@example.org', messageId: 'a', subject: 'A', text: 'a', html: 'a' };

let server: Server;

/** A server that is never silent for long, and whose answer has ever another line. */
beforeAll(async () => {
  server = createServer((socket) => {
    socket.write('220 mail.example.org\r\n');
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const speaking = setInterval(() => socket.write('250-one moment\r\n'), 20);
      socket.on('close', () => clearInterval(speaking));
    });
    socket.resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => server.close());

test('a message that its server neither takes nor refuses is given up, and so is its connection', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `smtp://127.0.0.1:${port}`;
  const mailer = new SmtpMailer({ url, from: 'renku@example.org', domain: 'example.org', deadlineMs: 300 });
  const connection = once(server, 'connection') as Promise<[Socket]>;
  const sent = mailer.send(message);
  const [socket] = await connection;
  const closed = once(socket, 'close');
  await expect(sent).rejects.toMatchObject({ scope: 'server', message: expect.stringContaining('EABORT') });
  await closed;
});

test('a message that its server takes its time to take is waited for: told anew it would arrive twice', async () => {
  const slow = await ScriptedMailServer.start();
  const url = `smtp://127.0.0.1:${slow.port}`;
  const mailer = new SmtpMailer({ url, from: 'renku@example.org', domain: 'example.org', timeoutMs: 200 });
  const held = slow.holdAt('body');
  const sent = mailer.send(message);
  const { goOn } = await held;
  setTimeout(goOn, 600);
  await sent;
  expect(slow.received).toHaveLength(1);
  await slow.close();
});

test.each(stages)('a server that is silent at %s is given up', async (stage) => {
  const silent = await ScriptedMailServer.start();
  const url = `smtp://127.0.0.1:${silent.port}`;
  const options = { url, from: 'renku@example.org', domain: 'example.org', timeoutMs: 200, deadlineMs: 400 };
  const sent = new SmtpMailer(options).send(message);
  void silent.holdAt(stage);
  await expect(sent).rejects.toMatchObject({ scope: 'server', message: expect.stringContaining('without an answer') });
  await silent.close();
});
