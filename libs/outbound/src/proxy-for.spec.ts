import { describe, expect, test } from 'vitest';
import { proxyFor } from './proxy-for.js';

const proxy = 'http://proxy.intranet:3128';
const [http, https] = ['http://git.example.org/x.git', 'https://git.example.org/x.git'];

describe('Git asks through a proxy', () => {
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ['no variable', {}, http, undefined],
    ['http by http_proxy', { http_proxy: proxy }, http, proxy],
    ['https not by http_proxy', { http_proxy: proxy }, https, undefined],
    ['http not by HTTP_PROXY, which a CGI request could set', { HTTP_PROXY: proxy }, http, undefined],
    ['http not by https_proxy', { https_proxy: proxy, HTTPS_PROXY: proxy }, http, undefined],
    ['https by https_proxy', { https_proxy: proxy }, https, proxy],
    ['https by HTTPS_PROXY', { HTTPS_PROXY: proxy }, https, proxy],
    ['the lower case first', { https_proxy: 'http://lower', HTTPS_PROXY: proxy }, https, 'http://lower'],
    ['all by all_proxy', { all_proxy: proxy }, http, proxy],
    ['all by ALL_PROXY', { ALL_PROXY: proxy }, https, proxy],
    ['an empty variable is no proxy', { https_proxy: '', all_proxy: proxy }, https, undefined],
  ])('%s', (_, environment, url, expected) => {
    expect(proxyFor(new URL(url), environment)).toBe(expected);
  });

  test.each([
    ['*', http],
    ['example.org', http],
    ['.example.org', http],
    ['other.org, git.example.org', http],
    ['other.org GIT.EXAMPLE.ORG', http],
    ['git.example.org', 'http://git.example.org./'],
    ['10.0.0.0/8', 'http://10.1.2.3/'],
    ['10.1.2.3', 'http://10.1.2.3/'],
    ['::1', 'http://[::1]/'],
    ['[::1]', 'http://[::1]/'],
  ])('but for what no_proxy has: %s has %s', (list, url) => {
    expect(proxyFor(new URL(url), { all_proxy: proxy, no_proxy: list })).toBeUndefined();
    expect(proxyFor(new URL(url), { all_proxy: proxy, NO_PROXY: list })).toBeUndefined();
  });

  test.each([
    ['ample.org', http],
    ['git.example.org.uk', http],
    ['10.0.0.0/8', 'http://11.1.2.3/'],
    ['10.0.0.0/99', 'http://10.1.2.3/'],
    ['', http],
  ])('no_proxy has nothing else: %s has not %s', (list, url) => {
    expect(proxyFor(new URL(url), { all_proxy: proxy, no_proxy: list, NO_PROXY: '*' })).toBe(proxy);
  });
});
