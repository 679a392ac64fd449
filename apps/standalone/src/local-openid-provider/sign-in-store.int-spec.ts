import { appendFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '#libs/event-sourcing/testing';
import { SignInStore } from './sign-in-store.js';

const hour = 3600;
let dataDir: string;
let file: string;
let logged: unknown[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sign-in-store-'));
  file = join(dataDir, 'identity', 'sign-ins.jsonl');
  logged = [];
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = () => SignInStore.open(dataDir, (event) => logged.push(event));
const payload = (number: number) => ({ number, padding: 'x'.repeat(1000) });
const sizeOf = async (): Promise<number> => (await stat(file)).size;

describe('sign-ins', () => {
  test('are kept across a restart, with what was changed and deleted', async () => {
    const store = await open();
    store.set('Session', 'kept', payload(1), hour);
    store.set('Session', 'changed', payload(1), hour);
    store.set('Session', 'deleted', payload(1), hour);
    store.set('Session', 'expired', payload(1), 0);
    store.replace('Session', 'changed', payload(2));
    store.delete('Session', 'deleted');
    await store.close();
    const again = await open();
    const numbers = ['kept', 'changed', 'deleted', 'expired'].map((id) => again.get('Session', id)?.['number']);
    expect(numbers).toEqual([1, 2, undefined, undefined]);
    await again.close();
  });

  test('are written one by one: the file does not grow with what is in it', async () => {
    const store = await open();
    for (let number = 0; number < 500; number++) store.set('Session', `s${number}`, payload(number), hour);
    await until('all are written', async () => (await readFile(file, 'utf8')).includes('s499'));
    const { ino } = await stat(file);
    const size = await sizeOf();
    store.set('Session', 'one more', payload(500), hour);
    await store.close();
    expect((await sizeOf()) - size).toBeLessThan(1200);
    expect((await stat(file)).ino).toBe(ino);
  });

  test('that are over leave the file, before there is more of them than of the others', async () => {
    const store = await open();
    for (let number = 0; number < 10_000; number++) store.set('Session', 'the same', payload(number), hour);
    await store.close();
    expect(await sizeOf()).toBeLessThan(2_500_000);
    const again = await open();
    expect(again.get('Session', 'the same')?.['number']).toBe(9_999);
    await again.close();
    expect(await sizeOf()).toBeLessThan(1200);
  });

  test('that are pending are in memory alone: who only begins leaves nothing behind', async () => {
    const store = await open();
    store.set('Interaction', 'pending', payload(1), hour);
    store.set('Session', 'there', payload(1), hour);
    await store.close();
    expect(store.get('Interaction', 'pending')?.['number']).toBe(1);
    expect(await readFile(file, 'utf8')).not.toContain('pending');
  });

  test.each(['Interaction', 'Session'])('of one kind are 1,000 at most, the oldest goes first: %s', async (kind) => {
    const store = await open();
    for (let number = 0; number < 3000; number++) store.set(kind, String(number), payload(number), hour);
    const kept = Array.from({ length: 3000 }, (_, number) => store.get(kind, String(number))).filter(Boolean);
    expect(kept.map((one) => one?.['number'])).toEqual(Array.from({ length: 1000 }, (_, index) => 2000 + index));
    await store.close();
    const again = await open();
    expect(again.get(kind, '0')).toBeUndefined();
    await again.close();
  });

  test('that have expired go before those that count', async () => {
    const store = await open();
    store.set('Session', 'counts', payload(1), hour);
    for (let number = 0; number < 1000; number++) store.set('Session', String(number), payload(number), 0);
    expect(store.get('Session', 'counts')?.['number']).toBe(1);
    await store.close();
  });

  describe('that were revoked while the file could not be written', () => {
    const kept = () => `${file}.kept`;
    let store: SignInStore;

    beforeEach(async () => {
      store = await open();
      store.set('RefreshToken', 'revoked', payload(1), hour);
      await store.close();
      await rename(file, kept());
      await mkdir(file);
      store.delete('RefreshToken', 'revoked');
      await until('that is said', () => logged.length > 0);
      expect(logged).toEqual([expect.objectContaining({ level: 'error', msg: 'sign-ins-not-saved' })]);
      await rm(file, { recursive: true });
      await rename(kept(), file);
    });

    const isThereAfterRestart = async () => {
      const again = await open();
      const found = again.get('RefreshToken', 'revoked');
      await again.close();
      return found !== undefined;
    };

    test('are revoked after a restart, once something else is written', async () => {
      store.set('Session', 'next', payload(2), hour);
      await until('it is written', async () => (await readFile(file, 'utf8')).includes('next'));
      expect(await isThereAfterRestart()).toBe(false);
    });

    test('are revoked after a restart, where the file can be written at the end', async () => {
      await store.close();
      expect(await isThereAfterRestart()).toBe(false);
    });
  });

  test('of an earlier version do not stay on disk', async () => {
    await (await open()).close();
    const earlier = join(dataDir, 'identity', 'sign-ins.json');
    await writeFile(earlier, '{"RefreshToken":{}}');
    await (await open()).close();
    await expect(stat(earlier)).rejects.toThrow('ENOENT');
  });

  test('of lines that cannot be read are forgotten, alone, and that is said', async () => {
    const store = await open();
    store.set('Session', 'kept', payload(1), hour);
    await store.close();
    await appendFile(file, '["Session","torn",{"payl');
    const again = await open();
    again.set('Session', 'next', payload(2), hour);
    await again.close();
    expect(logged).toEqual([expect.objectContaining({ level: 'warn', msg: 'sign-ins-unreadable', lines: 1 })]);
    const last = await open();
    expect(['kept', 'torn', 'next'].map((id) => last.get('Session', id)?.['number'])).toEqual([1, undefined, 2]);
    await last.close();
    expect(logged).toHaveLength(1);
  });
});
