import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const directory = fileURLToPath(new URL('../.github/workflows/', import.meta.url));
const read = (name: string): string => readFileSync(`${directory}${name}`, 'utf8');

describe('a workflow', () => {
  test.each(readdirSync(directory))('%s names the actions of others by commit, with their version', (name) => {
    const used = [...read(name).matchAll(/uses: (?!\.\/)(.+)$/gm)].map(([, action = '']) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('that releases has passed everything before, and may write only then', () => {
    const [before = '', release = ''] = read('release.yml').split(/^ {2}release:$/m);
    expect(before).toMatch(/^ {2}ci:\n {4}uses: \.\/\.github\/workflows\/ci\.yml$/m);
    expect(read('ci.yml')).toMatch(/^ {2}workflow_call:$/m);
    expect(release).toMatch(/^ {4}needs: ci$/m);
    expect(before).not.toMatch(/: write$/m);
  });
});
