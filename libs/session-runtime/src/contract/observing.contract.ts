import { describe, expect, test } from '@jest/globals';
import type { ContractSuite } from './contract-suite.js';

export function observingContract(suite: ContractSuite): void {
  describe('another instance', () => {
    test('knows the runs that go on after the first is closed, and ends them', async () => {
      const spec = await suite.ready();
      await suite.restart();
      await suite.observed.until(spec, 'ready');
      expect(await suite.runtime.endpoint(spec.launchId)).toBeDefined();
      await suite.runtime.ensure(spec);
      expect(await suite.under.processes(spec.launchId)).toBe(1);
      await suite.ended(spec);
    });

    suite.whenCloning('sees a run become ready whose start the first began', async () => {
      const { url, release } = suite.repositories.hold();
      const spec = suite.under.spec({ repositories: [{ name: 'held', url }] });
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'starting');
      await suite.restart();
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'starting');
      release();
      await suite.observed.until(spec, 'ready');
      expect(await suite.under.processes(spec.launchId)).toBe(1);
    });

    test('reports a run that ended meanwhile', async () => {
      const spec = await suite.ready();
      await suite.restart(() => suite.under.kill(spec));
      await suite.observed.until(spec, 'failed');
    });
  });

  describe('observe', () => {
    test('begins with what exists and goes on with every change', async () => {
      const spec = await suite.ready();
      const late = suite.observe(suite.runtime);
      await late.until(spec, 'ready');
      await suite.ended(spec);
      await late.until(spec, 'gone');
      expect(late.statuses(spec)[0]).toBe('ready');
      await late.stop();
    });

    test('shows the phases of a start before ready, and never the same state twice', async () => {
      const spec = await suite.ready();
      const states = suite.observed.statesOf(spec).map((state) => JSON.stringify(state));
      expect(suite.observed.statuses(spec)).toContain('starting');
      expect(states.filter((state, index) => state === states[index - 1])).toEqual([]);
    });

    test('ends with its signal, and with close', async () => {
      const other = suite.under.connect();
      const [stopped, closed] = [suite.observe(other), suite.observe(other)];
      await stopped.stop();
      await other.close();
      await closed.ended;
    });
  });

  describe('endpoint', () => {
    test('answers an authorised request, and no other', async () => {
      const spec = await suite.ready();
      const endpoint = await suite.runtime.endpoint(spec.launchId);
      if (endpoint === undefined) throw new Error('It is ready, yet it has no endpoint.');
      const { origin, headers, landingPath, ...key } = endpoint;
      expect(key).toEqual({ launchId: spec.launchId, run: 1 });
      expect((await fetch(`${origin}${landingPath}`, { headers })).status).toBe(200);
      const stranger = await fetch(`${origin}/api/status`, { redirect: 'manual' });
      expect([302, 401, 403]).toContain(stranger.status);
    });

    test('is there only once the run is ready', async () => {
      const spec = suite.under.spec();
      expect(await suite.runtime.endpoint(spec.launchId)).toBeUndefined();
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'ready');
      expect(await suite.runtime.endpoint(spec.launchId)).toBeDefined();
    });
  });

  describe('logs', () => {
    test('are the last lines of the latest run, also of one that failed', async () => {
      const spec = suite.under.spec();
      expect(await suite.runtime.logs(spec.launchId, 10)).toBe('');
      await suite.under.startCrashing(spec);
      await suite.observed.until(spec, 'failed');
      const lines = await suite.runtime.logs(spec.launchId, 100);
      expect(lines).toMatch(/\w/);
      expect(lines.endsWith(await suite.runtime.logs(spec.launchId, 1))).toBe(true);
      expect((await suite.runtime.logs(spec.launchId, 1)).split('\n')).toHaveLength(1);
    });
  });
}
