import { test } from '@jest/globals';
import { sessionRuntimeContract } from '../session-runtime.contract.js';
import { whyNoEngine } from './docker-engine.fixture.js';
import { dockerRuntimeUnderTest } from './docker-runtime.fixture.js';

const timeoutMs = 60_000;
const reason = whyNoEngine();

if (reason === undefined) {
  const setup = () => dockerRuntimeUnderTest(timeoutMs);
  sessionRuntimeContract('the Docker runtime at Podman', setup, { canClone: true, timeoutMs });
} else {
  console.warn(`SKIPPED: the Docker runtime at Podman: ${reason}.`);
  test.skip('the Docker runtime at Podman', () => undefined);
}
