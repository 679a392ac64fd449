import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededRights } from '../../libs/session-runtime/src/kubernetes/check-access.js';
import { Kubeplane } from '../support/kubeplane/kubeplane.js';
import { wantedKubeplane } from '../support/kubeplane/wanted-kubeplane.js';
import { root } from '../support/program.js';

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
  readonly data?: Readonly<Record<string, string>>;
  readonly rules?: readonly { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
  readonly spec?: { readonly template?: { readonly spec: object } };
}

(isHere ? describe : describe.skip)('the chart, on a real control plane', () => {
  let plane: Kubeplane;
  beforeAll(async () => {
    plane = await Kubeplane.start(binary ?? '');
  });
  afterAll(() => plane.close());

  const renderAs = async (release: string, namespace: string, values: string, more: string[]): Promise<string> => {
    const chart = join(root, 'deploy/helm/renku-sessions');
    const { stdout } = await run(helm ?? '', [
      ...['template', release, chart, '--namespace', namespace, '-f', join(chart, 'ci', `${values}-values.yaml`)],
      // Gateway API and the Prometheus operator are no part of a control plane
      ...['--set', `sessions.namespace=${plane.namespace}`, '--set', 'httpRoute.enabled=false'],
      ...['--set', 'monitoring.rules.enabled=false', ...more],
    ]);
    return stdout;
  };
  const render = (values: string, ...more: string[]): Promise<string> => renderAs('release', 'default', values, more);
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

  test.each([
    ['2024', '007'],
    ['on', 'null'],
    ['r'.repeat(53), 'n'.repeat(63)],
  ])('is taken as it is, as release %s in namespace %s', async (release, namespace) => {
    const made = await dryRun(await renderAs(release, namespace, 'everything', []));
    const policy = made.find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy?.spec).toMatchObject({
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }] }],
    });
    expect(new Set(made.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(made.length);
  });

  test('lets sessions out to the Internet of both protocols, and to no private network', async () => {
    const blocked = 'sessions.networkPolicy.additionalBlockedNetworks={203.0.113.7/32,2001:db8::7/128}';
    const made = await dryRun(await render('least', '--set', blocked));
    const { egress } = made.find(({ kind }) => kind === 'NetworkPolicy')?.spec as { egress: unknown[] };
    expect(egress.at(-1)).toEqual({
      to: [
        { ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8', '203.0.113.7/32']) } },
        { ipBlock: { cidr: '::/0', except: expect.arrayContaining(['fc00::/7', '2001:db8::7/128']) } },
      ],
    });
  });

  test('hands on as it is written what YAML takes for true and false', async () => {
    const file = join(plane.directory, 'values.yaml');
    await writeFile(file, 'settings: { IMAGE_CHECK: on, IDLE_PAUSE: off, LOG_LEVEL: debug }\n');
    const rendered = await render('least', '-f', file);
    for (const [name, value] of [
      ['IMAGE_CHECK', 'on'],
      ['IDLE_PAUSE', 'off'],
      ['LOG_LEVEL', 'debug'],
    ] as const)
      expect(rendered).toContain(`{ name: ${name}, value: "${value}" }`);
  });

  test('builds read models where workers may be', async () => {
    const placed = { nodeSelector: { pool: 'renku' }, tolerations: [{ key: 'renku', operator: 'Exists' }] };
    const made = await dryRun(await render('least', '--set-json', `worker=${JSON.stringify(placed)}`));
    const job = made.find(({ kind }) => kind === 'Job');
    expect(job?.spec?.template?.spec).toMatchObject(placed);
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

  test('gives the server of e-mail and the webhook to the worker alone, out of a Secret', async () => {
    const made = await dryRun(await render('everything'));
    const given = made.flatMap(({ metadata, spec }) => {
      const { containers = [] } = (spec?.template?.spec ?? {}) as {
        containers?: readonly { readonly env?: readonly { readonly name: string; readonly valueFrom?: object }[] }[];
      };
      const variables = containers.flatMap(({ env = [] }) => env);
      return variables.filter(({ name }) => /SMTP|WEBHOOK/.test(name)).map((one) => ({ of: metadata.name, ...one }));
    });
    expect(given).toEqual(
      ['SMTP_URL', 'NOTIFICATION_WEBHOOK_URL', 'NOTIFICATION_WEBHOOK_SECRET'].map((name) => ({
        of: 'release-worker',
        name,
        valueFrom: { secretKeyRef: { name: 'delivery', key: name, optional: true } },
      })),
    );
    expect(await render('least')).not.toContain('SMTP_URL');
  });

  test('gives the file of signing keys to api and worker alone, out of a Secret', async () => {
    const made = await dryRun(await render('everything'));
    const mounts = made.flatMap(({ metadata, spec }) => {
      const { volumes = [] } = (spec?.template?.spec ?? {}) as {
        volumes?: readonly { readonly secret?: { readonly secretName: string } }[];
      };
      return volumes.filter(({ secret }) => secret?.secretName === 'signing').map(() => metadata.name);
    });
    expect(mounts.toSorted()).toEqual(['release-api', 'release-worker']);
    expect(await render('everything')).toContain('/etc/renku-sessions/signing/signing.pem');
    expect(await render('least')).not.toContain('SIGNING_KEY_FILE');
  });

  test('gives the authorities of certificates to all that connects', async () => {
    const directory = '/etc/renku-sessions/authorities';
    const made = await dryRun(await render('everything'));
    const pods = made.flatMap(({ metadata: { name }, spec }) =>
      spec?.template === undefined ? [] : [{ name, spec: spec.template.spec }],
    );
    for (const { spec } of pods)
      expect(spec).toMatchObject({
        containers: [
          {
            env: expect.arrayContaining([
              { name: 'NODE_EXTRA_CA_CERTS', value: `${directory}/ca.crt` },
              { name: 'SESSION_AUTHORITIES', value: 'authorities' },
            ]),
          },
        ],
        volumes: expect.arrayContaining([expect.objectContaining({ name: 'authorities' })]),
      });
    expect(pods.map(({ name }) => name).toSorted()).toEqual([
      'release-api',
      'release-gateway',
      'release-projections-build',
      'release-worker',
    ]);
    expect(await render('least')).not.toContain('NODE_EXTRA_CA_CERTS');
  });

  test('brings the alert rules and the dashboard where it is told to', async () => {
    const rules = await readFile(join(root, 'deploy/helm/renku-sessions/files/rules.yaml'), 'utf8');
    const alertsIn = (text: string): string[] => [...text.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
    const whole = await render('everything', '--set', 'monitoring.rules.enabled=true');
    expect(whole).toMatch(
      /kind: PrometheusRule\nmetadata:\n {2}name: release-monitoring\n {2}labels:\n(?: {4}.*\n)* {4}release: prometheus\n/,
    );
    expect(alertsIn(whole)).toEqual(alertsIn(rules));
    // what Prometheus fills in is left to it
    expect(whole).toContain('{{ $labels.lease }}');
    const made = await dryRun(await render('everything'));
    const dashboard = made.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'release-monitoring');
    expect(dashboard?.metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    const original = await readFile(join(root, 'deploy/helm/renku-sessions/files/dashboard.json'), 'utf8');
    expect(JSON.parse(dashboard?.data?.['renku-sessions.json'] ?? '')).toEqual(JSON.parse(original));
    expect(await render('least')).not.toMatch(/PrometheusRule|release-monitoring/);
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
