import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CatalogType } from '@lingui/conf';
import { formatter } from '@lingui/format-po';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const committed = join(root, 'apps/console/locales');

const catalogueIn = async (folder: string, locale: string): Promise<CatalogType> => {
  const filename = join(folder, `${locale}.po`);
  return formatter().parse(await readFile(filename, 'utf8'), { locale, sourceLocale: 'en', filename });
};

const messagesIn = (catalogue: CatalogType): string[] =>
  Object.values(catalogue)
    .map(({ message = '', context }) => [message, context].join('\n'))
    .toSorted();

/** What a message is filled with: values, choices by a number or a word, and elements of the page. */
const partsOf = (message: string): string[] => {
  const parts = new Set<string>();
  const collect = (token: CompiledMessage[number]): void => {
    if (typeof token === 'string') for (const [tag] of token.matchAll(/<\/?\d+\/?>/g)) parts.add(tag);
    else {
      const [name, kind, choices] = token;
      parts.add([name, kind].join(' '));
      for (const choice of Object.values(choices ?? {})) if (Array.isArray(choice)) choice.forEach(collect);
    }
  };
  for (const token of compileMessage(message)) collect(token);
  return [...parts].toSorted();
};

describe('the words of the console', () => {
  let extracted: string;
  beforeAll(async () => {
    extracted = await mkdtemp(join(tmpdir(), 'console-locales-'));
    await cp(committed, extracted, { recursive: true });
    const lingui = join(root, 'node_modules/@lingui/cli/dist/lingui.js');
    // in one thread: each loads the compiler for itself, and other specs have use for the processors
    const parameters = [lingui, 'extract', '--config', 'apps/console/lingui.config.js', '--clean', '--workers', '1'];
    await promisify(execFile)(process.execPath, parameters, {
      cwd: root,
      env: { ...process.env, CONSOLE_LOCALES: extracted },
    });
  }, 120_000);
  afterAll(() => rm(extracted, { recursive: true }));

  test.each(['en', 'de'])('are those of the sources in %s.po: else `npm run messages`', async (locale) => {
    const inSources = messagesIn(await catalogueIn(extracted, locale));
    expect(inSources.length).toBeGreaterThan(0);
    expect(messagesIn(await catalogueIn(committed, locale))).toEqual(inSources);
  });

  test('are all there in German, with what they are filled with', async () => {
    const german = Object.values(await catalogueIn(committed, 'de'));
    const missing = german.filter(({ translation }) => translation === '').map(({ message }) => message);
    expect(missing).toEqual([]);
    const filledOtherwise = german.filter(
      ({ message = '', translation }) => partsOf(translation).join() !== partsOf(message).join(),
    );
    expect(filledOtherwise.map(({ translation }) => translation)).toEqual([]);
  });
});
