import { expect, test } from 'vitest';
import { StartProgress } from './start-progress.js';

const run = { launchId: 'launch', run: 1 };

test('a start that is tried again tells that it waits, and what is new to it', () => {
  const progress = new StartProgress();
  const now = () => [progress.of(run)?.phase, progress.of(run)?.detail];
  expect(progress.of(run)).toBeUndefined();
  progress.tell(run, 'pulling', '1 of 2 MB');
  progress.tell(run, 'disk');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    progress.wait(run, 'waiting');
    expect(now()).toEqual(['disk', 'waiting']);
    progress.tell(run, 'pulling');
    progress.tell(run, 'disk');
    expect(now()).toEqual(['disk', 'waiting']);
  }
  progress.tell(run, 'starting');
  expect(now()).toEqual(['starting', undefined]);
  progress.tell(run, 'disk'); // its port was taken meanwhile
  expect(now()).toEqual(['disk', undefined]);
  progress.wait(run, 'waiting');
  progress.tell(run, 'pulling', '2 of 2 MB');
  expect(now()).toEqual(['pulling', '2 of 2 MB']);
});
