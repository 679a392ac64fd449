import { describe, expect, test } from 'vitest';
import { messagePlan } from './message-plan.js';
import type { NotificationRow } from './outbox-row.js';

const now = new Date('2026-11-29T12:00:00Z');
const row = (name: string, dueInMs = 0): NotificationRow => ({
  ...{ _id: `email ${name}`, channel: 'email', notificationId: name, userId: 'grace', kind: 'disk-due', position: '1' },
  ...{ state: 'waiting', queuedAt: now, dueAt: new Date(now.getTime() + dueInMs), attempts: 0 },
});
const planned = (rows: readonly NotificationRow[]) =>
  messagePlan(rows, now).map((message) => message.rows.map(({ notificationId }) => notificationId));

describe('rule 12, e-mail: what waits for a person becomes', () => {
  test('a message each, of those that are due, named after the notification', () => {
    expect(planned([row('a'), row('b', 1), row('c')])).toEqual([['a'], ['c']]);
    expect(messagePlan([row('a')], now)[0]?.messageId).toBe('a');
  });

  test('one message of all where more than five wait, named after what is in it', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => row(name, index));
    expect(planned(six)).toEqual([['a', 'b', 'c', 'd', 'e', 'f']]);
    const [id, reversed, more] = [six, six.toReversed(), [...six, row('g')]].map(
      (rows) => messagePlan(rows, now)[0]?.messageId,
    );
    expect(id).toBe(reversed);
    expect(id).not.toBe(more);
    expect(planned(six.slice(1))).toHaveLength(0);
  });
});
