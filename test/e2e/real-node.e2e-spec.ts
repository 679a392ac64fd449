import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGitServer } from '../../examples/story/src/git-server.js';
import { OpenSession } from '../../examples/story/src/open-session.js';
import type { Kubeplane } from '../support/kubeplane/kubeplane.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { NODE_ADDRESS } from '../support/real-node/node-address.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { serverCertificate } from '../support/server-certificate.js';
import { NodeSystem } from './support/node-system.js';
import type { Loose } from './support/person.js';
import { expectTold, nameAsInCatalogue } from './support/story-on-node.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;
const MEGABYTE = 2 ** 20;

/** A server whose certificate an authority of its own signs, which sessions are told of. */
async function startInstitute({ admin, namespace }: Kubeplane): Promise<Server> {
  const { authority, ...tls } = await serverCertificate({ type: 'ip', value: NODE_ADDRESS });
  const configMap = { metadata: { name: 'authorities' }, data: { 'ca.crt': authority } };
  await admin.create(`/api/v1/namespaces/${namespace}/configmaps`, configMap);
  const server = createServer(tls, (_, answer) => answer.end('of the institute')).listen(0, NODE_ADDRESS);
  await once(server, 'listening');
  return server;
}

onNode('on a real node (needs test/real-node/run.sh)', () => {
  let node: NodeSystem;
  let institute: Server;
  let git: Awaited<ReturnType<typeof startGitServer>>;

  beforeAll(async () => {
    const { programs, jupyterLab, clone } = parts!.images;
    git = await startGitServer({ 'answer.txt': 'The answer is 42.\n' }, NODE_ADDRESS);
    node = await NodeSystem.start(parts!, {
      archives: [programs, jupyterLab, clone],
      settings: {
        SESSION_CLONE_IMAGE: nodeImages.clone,
        SESSION_AUTHORITIES: 'authorities',
        OUTBOUND_ALLOWED: NODE_ADDRESS,
      },
    });
    institute = await startInstitute(node.cluster.plane);
  });
  afterAll(async () => {
    institute.close();
    await node.close();
    await git.close();
  });

  async function opened(launchId: string): Promise<OpenSession> {
    const { body } = await node.grace.post<{ url: string }>(`/launches/${launchId}/access`);
    return OpenSession.enter(body.url);
  }

  describe('JupyterLab', () => {
    let [launchId, projectId] = ['', ''];
    beforeAll(async () => {
      const wanted = { image: nodeImages.jupyterLab, memory: '512Mi', repository: git.url };
      ({ launchId, projectId } = await node.running(wanted));
    });
    const printed = async (code: string): Promise<string> => (await opened(launchId)).run(code);

    test('runs code in a kernel, through the gateway', async () => {
      expect(await printed('print(6*7)')).toBe('42\n');
    });

    test('has the files of its repository, and its history tells their commit', async () => {
      expect(await printed("print(open('/work/analysis/answer.txt').read())")).toBe('The answer is 42.\n\n');
      const { body: history } = await node.grace.get<Loose[]>(`/projects/${projectId}/history`);
      expect(history).toContainEqual(
        expect.objectContaining({
          type: 'SessionStarted',
          data: expect.objectContaining({ commits: [{ repository: 'analysis', commit: git.commit }] }),
        }),
      );
    });

    test('believes the authorities of the institute, beside the public ones', async () => {
      const { port } = institute.address() as AddressInfo;
      const code = `import ssl, urllib.request
print(urllib.request.urlopen('https://${NODE_ADDRESS}:${port}/').read().decode(), len(ssl.create_default_context().get_ca_certs()) > 50)`;
      expect(await printed(code)).toBe('of the institute True\n');
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

    test('has no account of the cluster, and of nothing else either but its own token', async () => {
      const code = `import os, re
account = os.path.exists('/var/run/secrets/kubernetes.io')
print(account, [name for name in os.environ if re.search('SECRET|PASSWORD|TOKEN|EVENTSTORE|MONGODB', name)])`;
      expect(await printed(code)).toBe("False ['JUPYTER_TOKEN']\n");
    });

    test('is nobody to the kubelet, nor to the session beside it', async () => {
      const { launchId: other } = await node.running({ image: nodeImages.programs });
      const address = (await node.podOf(other))?.status?.podIP ?? '';
      const urls = JSON.stringify([`https://${NODE_ADDRESS}:10250/pods`, `http://${address}:8888/`]);
      const code = `import ssl, urllib.request
def ask(url):
    try: return urllib.request.urlopen(url, context=ssl._create_unverified_context()).status
    except urllib.error.HTTPError as error: return error.code
print([ask(url) for url in ${urls}])`;
      expect(await printed(code)).toBe('[401, 403]\n');
      await node.discard(other);
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

  describe('npm run example, of an installation beside the other one', () => {
    beforeAll(() => nameAsInCatalogue(node.cluster));

    test.each([
      ['a standalone', []],
      ['a deployment of two of each part', ['--processes']],
    ])('is the same story, told by %s', async (what, options) => {
      await expectTold(what, options, {
        SESSION_RUNTIME: 'kubernetes',
        KUBECONFIG: node.cluster.plane.kubeconfig('standalone'),
        SESSION_CLONE_IMAGE: nodeImages.clone,
        OUTBOUND_ALLOWED: NODE_ADDRESS,
      });
    });
  });
});
