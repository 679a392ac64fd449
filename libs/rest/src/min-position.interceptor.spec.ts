import type { ExecutionContext } from '@nestjs/common';
import { firstValueFrom, of } from 'rxjs';
import { expect, test } from 'vitest';
import type { ReadModels } from '#libs/event-sourcing';
import { MinPositionInterceptor } from './min-position.interceptor.js';

/** What is read by whoever asks for position 84, of read models that were not there in time, and are at `position` when they are asked. */
const readAt = async (position: bigint): Promise<unknown> => {
  const readModels = { waitFor: () => Promise.resolve(false), position: () => Promise.resolve(position) };
  const http = { getRequest: () => ({ headers: { 'min-position': '84' } }) };
  const context = { getType: () => 'http', switchToHttp: () => http } as unknown as ExecutionContext;
  const interceptor = new MinPositionInterceptor(readModels as unknown as ReadModels);
  return firstValueFrom(await interceptor.intercept(context, { handle: () => of('read') }));
};

test('who asks for more than the read models have is told how far they are', async () => {
  await expect(readAt(83n)).rejects.toMatchObject({
    code: 'read-model-behind',
    message: expect.stringContaining('at position 83, you asked for 84') as unknown,
    members: { reached: '83' },
  });
});

test.each([84n, 90n])('what has come just after the wait was over is read: %s', async (position) => {
  expect(await readAt(position)).toBe('read');
});
