import { describe, expect, test } from 'vitest';
import { CodeHosts } from './code-hosts.js';

const hosts = (...said: readonly object[]): CodeHosts => CodeHosts.parse(JSON.stringify(said));
const problems = (text: string): string => {
  try {
    CodeHosts.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the code hosts of an installation', () => {
  test('where nothing is said, GitLab’s own is known', () => {
    expect(new CodeHosts().of('https://gitlab.com/g/r')?.registry).toBe('registry.gitlab.com');
    expect(new CodeHosts().of('https://gitlab.com.example.org/g/r')).toBeUndefined();
  });

  test('the one with the longest address is meant', () => {
    const known = hosts(
      { url: 'https://git.example', registry: 'a.example' },
      { url: 'https://git.example/lab/', registry: 'b.example' },
    );
    expect(known.of('https://git.example/lab/r')?.registry).toBe('b.example');
    expect(known.of('https://git.example/laboratory/r')?.registry).toBe('a.example');
  });

  test('its address is meant however it is written', () => {
    const known = hosts({ url: 'HTTPS://Git.Example:443/Lab/', registry: 'a.example' });
    expect(known.of('https://git.example/Lab/r')?.registry).toBe('a.example');
  });

  test.each([
    ['a signing token that is no key', { hookSecret: 'whsec_!!!!!!!!!!!!!!!!' }, '0.hookSecret'],
    [
      'a signing token that is too short',
      { hookSecret: `whsec_${Buffer.from('short').toString('base64')}====` },
      '0.hookSecret',
    ],
    ['a registry of one word, by which images of Docker Hub are meant', { registry: 'registry' }, '0.registry'],
    ['nothing of the commit', { tag: 'sha-{commit:0}' }, '0.tag'],
  ])('%s is refused', (_, said, where) => {
    expect(problems(JSON.stringify([{ url: 'https://a', registry: 'r.example', ...said }]))).toContain(where);
  });

  test('what is wrong is said with its place, and without a secret', () => {
    expect(problems('{')).toContain('it is not JSON');
    const said = problems(
      JSON.stringify([{ url: 'https://a:hush@b', registry: 'https://r', tag: 'latest', hookSecret: 'short and hush' }]),
    );
    expect(said).toContain('0.url: has to be an address');
    expect(said).toContain('0.registry: has to be host or host:port');
    expect(said).toContain('0.tag: has to name the commit or the branch');
    expect(said).toContain('0.hookSecret: has to have 16 characters');
    expect(said).not.toContain('hush');
  });
});
