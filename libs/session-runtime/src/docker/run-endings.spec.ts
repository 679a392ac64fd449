import { describe, expect, test } from 'vitest';
import type { DockerInstallation } from './docker-installation.js';
import { RunEndings } from './run-endings.js';

const key = { launchId: 'launch', run: 1 };

/** An ending whose steps are noted, of a run whose start stops when it is told to. */
function ending() {
  const steps: string[] = [];
  const step = (name: string) => (): Promise<void> => Promise.resolve(void steps.push(name));
  const here = {
    staging: { leave: step('leave') },
    containers: { stop: step('stop'), removeNetwork: step('network'), nameOf: () => 'name' },
    notes: { forget: (kind: string) => step(`forget ${kind}`)() },
  } as unknown as DockerInstallation;
  let letStop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    letStop = resolve;
  });
  const onError = (error: unknown): void => expect(error).toBeUndefined();
  const endings = new RunEndings({
    ...{ here: () => Promise.resolve(here), onChange: () => undefined, onError, graceMs: 1 },
    stopStart: () => {
      steps.push('told the start');
      return stopped;
    },
  });
  endings.begin(key);
  return { steps, endings, letStop };
}

describe('the ending of a run whose start goes on', () => {
  test('waits for it only with what a start would make anew, and with saying that the run is gone', async () => {
    const { steps, endings, letStop } = ending();
    await new Promise(setImmediate);
    expect(steps).toEqual(['told the start', 'leave', 'stop']);
    letStop();
    await endings.close();
    expect(steps.slice(3, 5)).toEqual(['stop', 'network']);
    expect(steps.slice(5)).toEqual(['forget run', 'forget ready', 'forget failed', 'forget ending']);
  });
});
