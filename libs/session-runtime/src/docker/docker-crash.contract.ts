import Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ObservedRuns } from '../contract/observed-runs.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import { type DockerRuntimeUnderTest, dockerRuntimeUnderTest } from './docker-runtime.fixture.js';

interface Mortal {
  readonly docker: Docker;
  readonly died: Promise<void>;
  /** What it waited for fails: nothing of it stays in this process, and what it had on this machine goes. */
  readonly bury: () => void;
}

/** The engine as a process sees it that is killed after so many requests: none that comes later is sent, none is answered. */
function mortal(address: string, requests: number): Mortal {
  const docker = new Docker({ socketPath: address.replace('unix://', '') });
  const modem = docker.modem as { dial: (...args: unknown[]) => void };
  const dial = modem.dial.bind(modem);
  let left = requests;
  let bury = (): void => undefined;
  const buried = new Promise<void>((resolve) => (bury = resolve));
  const died = new Promise<void>((resolve) => {
    modem.dial = (...args) => {
      left -= 1;
      if (left >= 0) {
        dial(...args);
        return;
      }
      const answered = args.at(-1) as (error: Error) => void;
      resolve();
      void buried.then(() => answered(new Error('the worker was killed')));
    };
  });
  return { docker, died, bury };
}

/** Another worker goes on where one was killed, between any two requests to the engine. */
export function dockerCrashContract(timeoutMs: number): void {
  let under: DockerRuntimeUnderTest;
  let heir: SessionRuntime;
  let observed: ObservedRuns;
  let epoch = 1n;
  let buried: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    under = await dockerRuntimeUnderTest(timeoutMs);
  });
  beforeEach(() => {
    heir = under.connect();
    observed = new ObservedRuns(heir, timeoutMs / 2);
  });
  afterEach(async () => {
    await observed.stop();
    await heir.close();
    await buried();
  });
  afterAll(() => under.close());

  /** A worker does this under the next epoch and is killed on the way, or comes to its end: then there was no later moment. */
  async function killed(
    requests: number,
    act: (runtime: SessionRuntime, epoch: bigint) => Promise<unknown>,
    end: Promise<unknown>,
  ) {
    const { docker, died, bury } = mortal(under.engine.address, requests);
    epoch += 1n;
    const acting = act(under.connect({ docker, log: () => undefined }), epoch).catch(() => undefined);
    buried = async () => {
      bury();
      await acting;
    };
    await Promise.race([died, end]);
    epoch += 1n;
  }

  async function endedAndDiscarded(spec: RunSpec): Promise<void> {
    await heir.end(spec, epoch);
    await observed.until(spec, 'gone');
    await heir.discard(spec.diskId, epoch);
    expect(await leftOf(spec)).toEqual([]);
  }

  async function leftOf({ launchId, diskId }: RunSpec): Promise<string[]> {
    const { docker } = under.engine;
    const [containers, { Volumes }, networks] = await Promise.all([
      docker.listContainers({ all: true }),
      docker.listVolumes(),
      docker.listNetworks(),
    ]);
    const names = [...containers.flatMap(({ Names }) => Names), ...[...Volumes, ...networks].map(({ Name }) => Name)];
    return names.filter((name) => name.includes(launchId) || name.includes(diskId));
  }

  test.each([1, 4, 6, 9, 12, 16, 20, 24, 27, 30, 33, 36, 39, 42, 46, 50])(
    'at request %i of a start: the heir finishes it, exactly once, and leaves nothing at the end',
    async (requests) => {
      const { good } = under.repositories ?? {};
      const spec = under.spec({ repositories: [{ name: 'analysis', url: good?.url ?? '' }] });
      const ready = observed.until(spec, 'ready');
      ready.catch(() => undefined);
      await killed(requests, (runtime, its) => runtime.ensure({ ...spec, epoch: its }), ready);
      await heir.ensure({ ...spec, epoch });
      await ready;
      expect(await under.processes(spec.launchId)).toBe(1);
      expect(observed.last(spec)).toMatchObject({ commits: [{ repository: 'analysis', commit: good?.commit }] });
      expect(await under.readFile(spec.diskId, 'analysis/README.md')).toBe('# Analysis\n');
      await endedAndDiscarded(spec);
    },
  );

  test.each([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])(
    'at request %i of an end: the heir finishes it, and leaves nothing',
    async (requests) => {
      epoch += 1n;
      const spec = under.spec({ epoch });
      await heir.ensure(spec);
      await observed.until(spec, 'ready');
      const gone = observed.until(spec, 'gone');
      gone.catch(() => undefined);
      await killed(requests, (runtime, its) => runtime.end(spec, its), gone);
      await endedAndDiscarded(spec);
    },
  );
}
