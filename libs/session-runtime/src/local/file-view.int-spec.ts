import { sessionRuntimeContract } from '../session-runtime.contract.js';
import { hasProgram } from './has-program.fixture.js';
import { localRuntimeUnderTest } from './local-runtime.fixture.js';

const canClone = hasProgram('git');
if (!canClone) console.warn('Git is not installed: the tests that clone repositories are skipped.');

sessionRuntimeContract(
  'the local runtime with the file view',
  () => localRuntimeUnderTest({ jupyter: 'none' }, canClone),
  {
    canClone,
    canMount: false,
    canArchive: true,
  },
);
