import { describe, expect, test } from 'vitest';
import { createLogger, logTo } from './logger.js';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => lines.push(line) }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines.join('')) as Record<string, unknown>;
};

describe('the log', () => {
  test.each(['err', 'error'])('keeps the message, stack and cause of an Error in the field %s', (field) => {
    const failure = new TypeError('it broke', { cause: new Error('the disk is full') });
    const line = logged((logger) => logger.error({ [field]: failure }, 'failed'));
    expect(line).toMatchObject({ level: 'error', msg: 'failed', [field]: { type: 'TypeError' } });
    expect(line[field]).toMatchObject({
      message: expect.stringMatching(/it broke.*the disk is full/),
      stack: expect.stringContaining('logger.spec'),
    });
  });

  test('has nothing of what somebody else sent and was no HTTP but why it was none', () => {
    const parseError = { code: 'HPE_INVALID_HEADER_TOKEN', rawPacket: Buffer.from('Set-Cookie: a secret') };
    const err = Object.assign(new Error('Parse Error: Invalid header value char'), parseError);
    const line = logged((logger) => logger.warn({ err }, 'session-unreachable'));
    expect(line['err']).toMatchObject({ code: 'HPE_INVALID_HEADER_TOKEN', message: err.message });
    expect(line['err']).not.toHaveProperty('rawPacket');
  });

  test('leaves what was thrown and is no Error as it is', () => {
    expect(logged((logger) => logger.error({ error: 'just text' }, 'failed'))).toMatchObject({ error: 'just text' });
  });

  test('takes the events of libraries, with the part that they come from', () => {
    const line = logged((logger) => logTo(logger, 'event-store')({ level: 'warn', msg: 'slow', ms: 7 }));
    expect(line).toMatchObject({ level: 'warn', part: 'event-store', msg: 'slow', ms: 7 });
  });
});
