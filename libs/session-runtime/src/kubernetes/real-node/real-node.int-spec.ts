import { describe, test } from 'vitest';
import { findRealNode } from '../../../../../test/support/real-node/find-real-node.js';
import { sessionRuntimeContract } from '../../session-runtime.contract.js';
import { realNodeRuntimeUnderTest } from './real-node-runtime.fixture.js';

const parts = findRealNode();

if (parts === undefined)
  describe('the kubernetes runtime on a real node', () => {
    test.skip('needs one: test/real-node/run.sh ~/.cache/renku-sessions runs this with it', () => undefined);
  });
else
  sessionRuntimeContract('the kubernetes runtime on a real node', () => realNodeRuntimeUnderTest(parts), {
    canClone: true,
    // its session's program reads no files: what a pod is told is shown on the control plane
    canMount: false,
    canArchive: false,
    timeoutMs: 60_000,
  });
