import { describe, expect, test } from 'vitest';
import { RuntimeBusyError } from '../session-runtime.js';
import { type ContractSuite, nextRun } from './contract-suite.js';

export function endingContract(suite: ContractSuite): void {
  describe('end', () => {
    test('leaves nothing of the run but its disk', async () => {
      const spec = await suite.ready();
      await suite.under.writeFile(spec.diskId, 'notes.txt', 'keep me');
      await suite.ended(spec);
      expect(await suite.under.processes(spec.launchId)).toBe(0);
      expect(await suite.runtime.list()).toEqual([]);
      expect(await suite.reader.endpoint(spec.launchId)).toBeUndefined();
      expect(await suite.under.readFile(spec.diskId, 'notes.txt')).toBe('keep me');
    });

    test('of what does not exist is gone at once', async () => {
      await suite.ended(suite.spec());
    });

    test('twice resolves', async () => {
      const spec = await suite.ready();
      await Promise.all([suite.runtime.end(spec, suite.epoch), suite.runtime.end(spec, suite.epoch)]);
      await suite.ended(spec);
    });

    suite.whenCloning('of a run that is still starting leaves nothing', async () => {
      const { url, release } = suite.repositories.hold();
      const spec = suite.spec({ repositories: [{ name: 'held', url }] });
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'starting');
      await suite.ended(spec);
      release();
      expect(await suite.under.processes(spec.launchId)).toBe(0);
      expect(await suite.under.readFile(spec.diskId, 'held')).toBeUndefined();
    });
  });

  describe('an end that nobody asked for', () => {
    test('by the user from the inside is exited', async () => {
      const spec = await suite.ready();
      await suite.under.shutDown(spec);
      await suite.observed.until(spec, 'exited');
      expect(await suite.reader.endpoint(spec.launchId)).toBeUndefined();
      expect(await suite.under.processes(spec.launchId)).toBe(0);
    });

    test('by an error is failed and says why', async () => {
      const spec = suite.spec();
      await suite.under.startCrashing(spec);
      await suite.observed.until(spec, 'failed');
      expect(suite.observed.last(spec)).toMatchObject({
        reason: 'PROCESS_EXITED',
        message: expect.stringMatching(/\w/) as unknown,
      });
    });

    test('by force is failed as killed', async () => {
      const spec = await suite.ready();
      await suite.under.kill(spec);
      await suite.observed.until(spec, 'failed');
      const { reason } = suite.observed.last(spec) as { reason?: string };
      expect(['KILLED', 'GONE']).toContain(reason);
      expect(await suite.under.processes(spec.launchId)).toBe(0);
    });

    test('is remembered until it is forgotten by end, and only then another run may start', async () => {
      const spec = await suite.ready();
      await suite.under.shutDown(spec);
      await suite.observed.until(spec, 'exited');
      await suite.runtime.ensure(spec);
      expect(await suite.runtime.list()).toMatchObject([{ run: 1, status: 'exited' }]);
      await expect(suite.runtime.ensure(nextRun(spec))).rejects.toBeInstanceOf(RuntimeBusyError);
      await suite.ended(spec);
      expect(await suite.runtime.list()).toEqual([]);
    });
  });

  describe('discard', () => {
    test('is refused while a run uses the disk, then deletes it for good', async () => {
      const spec = await suite.ready();
      await suite.under.writeFile(spec.diskId, 'notes.txt', 'secret');
      await expect(suite.runtime.discard(spec.diskId, suite.epoch)).rejects.toThrow(spec.diskId);
      expect(await suite.under.readFile(spec.diskId, 'notes.txt')).toBe('secret');
      await suite.ended(spec);
      await suite.runtime.discard(spec.diskId, suite.epoch);
      await suite.runtime.discard(spec.diskId, suite.epoch);
      expect(await suite.under.readFile(spec.diskId, 'notes.txt')).toBeUndefined();
    });
  });
}
