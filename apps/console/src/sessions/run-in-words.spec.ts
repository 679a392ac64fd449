import { expect, test } from 'vitest';
import { runInWords } from './run-in-words.js';

test.each([
  [undefined, 'as the image says'],
  [{}, 'as the image says'],
  [{ command: ['start.sh', 'a b', ''], port: 8888 }, 'port: 8888; command: start.sh "a b" ""'],
  [{ landingPath: '/lab', frontEnd: 'jupyter' as const }, 'in the browser: JupyterLab; opens at: /lab'],
  [{ args: ['-x'], user: '1000:100', workingDir: '/work' }, 'user: 1000:100; working directory: /work; arguments: -x'],
])('%j is told as “%s”', (run, words) => {
  expect(runInWords(run)).toBe(words);
});
