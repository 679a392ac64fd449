import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ProblemError } from './problem.js';
import type { ApiReply } from './request.js';
import { UnderWay } from './under-way.js';

const limit = (): UnderWay => new UnderWay({ limit: 2, detail: 'Wait for one to end.' });

/** To a request on a connection: `isNext`, or behind others. */
const replyOn = (socket: EventEmitter, isNext = true) => {
  const raw = Object.assign(new PassThrough(), { socket: isNext ? socket : null });
  return { raw, request: { raw: { socket } } } as unknown as ApiReply & { readonly raw: PassThrough };
};

const ended = (reply: { readonly raw: PassThrough }): Promise<unknown> =>
  new Promise((resolve) => reply.raw.once('close', resolve).destroy());

describe('requests under way', () => {
  test('are so many of each caller, until an answer has ended', async () => {
    const underWay = limit();
    const first = replyOn(new EventEmitter());
    underWay.begin('a', first);
    underWay.begin('a', replyOn(new EventEmitter()));
    expect(() => underWay.begin('a', replyOn(new EventEmitter()))).toThrow(ProblemError);
    underWay.begin('b', replyOn(new EventEmitter()));
    await ended(first);
    underWay.begin('a', replyOn(new EventEmitter()));
    expect(() => underWay.begin('a', replyOn(new EventEmitter()))).toThrow('Wait for one to end.');
  });

  test('of who has left already do not count', async () => {
    const underWay = limit();
    const left = replyOn(new EventEmitter());
    await ended(left);
    for (let n = 0; n < 5; n += 1) underWay.begin('a', left);
    underWay.begin('a', replyOn(new EventEmitter()));
  });

  test('that wait for others on their connection end with it, each once', async () => {
    const underWay = limit();
    const socket = new EventEmitter();
    const waiting = [replyOn(socket, false), replyOn(socket, false)];
    for (const reply of waiting) underWay.begin('a', reply);
    socket.emit('close');
    await Promise.all(waiting.map(ended));
    for (const reply of [replyOn(socket), replyOn(socket)]) underWay.begin('a', reply);
    expect(() => underWay.begin('a', replyOn(socket))).toThrow(ProblemError);
  });

  test('leave nothing on a connection that is kept for more', async () => {
    const underWay = limit();
    const socket = new EventEmitter();
    for (let n = 0; n < 20; n += 1) {
      const reply = replyOn(socket, false);
      underWay.begin('a', reply);
      await ended(reply);
    }
    expect(socket.listenerCount('close')).toBe(0);
  });
});
