import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchA, TestGateway } from './gateway.fixture.js';
import { startUpstream, type Upstream } from './upstream.fixture.js';

/** As Node shows the bytes of a header: each is a character. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

let tested: TestGateway;
let session: Upstream;
beforeAll(async () => {
  tested = await new TestGateway().start();
  session = await startUpstream((_, response) => {
    response.writeHead(200, { 'content-disposition': bytesOf('attachment; filename="Messgrößen.csv"') });
    response.end(Buffer.from('1,2\n')); // Node writes the headers before a string as UTF-8
  });
  tested.serve(launchA, session.origin);
});
afterAll(async () => {
  await tested.gateway.close({ drainMs: 0 });
  await session.close();
});

test.each(['GET', 'HEAD'])(
  'a %s is answered with the bytes of the session’s headers, such as the name of a download',
  async (method) => {
    const { headers } = await tested.ask({ method, headers: { cookie: await tested.cookie() } });
    expect(headers['content-disposition']).toBe(bytesOf('attachment; filename="Messgrößen.csv"'));
  },
);
