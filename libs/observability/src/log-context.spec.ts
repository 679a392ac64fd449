import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { logContext } from './log-context.js';
import { createLogger } from './logger.js';
import { Tracing } from './tracing/tracing.js';

const world = () => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, logger: createLogger('info', { write }) };
};

test('lines of some work say whose they are, also after it has waited, and those beside it do not', async () => {
  const { lines, logger } = world();
  let requestId = 'unknown';
  const work = logContext.within(
    () => ({ requestId }),
    async () => {
      requestId = 'r1';
      await delay(1);
      logContext.within(
        () => ({ trace_id: 't' }),
        () => logger.info('inner'),
      );
      logger.info({ part: 'x' }, 'outer');
    },
  );
  logger.info('beside');
  await work;
  expect(lines.map(({ msg, requestId: id, trace_id: trace }) => [msg, id, trace])).toEqual([
    ['beside', undefined, undefined],
    ['inner', 'r1', 't'],
    ['outer', 'r1', undefined],
  ]);
});

test('lines name the trace and the span where somebody watches, and nothing else', () => {
  const { lines, logger } = world();
  const of = { correlationId: '4bf92f3577b34da6a3ce929d0e0e4736', id: 'a command' };
  const spans = { add: () => undefined, close: () => Promise.resolve() };
  for (const tracing of [new Tracing(spans), new Tracing()])
    tracing.within(
      () => of,
      () => logger.info('line'),
    );
  expect(lines[0]).toMatchObject({
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(Object.keys(lines[1] ?? {})).toEqual(['level', 'time', 'msg']);
});
