import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { expect, test } from 'vitest';
import { Unread } from './unread.js';

const settled = (): Promise<void> => new Promise(setImmediate);

const unreadOn = (connection: EventEmitter): Unread => new Unread(connection as unknown as Socket['conn']);

/** A connection whose reader has not read so many characters, in packets of 8 KiB. */
const withUnread = (characters: number) => {
  const connection = new EventEmitter();
  const unread = unreadOn(connection);
  const data = 'x'.repeat(8192);
  for (let sent = 0; sent < characters; sent += data.length) connection.emit('packetCreate', { type: 'message', data });
  return { connection, unread };
};

const MIB = 1024 * 1024;

test('what a connection has taken counts no more', () => {
  const { connection, unread } = withUnread(5 * MIB);
  expect([unread.isCongested, unread.isHopeless]).toEqual([true, true]);
  connection.emit('drain');
  expect([unread.isCongested, unread.isHopeless]).toEqual([false, false]);
});

test('events may pile up for a moment, and answers more than events', () => {
  const { isCongested, isHopeless } = withUnread(MIB).unread;
  expect([isCongested, isHopeless]).toEqual([false, false]);
  const more = withUnread(3 * MIB).unread;
  expect([more.isCongested, more.isHopeless]).toEqual([true, false]);
});

test.each(['drain', 'close'])('the past waits until there is room: %s', async (event) => {
  const { connection, unread } = withUnread(MIB);
  let hasRoom = 0;
  for (let feed = 0; feed < 50; feed += 1) void unread.room().then(() => (hasRoom += 1));
  await settled();
  expect(hasRoom).toBe(0);
  expect(connection.listenerCount('drain')).toBe(1);
  connection.emit(event);
  await settled();
  expect(hasRoom).toBe(50);
});

test('there is room at once where hardly anything is unread', async () => {
  await unreadOn(new EventEmitter()).room();
});
