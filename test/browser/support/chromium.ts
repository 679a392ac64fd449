import { execFileSync } from 'node:child_process';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Chromium is on this machine. Throws in CI where there is none: there the browser tests must not be left out. */
export const findChromium = (): string | undefined => {
  const path = pathOf('chromium');
  if (path === undefined) {
    if (process.env['CI'] === 'true') throw new Error('CI has no chromium, so the console is not tested: install it');
    process.stderr.write('NOTICE: no `chromium` on this machine, so the console is NOT tested in a browser\n');
  }
  return path;
};

const pathOf = (program: string): string | undefined => {
  try {
    return execFileSync('which', [program], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
};

export interface PageOptions extends BrowserContextOptions {
  /** It shows pages as the shell does, and knows notifications besides. */
  readonly isWholeBrowser?: boolean;
}

/** Chromium, and what its pages complained about: script errors, and what the Content-Security-Policy refused. */
export class TestBrowser {
  readonly complaints: string[] = [];
  /** Chromium without windows of its own: it takes half of the processor time. */
  private readonly shell = pathOf('chromium-headless-shell');
  private readonly launched = new Map<string, Promise<Browser>>();

  constructor(
    private readonly whole: string,
    private readonly openUrl: () => Promise<string>,
  ) {}

  /** Of a person who is signed in, unless `user` is undefined. */
  async page(user: string | undefined, { isWholeBrowser = false, ...options }: PageOptions = {}): Promise<Page> {
    const browser = await this.browser(isWholeBrowser ? this.whole : (this.shell ?? this.whole));
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    this.listen(context, page);
    await page.goto(await this.openUrl());
    if (user !== undefined) await signIn(page, user);
    return page;
  }

  async close(): Promise<void> {
    for (const browser of this.launched.values()) await (await browser).close();
  }

  private browser(executablePath: string): Promise<Browser> {
    const launched = this.launched.get(executablePath) ?? chromium.launch({ executablePath, args: ['--no-sandbox'] });
    this.launched.set(executablePath, launched);
    return launched;
  }

  private listen(context: BrowserContext, page: Page): void {
    context.on('weberror', (error) => this.complaints.push(error.error().message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|React/.test(message.text()))
        this.complaints.push(message.text());
    });
  }
}

/** At the provider too, which asks once more. */
export const signOut = async (page: Page): Promise<void> => {
  await page.locator('.account summary').click();
  const button = page.getByRole('button', { name: 'Sign out', exact: true });
  await button.click();
  await page.waitForURL('**/oidc/**');
  await button.click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
};

export const signIn = async (page: Page, user: string): Promise<void> => {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: user }).click();
  await page.getByRole('heading', { name: 'Projects', exact: true }).waitFor();
};
