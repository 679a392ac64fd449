/** As much of a browser as signing in needs: cookies by host and path, redirects one by one, forms. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const { hostname, pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([key, { path }]) => key.startsWith(`${hostname} `) && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.slice(hostname.length + 1)}=${value}`)
      .join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    headers.set('accept', 'text/html');
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.remember(hostname, line);
    return answer;
  }

  /** Follows redirects until an address that `isEnd` recognises, which is not asked for, or a page. */
  async navigate(
    url: string,
    isEnd: (url: string) => boolean,
    init?: RequestInit,
  ): Promise<{ url: string; page?: Response }> {
    const answer = await this.request(url, init);
    const location = answer.headers.get('location');
    if (location === null) return await this.#arrive(url, isEnd, answer);
    await answer.body?.cancel();
    const next = new URL(location, url).href;
    return isEnd(next) ? { url: next } : await this.navigate(next, isEnd);
  }

  submit(url: string, isEnd: (url: string) => boolean, fields: Record<string, string>, origin = new URL(url).origin) {
    return this.navigate(url, isEnd, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });
  }

  /** A page that is nothing but a form which submits itself is a redirect, too. */
  async #arrive(
    url: string,
    isEnd: (url: string) => boolean,
    page: Response,
  ): Promise<{ url: string; page?: Response }> {
    const html = await page.clone().text();
    const action = /<form method="post" action="([^"]+)">/.exec(html)?.[1];
    if (action === undefined || !html.includes('.submit()')) return { url, page };
    const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    const fields = Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value]));
    return await this.submit(action, isEnd, fields);
  }

  /** A cookie as a server of that host sets it. */
  remember(hostname: string, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/';
    const expired = attributes.some((a) => a.startsWith('expires=') && Date.parse(a.slice(8)) <= Date.now());
    if (expired) this.#cookies.delete(`${hostname} ${name}`);
    else this.#cookies.set(`${hostname} ${name}`, { value: pair.slice(pair.indexOf('=') + 1), path });
  }
}
