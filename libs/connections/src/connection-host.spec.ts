import { describe, expect, test } from 'vitest';
import { connectionHost } from './connection-host.js';

describe('the host of a connection', () => {
  test.each([
    ['gitlab.example.org', 'gitlab.example.org'],
    ['GitLab.Example.org.', 'gitlab.example.org'],
    ['git.example.org:443', 'git.example.org'],
    ['git.example.org:8443', 'git.example.org:8443'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['127.0.0.1:3000', '127.0.0.1:3000'],
    ['[::1]:3000', '[::1]:3000'],
  ])('%s is written as its repositories have it', (text, host) => expect(connectionHost(text)).toBe(host));

  test.each([
    '',
    ' ',
    'https://git.example.org',
    'git.example.org/path',
    'user@git.example.org',
    'git.example.org\r\nX-Injected: 1',
    'git.example.org?x',
    'git.example.org#x',
    'a%00b',
    '-oProxyCommand=x',
    'git.example.org:99999',
    'git example.org',
    'x'.repeat(300),
  ])('%j is none', (text) => expect(connectionHost(text)).toBeUndefined());
});
