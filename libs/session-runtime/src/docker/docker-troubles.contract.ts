import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { type DockerRuntimeUnderTest, dockerRuntimeUnderTest } from './docker-runtime.fixture.js';
import { type TroubledEngine, troubledEngine } from './troubled-engine.fixture.js';

/** An engine that refuses, is busy, or does not answer, between any two requests that it does answer. */
export function dockerTroublesContract(timeoutMs: number): void {
  let under: DockerRuntimeUnderTest;
  let engine: TroubledEngine;
  let runtime: SessionRuntime;
  let observed: ObservedRuns;
  const used: RunSpec[] = [];
  /** Several time limits pass, one after the other. */
  const patient = 2 * timeoutMs;

  beforeAll(async () => {
    under = await dockerRuntimeUnderTest(timeoutMs);
  });
  beforeEach(() => {
    engine = troubledEngine(under.engine.address);
    const timeLimits = { looksMs: 8_000, changesMs: 8_000 };
    runtime = under.connect({ docker: engine.docker, timeLimits, retryMs: 50, log: () => undefined });
    observed = new ObservedRuns(runtime, (timeoutMs * 3) / 4);
  });
  afterEach(async () => {
    for (const spec of used.splice(0)) {
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
    }
    await observed.stop();
    await runtime.close();
  });
  afterAll(() => under.close());

  async function seen(spec: RunSpec, status: 'ready' | 'failed'): Promise<RunSpec> {
    used.push(spec);
    await runtime.ensure(spec);
    await observed.until(spec, status);
    return spec;
  }

  test(
    'passes: a start goes on wherever the engine refused something for now',
    async () => {
      engine.trouble(/GET \/images/, 'reset');
      engine.trouble(/POST \/images\/create/, [500, 'database is locked'], 2);
      engine.trouble(/POST \/containers\/create/, [500, 'database is locked'], 5);
      engine.trouble(/POST \/networks\/create/, [503, 'service unavailable'], 2);
      engine.trouble(/DELETE \/containers\//, [409, 'removal of container 1 is already in progress'], 2);
      engine.trouble(/POST \/containers\/.*session.*\/start/, [500, 'something that nobody has heard of'], 2);
      const spec = await seen(under.spec(), 'ready');
      expect(engine.met).toBe(14);
      expect(await under.processes(spec.launchId)).toBe(1);
      const waits = observed.statesOf(spec).filter((state) => 'detail' in state && state.detail?.startsWith('waiting'));
      expect(new Set(waits.map((state) => JSON.stringify(state))).size).toBe(waits.length);
      expect(waits.length).toBeGreaterThan(0);
    },
    patient,
  );

  test('passes: a start goes on where the engine took a request and never answered', async () => {
    for (const request of [/GET \/images/, /POST \/containers\/create.*session/]) engine.trouble(request, 'nothing');
    const spec = await seen(under.spec(), 'ready');
    expect(engine.met).toBe(2);
    expect(await under.processes(spec.launchId)).toBe(1);
  });

  test.each([
    [[507, 'write /var/lib/x: no space left on device'], 'NO_SPACE', 1],
    [[400, 'that is no container'], 'MISCONFIGURED', 1],
    [[500, 'something that nobody has heard of'], 'MISCONFIGURED', 4],
  ] as const)('does not pass: a start fails where a container is not made for %j', async (trouble, reason, times) => {
    engine.trouble(/POST \/containers\/create.*session/, trouble, 100);
    const spec = await seen(under.spec(), 'failed');
    expect(observed.last(spec)).toMatchObject({ reason });
    expect(engine.met).toBe(times);
  });

  test(
    'is of one container: what becomes of the others is seen',
    async () => {
      const stuck = await seen(under.spec(), 'ready');
      engine.trouble(/GET \/containers\/[0-9a-f]{64}\/json/, 'nothing', 100);
      await under.kill(stuck);
      const other = await seen(under.spec(), 'ready');
      await runtime.end(other, 1n);
      await observed.until(other, 'gone');
      expect(observed.last(stuck)).not.toMatchObject({ status: 'failed' });
    },
    patient,
  );

  test('is of one removal: what else is left of runs that are gone is removed', async () => {
    const { engine: real, scope } = under;
    await observed.stop();
    await runtime.close();
    runtime = under.connect({ docker: engine.docker, log: () => undefined }); // looks when it is asked to
    for (const { launchId } of [under.spec(), under.spec()])
      await real.docker.createNetwork({
        Name: scope.name('network', launchId),
        Driver: 'bridge',
        Labels: scope.labels({ kind: 'network', launch: launchId }),
      });
    engine.trouble(/DELETE \/networks/, [500, 'it has active endpoints']);
    await runtime.list();
    expect(await real.docker.listNetworks({ filters: scope.filters })).toHaveLength(1);
    await runtime.list();
    expect(await real.docker.listNetworks({ filters: scope.filters })).toEqual([]);
  });
}
