import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { createLogger, Tracing } from '#libs/observability';
import { keepLogContext } from './keep-log-context.js';

test('what is logged of a request says which, and in which trace: also of one with a body', async () => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('info', {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const app = fastify();
  keepLogContext(app, new Tracing({ add: () => undefined, close: () => Promise.resolve() }));
  app.post('/', async ({ id, body }) => {
    await Promise.resolve();
    logger.info('answering');
    return { id, body };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const headers = { 'content-type': 'application/json', traceparent };
    const body = JSON.stringify({ text: 'x'.repeat(300_000) });
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const response = await fetch(url, { method: 'POST', headers, body });
        return (await response.json()) as { id: string };
      }),
    );
    expect(lines.map(({ requestId }) => requestId).sort()).toEqual(answers.map(({ id }) => id).sort());
    for (const line of lines)
      expect(line).toMatchObject({
        trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
        span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      });
    expect(new Set(lines.map(({ span_id: span }) => span)).size).toBe(3);
  } finally {
    await app.close();
  }
});

test('where nobody watches traces nothing is kept: each promise of the process would be dearer', () => {
  const hooks: string[] = [];
  keepLogContext({ addHook: (name: string) => hooks.push(name) } as never, new Tracing());
  expect(hooks).toEqual([]);
});
