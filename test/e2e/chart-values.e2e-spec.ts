import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../support/program.js';

const run = promisify(execFile);
const helm = process.env['HELM'];
if (helm === undefined) process.stderr.write('SKIPPED: the values of the chart: no HELM (tools/deployment/check.sh)\n');

(helm === undefined ? describe.skip : describe)('the chart’s values', () => {
  const render = async (values: object): Promise<string> => {
    const chart = join(root, 'deploy/helm/renku-sessions');
    const said = Object.entries(values).flatMap(([name, value]) => ['--set-json', `${name}=${JSON.stringify(value)}`]);
    const least = join(chart, 'ci/least-values.yaml');
    const { stdout } = await run(helm ?? '', ['template', 'release', chart, '-f', least, ...said]);
    return stdout;
  };

  test.each([
    ['session', { session: { namespace: 'sessions' } }],
    ['additionalBlockedNetwork', { 'sessions.networkPolicy.additionalBlockedNetwork': ['203.0.113.7/32'] }],
    ['delivry', { 'secrets.delivry': 'delivery' }],
    ['replica', { 'worker.replica': 3 }],
  ])('are refused where one is misspelt: %s', async (name, values) => {
    await expect(render(values)).rejects.toThrow(new RegExp(`additional properties '${name}' not allowed`));
  });

  test.each([
    ['/trustedProxies', { trustedProxies: ['10.0.0.0/8'] }],
    ['/oidc/clientId', { 'oidc.clientId': 123456789012345 }],
    ['/sessions/networkPolicy/dnsPort', { 'sessions.networkPolicy.dnsPort': '53' }],
    ['/sessions/networkPolicy/additionalBlockedNetworks', { 'sessions.networkPolicy.additionalBlockedNetworks': 'x' }],
  ])('are refused where one is of another type: %s', async (place, values) => {
    await expect(render(values)).rejects.toThrow(`at '${place}': got`);
  });

  test.each(['settings', 'sessions', 'monitoring', 'api', 'worker', 'gateway', 'ingress', 'httpRoute'])(
    'are refused where one is taken away that has parts: %s',
    async (name) => {
      await expect(render({ [name]: null })).rejects.toThrow(`missing property '${name}'`);
    },
  );

  test('are refused where a route would belong to no gateway', async () => {
    await expect(render({ 'httpRoute.enabled': true })).rejects.toThrow("at '/httpRoute/parentRefs': minItems");
    expect(await render({ httpRoute: { enabled: true, parentRefs: [{ name: 'web' }] } })).toContain('kind: HTTPRoute');
  });

  test('of settings arrive as they are written, also numbers of a million and more', async () => {
    const rendered = await render({ settings: { MAX_UPLOAD: 12345678, SHARE: 0.25, IMAGE_CHECK: true } });
    expect(rendered).toContain('{ name: MAX_UPLOAD, value: "12345678" }');
    expect(rendered).toContain('{ name: SHARE, value: "0.25" }');
    expect(rendered).toContain('{ name: IMAGE_CHECK, value: "on" }');
  });

  test('are refused where a setting is one that the chart sets by a value of its own', async () => {
    const refused = render({ settings: { PUBLIC_URL: 'https://elsewhere.example' } });
    await expect(refused).rejects.toThrow('settings.PUBLIC_URL: the chart sets it, by its other values');
  });

  test('of a disruption budget are taken where they say how many have to stay', async () => {
    const rendered = await render({ 'api.podDisruptionBudget': { minAvailable: 1 } });
    const [budget = ''] = rendered.split('---\n').filter((object) => /kind: PodDisruptionBudget[^]*api/.test(object));
    expect(budget).toContain('minAvailable: 1');
    expect(budget).not.toContain('maxUnavailable');
  });

  test('are refused where a process is killed before it has said that it stops', async () => {
    const refused = render({ shutdownDelay: 90 });
    await expect(refused).rejects.toThrow('shutdownDelay (90 s) has to be below terminationGracePeriodSeconds (60 s)');
  });
});
