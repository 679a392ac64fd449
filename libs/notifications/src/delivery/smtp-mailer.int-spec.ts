import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closed } from '../../../../test/support/closed.js';
import { serverCertificate } from '../../../../test/support/server-certificate.js';
import { MailServer } from './mail-server.fixture.js';
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
  // where the server speaks once more to who has left, that is an error before it is the end
  const ended = closed(socket);
  await expect(sent).rejects.toMatchObject({
    ...{ scope: 'server', message: 'ETIMEDOUT over the whole message without an answer' },
  });
  await ended;
});

describe('rule 12, e-mail: a server', () => {
  let mail: ScriptedMailServer;
  beforeEach(async () => {
    mail = await ScriptedMailServer.start();
  });
  afterEach(() => mail.close());
  const mailer = (deadlineMs?: number): SmtpMailer => {
    const options = { url: `smtp://127.0.0.1:${mail.port}`, from: 'renku@example.org', domain: 'example.org' };
    return new SmtpMailer({ ...options, timeoutMs: 200, ...(deadlineMs === undefined ? {} : { deadlineMs }) });
  };

  test('that takes its time for a message is waited for: told anew it would arrive twice', async () => {
    const held = mail.holdAt('body');
    const sent = mailer().send(message);
    const reached = await held;
    setTimeout(() => reached.goOn(), 600);
    await sent;
    expect(mail.received).toHaveLength(1);
  });

  test.each(stages)('that is silent at %s is given up', async (stage) => {
    void mail.holdAt(stage);
    await expect(mailer(400).send(message)).rejects.toMatchObject({
      ...{ scope: 'server', message: expect.stringContaining('without an answer') },
    });
  });

  test.each([
    ['connected', 554, 'server'],
    ['MAIL', 451, 'server'],
    ['MAIL', 550, 'server'],
    ['RCPT', 421, 'server'],
    ['RCPT', 452, 'message'],
    ['RCPT', 550, 'refused'],
    ['body', 421, 'server'],
    ['body', 451, 'message'],
    ['body', 552, 'refused'],
  ] as const)('that answers at %s %i means: %s', async (stage, status, scope) => {
    mail.answers.set(stage, `${status} 5.0.0 grace@example.org`);
    await expect(mailer().send(message)).rejects.toMatchObject({
      ...{ scope, message: expect.stringMatching(new RegExp(`^[A-Z]+ at [A-Z ]+ ${status}$`)) },
    });
  });

  test('that takes nothing from us for any recipient is not believed for good: an operator mends that', async () => {
    mail.answers.set('RCPT', '554 5.7.1 <grace@example.org>: Relay access denied');
    await expect(mailer().send(message)).rejects.toMatchObject({
      scope: 'message',
      message: 'EENVELOPE at RCPT TO 554',
    });
    mail.answers.set('RCPT', '250 go on').set('body', '554 5.7.1 it looks like spam');
    await expect(mailer().send(message)).rejects.toMatchObject({ scope: 'refused', message: 'EMESSAGE at DATA 554' });
  });

  test('that answers ten megabytes is not listened to', async () => {
    mail.answers.set('RCPT', `250 ${'x'.repeat(10_000_000)}`);
    await expect(mailer().send(message)).rejects.toMatchObject({ scope: 'server' });
    expect(mail.received).toEqual([]);
  });

  test.each(['454 4.7.0 not now', '220 go on'])(
    'that offers STARTTLS and does not do it (%s) is told nothing in the clear',
    async (answer) => {
      mail.answers.set('EHLO', '250-mail.example.org\r\n250 STARTTLS').set('STARTTLS', answer);
      await expect(mailer(400).send(message)).rejects.toMatchObject({ scope: 'server' });
      // no address; an @ alone can be in the bytes of a TLS greeting
      expect(mail.said.join()).not.toContain('@example.org');
    },
  );

  test('is told nothing by STARTTLS whose certificate nobody trusts, and all once somebody does', async () => {
    const { authority, ...tls } = await serverCertificate({ type: 'ip', value: '127.0.0.1' });
    const guarded = await MailServer.start(tls);
    const options = { url: `smtp://127.0.0.1:${guarded.port}`, from: 'renku@example.org', domain: 'example.org' };
    await expect(new SmtpMailer(options).send(message)).rejects.toMatchObject({
      ...{ scope: 'server', message: expect.stringContaining('without an answer') },
    });
    expect(guarded.received).toEqual([]);
    await new SmtpMailer({ ...options, ca: authority }).send(message);
    expect(guarded.received).toMatchObject([{ secure: true }]);
    await guarded.close();
  });
});
