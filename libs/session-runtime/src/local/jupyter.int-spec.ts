import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ObservedRuns } from '../contract/observed-runs.js';
import { sessionsContract } from '../session-runtime.contract.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import type { Endpoint } from '../session-runtime-reader.js';
import { hasProgram, jupyterLab } from './has-program.fixture.js';
import { runInKernel } from './jupyter-kernel.fixture.js';
import { type LocalRuntimeUnderTest, localRuntimeUnderTest } from './local-runtime.fixture.js';
import { processesOf } from './run-processes.js';

const timeoutMs = 60_000;
vi.setConfig({ testTimeout: timeoutMs, hookTimeout: timeoutMs });
vi.stubEnv('RENKU_SESSIONS_CANARY', 'secret');
afterAll(() => void vi.unstubAllEnvs());
const jupyter = jupyterLab();
const sandboxes = hasProgram('bwrap') ? (['none', undefined] as const) : (['none'] as const);
if (jupyter === undefined) {
  console.warn('JupyterLab was found neither by $JUPYTER_LAB nor on PATH: the tests with a real one are skipped.');
  test.skip('the local runtime with JupyterLab', () => undefined);
}

for (const bubblewrap of jupyter === undefined ? [] : sandboxes) {
  const name = `the local runtime with JupyterLab${bubblewrap === 'none' ? '' : ' under bubblewrap'}`;
  const setup = () => localRuntimeUnderTest({ jupyter, bubblewrap }, false);
  // repositories are cloned before the program begins, whichever it is
  if (bubblewrap === sandboxes.at(-1))
    sessionsContract(name, setup, { canClone: false, canMount: false, canArchive: true, timeoutMs });

  describe(name, () => {
    let under: LocalRuntimeUnderTest;
    let runtime: SessionRuntime;
    let observed: ObservedRuns;
    let spec: RunSpec;
    let endpoint: Endpoint;

    beforeAll(async () => {
      under = await setup();
    });
    beforeEach(async () => {
      runtime = under.connect();
      observed = new ObservedRuns(runtime, timeoutMs);
      spec = under.spec();
      await runtime.ensure(spec);
      await observed.until(spec, 'ready');
      endpoint = (await under.reader().endpoint(spec.launchId))!;
    });
    afterEach(async () => {
      await runtime.end(spec, 1n);
      await observed.until(spec, 'gone');
      await observed.stop();
      await runtime.close();
    });
    afterAll(() => under.close());

    const python = (code: string) => runInKernel(endpoint, code);

    test('runs code in a kernel over its WebSocket', async () => {
      expect(await python('print(6*7)')).toBe('42\n');
    });

    test('runs code in the work directory, as the user is told', async () => {
      await python("open('made-by-code.txt', 'w').write('hello')");
      expect(await under.readFile(spec.diskId, 'made-by-code.txt')).toBe('hello');
      const where = (await python('import os; print(os.getcwd())')).trim();
      expect(where).toBe(bubblewrap === 'none' ? under.data.disk(spec.diskId).work : '/work');
      expect(await under.reader().logs(spec.launchId, 1000)).toContain(
        bubblewrap === 'none' ? where : '/work is this session',
      );
    });

    test('gives the session nothing of our environment', async () => {
      const names = await python('import os; print(" ".join(sorted(os.environ)))');
      const ours = ['RENKU_SESSIONS_CANARY', 'NODE_OPTIONS', 'VITEST_POOL_ID', 'JUPYTER_LAB'];
      expect(
        names
          .trim()
          .split(' ')
          .filter((name) => ours.includes(name)),
      ).toEqual([]);
    });

    test('leaves no kernel behind when it ends, be it by force', async () => {
      await python('import subprocess; subprocess.Popen(["sleep", "600"], start_new_session=True)');
      const run = under.data.run(spec.launchId, 1);
      const everything = { mark: run.path, runnerPid: (await run.runner())?.pid };
      expect((await processesOf(everything)).length).toBeGreaterThanOrEqual(4);
      process.kill((await run.runner())!.pid, 'SIGKILL');
      await observed.until(spec, 'failed');
      expect(observed.last(spec)).toMatchObject({ reason: 'GONE' });
      expect(await processesOf(everything)).toEqual([]);
    });

    if (bubblewrap !== 'none') {
      test("cannot see other sessions, our data or the user's home", async () => {
        const code = `import os; print([os.path.exists(p) for p in ['${under.data.path}', os.path.expanduser('~root/.bashrc')]])`;
        expect(await python(code)).toBe('[False, False]\n');
      });
    }
  });
}
