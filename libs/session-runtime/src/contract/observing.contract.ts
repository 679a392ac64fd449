import { describe, expect, test } from 'vitest';
import type { ContractSuite } from './contract-suite.js';

export function observingContract(suite: ContractSuite): void {
  describe('another instance', () => {
    test('knows the runs that go on after the first is closed, and ends them', async () => {
      const spec = await suite.ready();
      await suite.restart();
      await suite.observed.until(spec, 'ready');
      expect(await suite.reader.endpoint(spec.launchId)).toBeDefined();
      await suite.runtime.ensure(spec);
      expect(await suite.under.processes(spec.launchId)).toBe(1);
      await suite.ended(spec);
    });

    suite.whenCloning('sees a run become ready whose start the first began', async () => {
      const { url, release } = suite.repositories.hold();
      const spec = suite.spec({ repositories: [{ name: 'held', url }] });
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

  describe('look', () => {
    test('shows all that exists of one launch, ended runs too, and nothing of another', async () => {
      const [spec, other] = [await suite.ready(), await suite.ready()];
      expect(await suite.runtime.look(spec.launchId)).toEqual(
        (await suite.runtime.list()).filter(({ launchId }) => launchId === spec.launchId),
      );
      await suite.under.shutDown(spec);
      await suite.observed.until(spec, 'exited');
      expect(await suite.runtime.look(spec.launchId)).toMatchObject([{ run: 1, status: 'exited' }]);
      await suite.ended(spec);
      expect(await suite.runtime.look(spec.launchId)).toEqual([]);
      expect(await suite.runtime.look(other.launchId)).toMatchObject([{ run: 1, status: 'ready' }]);
    });

    test('sees at once what another instance did', async () => {
      const spec = suite.spec();
      const other = suite.under.connect();
      expect(await other.look(spec.launchId)).toEqual([]);
      await suite.runtime.ensure(spec);
      expect(await other.look(spec.launchId)).toMatchObject([{ run: 1 }]);
      await other.close();
    });
  });
}
