import { describe, expect, test } from 'vitest';
import { type OutboundRequest, UnreachableError } from '#libs/outbound';
import { TokenCheck } from './token-check.js';

type Answers = (request: OutboundRequest) => number | { readonly status: number; readonly url: string } | Error;

const host = 'git.example.org';
const repository = `https://${host}/lab/private.git`;

const check = async (given: Partial<Parameters<TokenCheck['check']>[0]>, answers: Answers) => {
  const asked: OutboundRequest[] = [];
  const tokens = new TokenCheck((request) => {
    asked.push(request);
    const said = answers(request);
    if (said instanceof Error) return Promise.reject(said);
    const { status, url } = typeof said === 'number' ? { status: said, url: request.url } : said;
    return Promise.resolve({ url, status, header: () => undefined, body: Buffer.alloc(0) });
  });
  return { ...(await tokens.check({ host, token: 't0ken', ...given })), asked };
};

/** As a private repository answers to who has no token, and to who has one. */
const privately =
  (withToken: number | { readonly status: number; readonly url: string }): Answers =>
  ({ headers }) =>
    headers?.['authorization'] === undefined ? 401 : withToken;

describe('a token, when it is given', () => {
  test('works where it opens a repository that is closed to everybody', async () => {
    const { state, asked } = await check({ repository, username: 'grace' }, privately(200));
    expect(state).toBe('works');
    const url = `${repository}/info/refs?service=git-upload-pack`;
    const authorization = `Basic ${Buffer.from('grace:t0ken').toString('base64')}`;
    expect(asked).toEqual([{ url }, { url, headers: { authorization } }]);
  });

  test.each([
    [401, 'refused', 'Make a new one'],
    [403, 'refused', 'Make a new one'],
    [404, 'refused', 'shows this token no repository'],
    [503, 'unchecked', 'answered with status 503'],
  ] as const)('that gets status %i is %s, with what to do', async (status, state, advice) => {
    const found = await check({ repository }, privately(status));
    expect(found).toMatchObject({ state, advice: expect.stringContaining(advice) });
  });

  test('is not called good by another host, to which its own leads', async () => {
    const found = await check({ repository }, privately({ status: 200, url: 'https://login.example.org/' }));
    expect(found.state).toBe('unchecked');
  });

  test('is not tried on a public repository, which shows itself to any', async () => {
    const { state, advice, asked } = await check({ repository }, () => 200);
    expect([state, asked.length]).toEqual(['unchecked', 1]);
    expect(advice).toContain('is public');
  });

  test.each([
    ['github.com', 'https://api.github.com/user'],
    ['gitlab.com', 'https://gitlab.com/api/v4/user'],
    ['codeberg.org', 'https://codeberg.org/api/v1/user'],
  ])('for %s is tried where that host says whose it is', async (known, url) => {
    const { state, asked } = await check({ host: known }, () => 200);
    expect([state, asked.map((request) => request.url)]).toEqual(['works', [url]]);
    expect((await check({ host: known }, () => 401)).state).toBe('refused');
    expect((await check({ host: known }, () => 403)).state).toBe('unchecked');
  });

  test('for any other host is sent nowhere, and said to be unchecked', async () => {
    const { state, advice, asked } = await check({}, () => 200);
    expect([state, asked]).toEqual(['unchecked', []]);
    expect(advice).toContain('Name one of your private repositories');
  });

  test('is unchecked where its host does not answer', async () => {
    expect(await check({ repository }, () => new UnreachableError(repository))).toMatchObject({
      ...{ state: 'unchecked', advice: expect.stringContaining('did not answer') },
    });
  });
});
