import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { neededRights } from '../../libs/session-runtime/src/kubernetes/check-access.js';
import { Kubeplane } from '../support/kubeplane/kubeplane.js';
import { wantedKubeplane } from '../support/kubeplane/wanted-kubeplane.js';
import { root } from '../support/program.js';

jest.setTimeout(60_000);
const run = promisify(execFile);
const helm = process.env['HELM'];
const binary = wantedKubeplane();
const isHere = helm !== undefined && binary !== undefined;
if (!isHere) {
  process.stderr.write(
    'SKIPPED: the chart on a control plane: no HELM (tools/deployment/check.sh), or no tools/kubeplane\n',
  );
  test.skip('the chart on a control plane', () => undefined);
}

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly rules?: readonly { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
  readonly spec?: { readonly template?: { readonly spec: object } };
}

(isHere ? describe : describe.skip)('the chart, on a real control plane', () => {
  let plane: Kubeplane;
  beforeAll(async () => {
    plane = await Kubeplane.start(binary ?? '');
  });
  afterAll(() => plane.close());

  const render = async (values: string): Promise<string> => {
    const chart = join(root, 'deploy/helm/renku-sessions');
    const { stdout } = await run(helm ?? '', [
      ...['template', 'release', chart, '--namespace', 'default', '-f', join(chart, 'ci', `${values}-values.yaml`)],
      // Gateway API is no part of a control plane
      ...['--set', `sessions.namespace=${plane.namespace}`, '--set', 'httpRoute.enabled=false'],
    ]);
    return stdout;
  };
  /** What the API server makes of it, if it takes it: with all its defaults. Nothing is kept. */
  const dryRun = async (manifest: string): Promise<KubernetesObject[]> => {
    const file = join(plane.directory, 'manifest.yaml');
    await writeFile(file, manifest);
    const kubectl = ['kubectl', '--kubeconfig', plane.kubeconfig('admin')];
    const { stdout } = await run(binary ?? '', [...kubectl, 'create', '--dry-run=server', '-o', 'json', '-f', file]);
    return listed(stdout);
  };

  test.each(['least', 'everything'])('is taken as it is, with %s said', async (values) => {
    const made = await dryRun(await render(values));
    expect(made.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Deployment', 'Role', 'Job', 'NetworkPolicy']),
    );
  });

  test('gives worker and readers the rights that the runtime needs, and no others', async () => {
    const roles = (await dryRun(await render('least'))).filter(({ kind }) => kind === 'Role');
    const rightsOf = (part: string) =>
      roles
        .find(({ metadata }) => metadata.name === `release-${part}`)
        ?.rules?.map(({ apiGroups: [group], resources: [resource], verbs }) => ({ group, resource, verbs }));
    const needed = (part: keyof typeof neededRights) =>
      neededRights[part].map(({ group, resource, verbs, ...more }) => ({
        group,
        resource: 'subresource' in more ? `${resource}/${more.subresource}` : resource,
        verbs,
      }));
    expect(rightsOf('worker')).toEqual(needed('worker'));
    expect(rightsOf('reader')).toEqual(needed('reader'));
  });

  test('gives the keys of connections to api and worker alone, out of a Secret', async () => {
    const made = await dryRun(await render('everything'));
    const given = made.flatMap(({ metadata, spec }) => {
      const { containers = [] } = (spec?.template?.spec ?? {}) as {
        containers?: readonly { readonly env?: readonly { readonly name: string }[] }[];
      };
      const variables = containers.flatMap(({ env = [] }) => env).filter(({ name }) => name === 'CONNECTIONS_KEYS');
      return variables.map((variable) => ({ of: metadata.name, ...variable }));
    });
    const valueFrom = { secretKeyRef: { name: 'connections', key: 'CONNECTIONS_KEYS' } };
    expect(given.toSorted((one, other) => one.of.localeCompare(other.of))).toEqual([
      { of: 'release-api', name: 'CONNECTIONS_KEYS', valueFrom },
      { of: 'release-worker', name: 'CONNECTIONS_KEYS', valueFrom },
    ]);
    expect(await render('least')).not.toContain('CONNECTIONS_KEYS');
  });

  test('has pods that pass Pod Security “restricted”', async () => {
    const templates = (await dryRun(await render('everything'))).flatMap(({ metadata, spec }) =>
      spec?.template === undefined ? [] : [{ name: metadata.name, spec: spec.template.spec }],
    );
    expect(templates).toHaveLength(4);
    for (const { name, spec } of templates) {
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
        spec: { ...spec, serviceAccountName: 'default' },
      };
      await expect(dryRun(JSON.stringify(pod))).resolves.toHaveLength(1);
    }
  });
});

/** kubectl prints one object after the other, or a list. */
const listed = (text: string): KubernetesObject[] => {
  const objects = text
    .split(/^(?=\{)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(part) as KubernetesObject & { items?: KubernetesObject[] });
  return objects.flatMap((object) => object.items ?? [object]);
};
