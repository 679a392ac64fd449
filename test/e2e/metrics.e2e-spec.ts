import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequest } from '../support/browser-request.js';
import { Deployment, type MemberName } from '../support/deployment.js';
import { endSessions } from '../support/session-processes.js';
import { until } from '../support/until.js';
import { queriesOfDashboard } from './support/dashboard.js';
import { metricFamilies } from './support/metric-families.js';
import { type Loose, Person } from './support/person.js';
import { hasPromtool, promtool } from './support/promtool.js';

const members = ['stores', 'worker-1', 'gateway-1', 'api-1'] as const satisfies readonly MemberName[];

let dataDir: string;
let deployment: Deployment;
const scrapes = new Map<string, string>();

const scrape = async (member: MemberName): Promise<string> =>
  (await fetch(`${deployment.operationsUrl(member)}/metrics`)).text();

const valueOf = (member: MemberName, sample: string): number => {
  const line = (scrapes.get(member) ?? '').split('\n').find((one) => one.startsWith(`${sample} `));
  return Number(line?.slice(sample.length));
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-metrics-'));
  deployment = await Deployment.in(dataDir);
  for (const member of members) await deployment.startOne(member);
  const url = deployment.url('api-1');
  const token = await deployment.token('grace');
  const me = await fetch(`${url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  const { userId } = (await me.json()) as { userId: string };
  const grace = new Person(url, token, userId, { position: 0n });
  await until('the catalogue is there', async () => (await grace.get<Loose[]>('/environments')).body.length > 0);
  const projectId = await grace.createProject();
  await grace.addSession(projectId);
  const launched = await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`);
  const { launchId } = launched.body;
  await until('it runs', async () => (await grace.get(`/launches/${launchId}`)).body['status'] === 'running', 60_000);
  const { body: ticket } = await grace.post<{ url: string }>(`/launches/${launchId}/access`);
  const { location = '/', cookie } = await browserRequest(ticket.url);
  await browserRequest(new URL(location, ticket.url).href, cookie);
  for (const member of members) scrapes.set(member, await scrape(member));
  // a first scrape sees where the log ends, a later one who has come as far
  const atTheEnd = await until('all have come to the end', async () => {
    const scraped = await scrape('worker-1');
    return /follower_lag_positions\{.*\} [1-9]/.test(scraped) ? undefined : scraped;
  });
  scrapes.set('worker-1', atTheEnd);
});
afterAll(async () => {
  await deployment.end();
  await endSessions(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

describe.each(members)('the metrics of %s', (member) => {
  test('each have a help and a name that says what they count, once', () => {
    const families = metricFamilies(scrapes.get(member) ?? '');
    expect(families.length).toBeGreaterThan(20);
    const names = families.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(families.filter(({ help }) => help === '')).toEqual([]);
    expect(names.filter((name) => !/^(renku_sessions_[a-z_]+|process_[a-z_]+|nodejs_[a-z0-9_]+)$/.test(name))).toEqual(
      [],
    );
    expect(families.filter(({ name, type }) => name.endsWith('_total') !== (type === 'counter'))).toEqual([]);
    expect(families.filter(({ name, type }) => type === 'histogram' && !name.endsWith('_seconds'))).toEqual([]);
  });

  test('name no person, project, session or launch', () => {
    expect(scrapes.get(member)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  (hasPromtool ? test : test.skip)('pass promtool', () => {
    expect(promtool(['check', 'metrics'], scrapes.get(member))).toBe('');
  });
});

describe('after a launch', () => {
  test('the worker has measured its start, its runtime and who follows the log', () => {
    const worker = (sample: string): number => valueOf('worker-1', `renku_sessions_${sample}`);
    expect(worker('events_appended_total{type="SessionStarted"}')).toBe(1);
    expect(worker('run_start_duration_seconds_count')).toBe(1);
    expect(worker('run_start_phase_duration_seconds_count{phase="checking"}')).toBe(1);
    expect(worker('runtime_call_duration_seconds_count{call="ensure",outcome="done"}')).toBeGreaterThan(0);
    expect(worker('lease_held{lease="launch-saga"}')).toBe(1);
    expect(worker('lease_shards{lease="launch-saga"}')).toBe(16);
    expect(worker('lease_held{lease="projector"}')).toBe(1);
    expect(worker('follower_lag_seconds{follower="launch"}')).toBe(0);
    expect(worker('follower_lag_positions{follower="launch-saga"}')).toBe(0);
    expect(worker('skipped_events{follower="launch"}')).toBe(0);
    expect(worker('broken_documents{follower="launch"}')).toBe(0);
    expect(worker('launches{status="running"}')).toBe(1);
    expect(worker('launches{status="launching"}')).toBe(0);
  });

  test('the API has measured the commands, and the gateway who came by', () => {
    const launched = 'renku_sessions_command_duration_seconds_count{command="LaunchSession",outcome="accepted"}';
    expect(valueOf('api-1', launched)).toBe(1);
    expect(valueOf('api-1', 'renku_sessions_live_connections')).toBe(0);
    expect(valueOf('gateway-1', 'renku_sessions_gateway_requests_total{status="2xx"}')).toBe(1);
    expect(valueOf('gateway-1', 'renku_sessions_gateway_connections')).toBeGreaterThanOrEqual(0);
  });
});

const root = new URL('../../', import.meta.url).pathname;
const rulesFile = join(root, 'deploy/helm/renku-sessions/files/rules.yaml');
const ruleTestsFile = join(root, 'test/prometheus/rules.test.yaml');
const rules = readFileSync(rulesFile, 'utf8');
const ruleTests = readFileSync(ruleTestsFile, 'utf8');
const runbooks = readFileSync(join(root, 'docs/runbooks.md'), 'utf8');
const queries = queriesOfDashboard(readFileSync(join(root, 'deploy/helm/renku-sessions/files/dashboard.json'), 'utf8'));

/** Of histograms, what their samples are called as well. */
const metricNames = (): Set<string> =>
  new Set(
    [...scrapes.values()]
      .flatMap(metricFamilies)
      .flatMap(({ name, type }) => [
        name,
        ...(type === 'histogram' ? ['_bucket', '_count', '_sum'].map((suffix) => `${name}${suffix}`) : []),
      ]),
  );
const namesIn = (text: string): string[] => text.match(/\b(renku_sessions|process|nodejs)_[a-z0-9_]+/g) ?? [];

const sectionOf = (alert: string): string =>
  runbooks.split('\n## ').find((part) => part.startsWith(`${alert}\n`)) ?? '';

describe('alert rules', () => {
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);

  test('ask for metrics that there are', () => {
    expect(namesIn(rules).length).toBeGreaterThanOrEqual(alerts.length);
    expect(namesIn(rules).filter((name) => !metricNames().has(name))).toEqual([]);
  });

  test('have a runbook and two cases each, one in which they fire', () => {
    expect(alerts.length).toBeGreaterThan(10);
    for (const alert of alerts) {
      expect(sectionOf(alert)).toMatch(/\*\*Means\*\* .*\*\*Look at\*\* .*\*\*Do\*\* /s);
      expect(rules).toContain(`runbook: docs/runbooks.md#${alert.toLowerCase()}\n`);
      for (const outcome of ['fires', 'is quiet']) expect(ruleTests).toContain(`name: ${alert} ${outcome}\n`);
    }
  });

  (hasPromtool ? test : test.skip)('fire when they should, and only then', () => {
    expect(promtool(['check', 'rules', rulesFile])).toBe('');
    expect(promtool(['test', 'rules', ruleTestsFile])).toBe('');
  });
});

describe('the dashboard', () => {
  test('asks for metrics that there are', () => {
    expect(queries.length).toBeGreaterThan(15);
    const names = queries.flatMap(({ title, expr }) => namesIn(expr).map((name) => ({ title, name })));
    expect(names.filter(({ name }) => !metricNames().has(name))).toEqual([]);
  });

  (hasPromtool ? test : test.skip)('asks what Prometheus understands', async () => {
    const recorded = queries.map(({ expr }, index) => ({ record: `panel:${index}`, expr }));
    const file = join(dataDir, 'dashboard.json');
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules: recorded }] }));
    expect(promtool(['check', 'rules', file])).toBe('');
  });
});
