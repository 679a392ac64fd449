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

const LINE = `${'x'.repeat(1000)}\n`;

let browser: Socket;
let ofBrowser: Socket;
let session: Socket;
let ofSession: Socket;
let said: string;

beforeEach(async () => {
  said = '';
  // as Node's HTTP has them: what we serve may be half open, what we ask for not
  [browser, ofBrowser] = await connection(true);
  [session, ofSession] = await connection(false);
});
afterEach(() => {
  for (const socket of [browser, ofBrowser, session, ofSession]) socket.destroy();
});

/** Until something waits for the browser, which reads nothing; how many bytes. */
const fill = async (): Promise<number> => {
  while (ofBrowser.writableLength === 0) {
    session.write(LINE);
    said += LINE;
    // else much may be under way when the browser takes no more, and the end comes after it
    while (ofSession.bytesRead < said.length) await setImmediate();
  }
  return ofBrowser.writableLength;
};

test('what a session says last reaches a browser that reads slowly', async () => {
  join(ofBrowser, ofSession, () => undefined);
  await fill();
  session.end('the end');
  await until('the session has left', () => ofSession.destroyed);
  const received = await text(browser);
  expect(received).toBe(`${said}the end`);
});

test('a browser that has left is not kept by a session that hangs', async () => {
  join(ofBrowser, ofSession, () => undefined, 100);
  browser.destroy();
  await until('its connection is over', () => ofBrowser.destroyed && ofSession.destroyed);
});

test('a session that has ended is not kept by a browser that reads nothing', async () => {
  join(ofBrowser, ofSession, () => undefined, 100);
  let waiting = 0;
  await until('the system takes no more for the browser', async () => {
    const before = waiting;
    waiting = await fill();
    return waiting === before;
  });
  session.destroy();
  await until('its connection is over', () => ofBrowser.destroyed && ofSession.destroyed);
});
