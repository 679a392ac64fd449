import { describe, test } from 'vitest';
import { wantedKubeplane } from '../../../../test/support/kubeplane/wanted-kubeplane.js';
import { sessionRuntimeContract } from '../session-runtime.contract.js';
import { kubernetesRuntimeUnderTest } from './kubernetes-runtime.fixture.js';

const binary = wantedKubeplane();

if (binary === undefined)
  describe('the kubernetes runtime', () => {
    test.skip('needs a control plane: tools/kubeplane/build.sh ~/.cache/renku-sessions builds it', () => undefined);
  });
else
  sessionRuntimeContract('the kubernetes runtime', () => kubernetesRuntimeUnderTest(binary), {
    canClone: false,
    canMount: true,
    canArchive: false,
    timeoutMs: 60_000,
  });
