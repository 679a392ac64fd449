import { expect, test } from 'vitest';
import { launchName } from './launch-name.js';

test.each([
  ['its session’s', { sessionName: 'Lab', projectName: 'Rivers' }, 'Lab'],
  ['that its session is gone', { projectName: 'Rivers' }, 'a session that was removed'],
  // left, removed from it, or it is private now
  ['that its project is out of sight', {}, 'a session of a project that you cannot see any more'],
])('a launch has a name: %s', (_, launch, name) => {
  expect(launchName(launch)).toBe(name);
});
