import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../../test/support/program.js';
import { ObservedRuns } from '../contract/observed-runs.js';
import { runInKernel } from '../local/jupyter-kernel.fixture.js';
import type { RunSpec, SessionRuntime } from '../session-runtime.js';
import type { Endpoint } from '../session-runtime-reader.js';
import { type DockerRuntimeUnderTest, dockerRuntimeUnderTest } from './docker-runtime.fixture.js';

/** A real JupyterLab in a container: that at `jupyter`, on this machine. */
export function dockerJupyterContract(jupyter: string, timeoutMs: number): void {
  let under: DockerRuntimeUnderTest;
  let runtime: SessionRuntime;
  let endpoint: Endpoint | undefined;

  beforeAll(async () => {
    under = await dockerRuntimeUnderTest(timeoutMs);
    runtime = under.connect();
    const spec = under.spec({ image: await publishJupyter(), imageRun: {}, resources: { cpu: 1, memory: 2 ** 29 } });
    await ready(spec);
    endpoint = await under.reader().endpoint(spec.launchId);
    // the image is half a gigabyte: built, pushed and pulled
  }, 2 * timeoutMs);
  afterAll(async () => {
    await runtime.close();
    await under.close();
  });

  async function ready(spec: RunSpec): Promise<void> {
    const observed = new ObservedRuns(runtime, timeoutMs - 5_000);
    await runtime.ensure(spec);
    await observed.until(spec, 'ready');
    expect(observed.last(spec)).toMatchObject({ warnings: [] });
    await observed.stop();
  }

  async function publishJupyter() {
    const context = await mkdtemp(join(tmpdir(), 'renku-sessions-jupyter-'));
    try {
      await promisify(execFile)(`${root}tools/jupyter/image-context.sh`, [jupyter, context]);
      return await under.engine.publish(context, 'sessions/jupyterlab:1');
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  }

  function python(code: string): Promise<string> {
    if (endpoint === undefined) throw new Error('It has no endpoint.');
    return runInKernel(endpoint, code);
  }

  test('runs code in a kernel over its WebSocket, as the image’s user', async () => {
    expect(await python('print(6*7)')).toBe('42\n');
    expect(await python('import os; print(os.getuid(), os.getcwd(), os.environ["HOME"])')).toBe(
      '1000 /work /home/jovyan\n',
    );
  });

  test('keeps what is written to /work and to the home', async () => {
    expect(await python("print(open('/work/a', 'w').write('x') + open('/home/jovyan/a', 'w').write('x'))")).toBe('2\n');
  });

  test('reads its limit of memory from the inside', async () => {
    const code = `
import os
paths = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']
print(open(next(filter(os.path.exists, paths))).read().strip())`;
    expect(await python(code)).toBe(`${2 ** 29}\n`);
  });
}
