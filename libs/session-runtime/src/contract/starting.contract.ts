import { describe, expect, test } from 'vitest';
import { type Observed, RuntimeBusyError, type RunWarning } from '../session-runtime.js';
import { type ContractSuite, nextRun } from './contract-suite.js';
import { GIVEN_TOKEN } from './given-credentials.fixture.js';

export function startingContract(suite: ContractSuite): void {
  describe('ensure', () => {
    test('makes a run ready', async () => {
      const spec = await suite.ready();
      expect(await suite.runtime.list()).toMatchObject([{ launchId: spec.launchId, run: 1, status: 'ready' }]);
      expect(await suite.under.processes(spec.launchId)).toBe(1);
    });

    test('of the same run, 20 times at once and by two instances, makes one process', async () => {
      const spec = suite.spec();
      const other = suite.under.connect();
      const both = [suite.runtime, other];
      await Promise.all(Array.from({ length: 10 }, () => both.map((instance) => instance.ensure(spec))).flat());
      await suite.observed.until(spec, 'ready');
      await suite.runtime.ensure(spec);
      await other.close();
      expect(await suite.under.processes(spec.launchId)).toBe(1);
      expect(await suite.runtime.list()).toHaveLength(1);
    });

    test('of another run is refused while there is one', async () => {
      const spec = await suite.ready();
      await expect(suite.runtime.ensure(nextRun(spec))).rejects.toBeInstanceOf(RuntimeBusyError);
      expect(await suite.under.processes(spec.launchId)).toBe(1);
      await suite.ended(spec);
      await suite.runtime.ensure(nextRun(spec));
      await suite.observed.until(nextRun(spec), 'ready');
    });

    test('of two runs at once, by two instances, makes at most one', async () => {
      const [spec, other] = [suite.spec(), suite.under.connect()];
      const results = await Promise.allSettled([suite.runtime.ensure(spec), other.ensure(nextRun(spec))]);
      await other.close();
      const refused = results.filter(({ status }) => status === 'rejected');
      expect(refused.length).toBeGreaterThanOrEqual(1);
      expect(await suite.runtime.list()).toHaveLength(2 - refused.length);
    });
  });

  describe('repositories', () => {
    suite.whenCloning('are cloned, and ready names their commits', async () => {
      const { url, commit } = suite.repositories.good;
      const spec = await suite.ready({ repositories: [{ name: 'analysis', url }] });
      expect(suite.observed.last(spec)).toMatchObject({ commits: [{ repository: 'analysis', commit }] });
      expect(await suite.under.readFile(spec.diskId, 'analysis/README.md')).toBe('# Analysis\n');
    });

    suite.whenCloning('are at the commit that the session is pinned to (rule 16)', async () => {
      const { url, earlier } = suite.repositories.good;
      const spec = await suite.ready({ repositories: [{ name: 'analysis', url, commit: earlier }] });
      expect(suite.observed.last(spec)).toMatchObject({ commits: [{ repository: 'analysis', commit: earlier }] });
      expect(await suite.under.readFile(spec.diskId, 'analysis/README.md')).toBe('# Draft\n');
    });

    suite.whenCloning('that cannot be cloned are a warning, and the rest is there', async () => {
      const { good, missing } = suite.repositories;
      const broken = { name: 'broken', url: missing };
      const spec = await suite.ready({ repositories: [broken, { name: 'analysis', url: good.url }] });
      const state = suite.observed.last(spec);
      expect(warningsOf(state)).toMatchObject([{ message: expect.stringContaining(missing) as unknown }]);
      expect(state).toMatchObject({ commits: [{ repository: 'analysis', commit: good.commit }] });
      expect(await suite.under.readFile(spec.diskId, 'broken')).toBeUndefined();
    });

    suite.whenCloning(
      'that are private are cloned with the token of whose session it is, which is left nowhere',
      async () => {
        const { private: own } = suite.repositories;
        const spec = suite.spec({ repositories: [{ name: 'private', url: own.url }] });
        own.connect(spec.labels.userId, 'good');
        await suite.runtime.ensure(spec);
        await suite.observed.until(spec, 'ready');
        expect(suite.observed.last(spec)).toMatchObject({
          commits: [{ repository: 'private', commit: own.commit, tokenId: GIVEN_TOKEN }],
        });
        expect(await suite.under.readFile(spec.diskId, 'private/README.md')).toBe('# Private\n');
        expect(await suite.under.readFile(spec.diskId, 'private/.git/config')).not.toMatch(/canary|credential/);
      },
    );

    suite.whenCloning.each([
      ['a connection', undefined, 'repository-needs-connection', 'Connect '],
      ['a token that is still good', 'expired', 'connection-refused', 'give a new token'],
    ] as const)('that are private need %s, which is said, and the rest is there', async (_, token, code, advice) => {
      const { private: own, good } = suite.repositories;
      const spec = suite.spec({
        repositories: [
          { name: 'private', url: own.url },
          { name: 'analysis', url: good.url },
        ],
      });
      if (token !== undefined) own.connect(spec.labels.userId, token);
      await suite.runtime.ensure(spec);
      await suite.observed.until(spec, 'ready');
      const state = suite.observed.last(spec);
      expect(warningsOf(state, code)).toMatchObject([{ message: expect.stringContaining(advice) as unknown }]);
      const [warning] = warningsOf(state, code);
      expect(warning?.tokenId).toBe(token && GIVEN_TOKEN);
      expect(state).toMatchObject({ commits: [{ repository: 'analysis', commit: good.commit }] });
    });

    suite.whenCloning('that are there are left as the user left them', async () => {
      const { url, commit } = suite.repositories.good;
      const first = await suite.ready({ repositories: [{ name: 'analysis', url }] });
      await suite.under.writeFile(first.diskId, 'analysis/README.md', 'mine');
      await suite.ended(first);
      await suite.runtime.ensure(nextRun(first));
      await suite.observed.until(nextRun(first), 'ready');
      expect(await suite.under.readFile(first.diskId, 'analysis/README.md')).toBe('mine');
      expect(suite.observed.last(nextRun(first))).toMatchObject({ commits: [{ repository: 'analysis', commit }] });
    });
  });
}

function warningsOf(state: Observed | undefined, wanted: RunWarning['code'] = 'clone-failed') {
  if (state?.status !== 'starting' && state?.status !== 'ready') return [];
  return state.warnings.filter(({ code }) => code === wanted);
}
