import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { join } from './join.js';

/** A connection by both its ends: the one who came, and us. */
const connection = async (allowHalfOpen: boolean): Promise<[theirs: Socket, ours: Socket]> => {
  const server = createServer({ allowHalfOpen }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const theirs = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
  const [ours] = (await once(server, 'connection')) as [Socket];
  server.close();
  return [theirs, ours];
};

let browser: Socket;
let ofBrowser: Socket;
let session: Socket;
let ofSession: Socket;

beforeEach(async () => {
  // as Node's HTTP has them: what we serve may be half open, what we ask for not
  [browser, ofBrowser] = await connection(true);
  [session, ofSession] = await connection(false);
});
afterEach(() => {
  for (const socket of [browser, ofBrowser, session, ofSession]) socket.destroy();
});

test('what a session says last reaches a browser that reads slowly', async () => {
  join(ofBrowser, ofSession, () => undefined);
  let sent = 0;
  for (; ofBrowser.writableLength === 0; sent += 1000) {
    session.write('x'.repeat(1000));
    await setImmediate();
  }
  session.end('the end');
  await until('the session has left', () => ofSession.destroyed);
  const received = await text(browser);
  expect(received.length).toBe(sent + 'the end'.length);
  expect(received.endsWith('the end')).toBe(true);
});

test('a browser that has left is not kept by a session that hangs', async () => {
  join(ofBrowser, ofSession, () => undefined, 100);
  browser.destroy();
  await until('its connection is over', () => ofBrowser.destroyed && ofSession.destroyed);
});

test('a session that has ended is not kept by a browser that reads nothing', async () => {
  join(ofBrowser, ofSession, () => undefined, 100);
  for (; ofBrowser.writableLength === 0; await setImmediate()) session.write('x'.repeat(1000));
  session.destroy();
  await until('its connection is over', () => ofBrowser.destroyed && ofSession.destroyed);
});
