import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OpenSession } from '../../examples/story/src/open-session.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { NodeSystem } from './support/node-system.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;
const MEGABYTE = 2 ** 20;

jest.setTimeout(120_000);

onNode('on a real node (needs test/real-node/run.sh)', () => {
  let node: NodeSystem;

  beforeAll(async () => {
    const { programs, jupyterLab } = parts!.images;
    node = await NodeSystem.start(parts!, { archives: [programs, jupyterLab] });
  });
  afterAll(() => node.close());

  async function opened(launchId: string): Promise<OpenSession> {
    const { body } = await node.grace.post<{ url: string }>(`/launches/${launchId}/access`);
    return OpenSession.enter(body.url);
  }

  describe('JupyterLab', () => {
    let launchId: string;
    beforeAll(async () => {
      ({ launchId } = await node.running({ image: nodeImages.jupyterLab, memory: '512Mi' }));
    });
    const printed = async (code: string): Promise<string> => (await opened(launchId)).run(code);

    test('runs code in a kernel, through the gateway', async () => {
      expect(await printed('print(6*7)')).toBe('42\n');
    });

    test('has the memory that was asked for and no more, as seen from the inside', async () => {
      const code = `import os
paths = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']
print(next(open(path).read() for path in paths if os.path.exists(path)).strip())`;
      expect(await printed(code)).toBe(`${512 * MEGABYTE}\n`);
    });

    test('is nobody special there: not root, without capabilities, and cannot become more', async () => {
      const code = `import os
status = dict(line.split(':\\t') for line in open('/proc/self/status').read().splitlines())
print(os.getuid(), status['CapEff'], status['CapBnd'], status['NoNewPrivs'], status['Seccomp'])`;
      expect(await printed(code)).toBe('1000 0000000000000000 0000000000000000 1 2\n');
    });

    test('keeps /work when it is paused and resumed', async () => {
      await printed("open('/work/notes.txt', 'w').write('keep me')");
      await node.grace.post(`/launches/${launchId}/pause`);
      await node.untilIs(launchId, { status: 'paused' });
      expect(await node.podOf(launchId)).toBeUndefined();
      await node.grace.post(`/launches/${launchId}/resume`);
      await node.untilIs(launchId, { status: 'running', run: 2 });
      expect(await printed("print(open('/work/notes.txt').read())")).toBe('keep me\n');
    });
  });

  test('a session that asks for more than the node has waits, and says for what', async () => {
    const { launchId } = await node.launched({ image: nodeImages.programs, memory: '4Ti' });
    const phaseDetail = 'waiting for a node: no node has enough memory free';
    await node.untilIs(launchId, { status: 'launching', phaseDetail });
    await node.discard(launchId);
  });
});
