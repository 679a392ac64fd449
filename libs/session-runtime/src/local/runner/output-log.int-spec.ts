import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OutputLog } from './output-log.js';

const full = '/dev/full';

(existsSync(full) ? test : test.skip)('what a session prints onto a full disk is lost, and the session goes on', () => {
  const log = new OutputLog(full);
  expect(() => log.write('one line\n')).not.toThrow();
  log.close();
});
