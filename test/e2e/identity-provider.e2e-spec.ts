import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { System } from './support/system.js';

describe('an identity provider that is not there when the API starts', () => {
  let port: number;
  let issuer: string;
  let system: System;
  beforeAll(async () => {
    port = await freePort();
    issuer = `http://127.0.0.1:${port}`;
    system = await System.start({ OIDC_ISSUER: issuer });
  });
  afterAll(() => system.remove());

  test('is named to operators, with what to do, until it comes', async () => {
    const address = `${issuer}/.well-known/openid-configuration`;
    // on a busy machine it may not be known yet that nobody answers, and a store may take longer than a check waits
    const problem = await until('it is known why, and it is ready all the same', async () => {
      const { status, body } = await system.readiness();
      return status === 200 && body.problems.find(({ detail }) => detail.includes(address));
    });
    expect(problem).toMatchObject({
      check: 'identity-provider',
      status: 'degraded',
      advice: expect.stringContaining('OIDC_ISSUER'),
    });
    await until('the log says so', () => /identity provider is not there/.test(system.program.stderr));

    const discovery = JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` });
    const provider = createServer((_, response) => response.end(discovery)).listen(port, '127.0.0.1');
    await once(provider, 'listening');
    await until('it is found', async () => (await system.readiness()).body.problems.length === 0);
    provider.close().closeAllConnections();
  });
});
