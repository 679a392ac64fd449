import { createHmac } from 'node:crypto';
import fc from 'fast-check';

/** A hook as somebody sends it, and whether it is one that is to be believed. */
export interface SentHook {
  readonly path: 'gitlab' | 'registry';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly isGood: boolean;
}

const BODY_LIMIT = 64 * 1024;

/** As their documentation has them. */
const known: readonly object[] = [
  { events: [{ action: 'push', target: { repository: 'lab/analysis', tag: 'latest', mediaType: 'x' } }] },
  { object_kind: 'pipeline', project: { git_http_url: 'https://git.example/lab/analysis.git' }, builds: [{ id: 1 }] },
  { ref: 'refs/heads/main', repository: { clone_url: 'https://git.example/lab/analysis.git' }, commits: [] },
  { type: 'PUSH_ARTIFACT', event_data: { repository: { repo_full_name: 'lab/analysis' }, resources: [] } },
  { push_data: { tag: 'latest' }, repository: { repo_name: 'lab/analysis' } },
  { repository: 'lab/analysis', docker_url: 'quay.example/lab/analysis', updated_tags: ['latest'] },
];

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>('', '\u0000', '../../etc/passwd', '$where', 'x'.repeat(10_000), '\ud800', 'https://[::1]/', {
    $gt: '',
  }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

/** One value of a shape is another, somewhere. */
const changed = (shape: unknown, path: readonly number[], value: unknown): unknown => {
  const [turn, ...rest] = path;
  if (turn === undefined || typeof shape !== 'object' || shape === null) return value;
  const entries = Object.entries(shape);
  const chosen = entries[turn % Math.max(1, entries.length)];
  if (chosen === undefined) return value;
  const next = changed(chosen[1], rest, value);
  if (Array.isArray(shape)) return shape.map((one, index) => (String(index) === chosen[0] ? next : one) as unknown);
  return { ...shape, [chosen[0]]: next };
};

const mutated = fc
  .tuple(fc.constantFrom(...known), fc.array(fc.nat(9), { maxLength: 5 }), strange)
  .map(([shape, path, value]) => Buffer.from(JSON.stringify(changed(shape, path, value))));

const many = fc.nat(2_000).map((count) => Buffer.from(JSON.stringify({ events: Array(count).fill(known[0]) })));

const body: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: mutated },
  { weight: 2, arbitrary: fc.constantFrom(...known).map((shape) => Buffer.from(JSON.stringify(shape))) },
  { weight: 1, arbitrary: many },
  { weight: 1, arbitrary: fc.nat(30_000).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))) },
  {
    weight: 1,
    arbitrary: fc.nat(8_000).map((depth) => Buffer.from(`${'{"events":'.repeat(depth)}1${'}'.repeat(depth)}`)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.tuple(mutated, fc.nat(100)).map(([whole, cut]) => whole.subarray(0, cut)) },
  { weight: 1, arbitrary: fc.constant(Buffer.from(JSON.stringify({ events: ['x'.repeat(1024 * 1024)] }))) },
);

type Proof = (body: Buffer, secret: string) => Readonly<Record<string, string>>;

const hmac = (secret: string, signed: Buffer | string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(signed).digest(encoding);

const standard =
  (at: number): Proof =>
  (of, secret) => ({
    ...{ 'webhook-id': 'm', 'webhook-timestamp': String(at) },
    'webhook-signature': `v1,${hmac(secret, `m.${at}.${of.toString()}`, 'base64')}`,
  });

const proofs: readonly Proof[] = [
  (_, secret) => ({ 'x-gitlab-token': secret }),
  (_, secret) => ({ authorization: `Bearer ${secret}` }),
  (_, secret) => ({ authorization: `Basic ${Buffer.from(`hook:${secret}`).toString('base64')}` }),
  (of, secret) => ({ 'x-hub-signature-256': `sha256=${hmac(secret, of.toString(), 'hex')}` }),
  (of, secret) => ({ 'x-gitea-signature': hmac(secret, of.toString(), 'hex') }),
  (of, secret) => standard(Math.round(Date.now() / 1000))(of, secret),
];

/** Of somebody who overheard, guesses, or sends whatever comes to mind. */
const lies: readonly Proof[] = [
  () => ({}),
  (of) => proofs[0]?.(of, 'another secret of somebody') ?? {},
  (of) => proofs[3]?.(of, 'another secret of somebody') ?? {},
  (of) => proofs[5]?.(of, 'another secret of somebody') ?? {},
  (of, secret) => ({ 'x-hub-signature-256': `sha256=${hmac(secret, `${of.toString()} `, 'hex')}` }),
  standard(Math.round(Date.now() / 1000) - 3_600),
  () => ({ authorization: 'Basic', 'x-gitlab-token': '' }),
  () => ({ authorization: `Bearer ${'x'.repeat(4_000)}` }),
  () => ({ 'webhook-id': 'm', 'webhook-timestamp': '1e999', 'webhook-signature': 'v1, v1,, v2,x' }),
  () => ({ 'x-hub-signature-256': 'sha256=', 'x-gitea-signature': '\u00ff\u00e9' }),
];

const goodTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/vnd.docker.distribution.events.v1+json',
];
const otherTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'nonsense',
  'a/b;',
];

const chosen = <T>(good: readonly T[], bad: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...good).map((value) => ({ value, isGood: true })) },
    { weight: 1, arbitrary: fc.constantFrom(...bad).map((value) => ({ value, isGood: false })) },
  );

/** Hooks that know the secret, and some that do not. */
export const hooksWith = (secret: string, seed: number, count: number): readonly SentHook[] =>
  fc.sample(
    fc
      .tuple(
        fc.constantFrom('gitlab' as const, 'registry' as const),
        body,
        chosen(proofs, lies),
        chosen(goodTypes, otherTypes),
      )
      .map(([path, sent, proof, type]) => ({
        ...{ path, body: sent },
        headers: { 'content-type': type.value, ...proof.value(sent, secret) },
        isGood: proof.isGood && type.isGood && sent.length <= BODY_LIMIT,
      })),
    { seed, numRuns: count },
  );
