import { describe, expect, test } from 'vitest';
import { type ContractSuite, nextRun } from './contract-suite.js';

export function readingContract(suite: ContractSuite): void {
  describe('endpoint', () => {
    test('answers an authorised request, and no other', async () => {
      const spec = await suite.ready();
      const endpoint = await suite.reader.endpoint(spec.launchId);
      if (endpoint === undefined) throw new Error('It is ready, yet it has no endpoint.');
      const { origin, headers, landingPath, ...key } = endpoint;
      expect(key).toEqual({ launchId: spec.launchId, run: 1 });
      expect((await fetch(`${origin}${landingPath}`, { headers })).status).toBe(200);
      const stranger = await fetch(`${origin}/api/status`, { redirect: 'manual' });
      expect([302, 401, 403]).toContain(stranger.status);
    });

    test('is there only once the run is ready', async () => {
      const spec = suite.spec();
      expect(await suite.reader.endpoint(spec.launchId)).toBeUndefined();
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'ready');
      expect(await suite.reader.endpoint(spec.launchId)).toBeDefined();
    });
  });

  describe('logs', () => {
    test('are the last lines of the latest run, also of one that failed', async () => {
      const spec = suite.spec();
      expect(await suite.reader.logs(spec.launchId, 10)).toBe('');
      await suite.under.startCrashing(spec);
      await suite.observed.until(spec, 'failed');
      const lines = await suite.reader.logs(spec.launchId, 100);
      expect(lines).toMatch(/\w/);
      expect(lines.endsWith(await suite.reader.logs(spec.launchId, 1))).toBe(true);
      expect((await suite.reader.logs(spec.launchId, 1)).split('\n')).toHaveLength(1);
    });
  });

  describe('reading', () => {
    test('needs no driver that lives, and as many do it as want to', async () => {
      const spec = await suite.ready();
      const readers = Array.from({ length: 4 }, () => suite.under.reader());
      await suite.restart(async () => {
        const endpoints = await Promise.all(readers.map((reader) => reader.endpoint(spec.launchId)));
        expect(endpoints).toMatchObject(readers.map(() => ({ launchId: spec.launchId, run: 1 })));
        const logs = await Promise.all(readers.map((reader) => reader.logs(spec.launchId, 10)));
        expect(new Set(logs).size).toBe(1);
      });
    });

    test('follows a launch through its runs', async () => {
      const { reader } = suite;
      const spec = await suite.ready();
      expect(await reader.endpoint(spec.launchId)).toMatchObject({ run: 1 });
      await suite.ended(spec);
      expect(await reader.endpoint(spec.launchId)).toBeUndefined();
      await suite.runtime.ensure(nextRun(spec));
      await suite.observed.until(nextRun(spec), 'ready');
      expect(await reader.endpoint(spec.launchId)).toMatchObject({ run: 2 });
    });

    test('of what does not exist finds nothing', async () => {
      const { launchId } = suite.spec();
      expect(await suite.reader.endpoint(launchId)).toBeUndefined();
      expect(await suite.reader.logs(launchId, 10)).toBe('');
    });
  });
}
