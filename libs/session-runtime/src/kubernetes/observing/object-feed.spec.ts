import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../../../test/support/until.js';
import { ApiError } from '../api/api-error.js';
import type { ApiObject } from '../api/api-object.js';
import type { KubernetesApi, WatchEvent } from '../api/kubernetes-api.js';
import { type Followed, ObjectFeed } from './object-feed.js';

const object = (name: string, version: number): ApiObject => ({
  metadata: { name, uid: name, resourceVersion: String(version) },
});
type Event = WatchEvent<ApiObject> | Error | 'end';
const event = (type: WatchEvent<ApiObject>['type'], name: string, version: number): Event => ({
  type,
  object: object(name, version),
});
const expired: Event = { type: 'ERROR', object: { ...object('', 0), code: 410, message: 'too old resource version' } };

/** An API server that lists and tells what it is told to. */
class ScriptedApi {
  lists = 0;
  objects: ApiObject[] = [];
  version = 10;
  failures: Error[] = [];
  /** Happens after the server has made its answer and before it is read. */
  onList = (): void => undefined;
  private readonly events: Event[] = [];
  private wake = (): void => undefined;

  async *list() {
    this.lists += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const page = await Promise.resolve({ items: this.objects, resourceVersion: String(this.version) });
    this.onList();
    yield page;
  }

  async *watch(_selection: unknown, _since: string, _seconds: number, signal: AbortSignal) {
    signal.addEventListener('abort', () => this.wake());
    while (!signal.aborted) {
      const next = this.events.shift();
      if (next === 'end') return;
      if (next instanceof Error) throw next;
      if (next !== undefined) yield next;
      else
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }

  tell(...events: readonly Event[]): void {
    this.events.push(...events);
    this.wake();
  }
}

describe('the feed of objects', () => {
  let api: ScriptedApi;
  let feed: ObjectFeed<ApiObject, Followed & { readonly clock: string }>;
  let clock: string;
  let told: string[];
  let errors: unknown[];

  beforeEach(() => {
    api = new ScriptedApi();
    [told, errors] = [[], []];
    clock = 'now';
  });
  afterEach(() => feed.close());

  async function begun(...objects: readonly ApiObject[]): Promise<void> {
    api.objects = [...objects];
    feed = new ObjectFeed(api as unknown as KubernetesApi, {
      selection: { resource: 'pods' },
      project: ({ metadata: { name, resourceVersion } }) => ({ name, resourceVersion, clock }),
      onChange: ({ name, resourceVersion }) => {
        told.push(`${name} ${resourceVersion}`);
        if (name === 'bad') throw new Error('It cannot be read.');
      },
      onGone: ({ name }) => told.push(`${name} gone`),
      onError: (error) => errors.push(error),
    });
    await feed.synced;
  }
  const untilTold = (what: string) => until(what, () => told.includes(what));

  test('begins with what exists, and goes on with each change', async () => {
    await begun(object('a', 5));
    api.tell(event('MODIFIED', 'a', 11), event('ADDED', 'b', 12), event('DELETED', 'a', 13));
    await untilTold('a gone');
    expect(told).toEqual(['a 5', 'a 11', 'b 12', 'a gone']);
    expect([...feed.known.keys()]).toEqual(['b']);
  });

  test('goes on after a cut, and tells what happened meanwhile', async () => {
    await begun(object('a', 5), object('b', 6));
    [api.objects, api.version] = [[object('b', 14), object('c', 15)], 20];
    api.tell(new TypeError('other side closed'));
    await untilTold('a gone');
    expect(told).toEqual(['a 5', 'b 6', 'b 14', 'c 15', 'a gone']);
    expect(errors).toHaveLength(1);
    api.tell(event('MODIFIED', 'c', 21));
    await untilTold('c 21');
  });

  test('believes a list of a store that was restored: what is not in it is gone, whatever its version', async () => {
    await begun(object('a', 500), object('b', 600));
    [api.objects, api.version] = [[object('a', 40)], 50];
    api.tell(new TypeError('other side closed'));
    await untilTold('b gone');
    expect(told).toEqual(['a 500', 'b 600', 'a 40', 'b gone']);
    api.tell(event('MODIFIED', 'a', 51));
    await untilTold('a 51');
  });

  test('keeps what was noted while the list was under way', async () => {
    await begun(object('a', 5));
    [api.objects, api.version] = [[object('a', 5)], 20];
    api.onList = () => {
      feed.note(object('a', 21));
      feed.note(object('b', 22));
      feed.note(object('c', 19));
    };
    api.tell(new TypeError('other side closed'));
    await untilTold('c gone');
    expect(told).toEqual(['a 5', 'a 21', 'b 22', 'c 19', 'c gone']);
  });

  test('lists anew where the server has forgotten its version, which is nothing to report', async () => {
    await begun();
    [api.objects, api.version] = [[object('a', 14)], 20];
    api.tell(expired);
    await untilTold('a 14');
    expect([api.lists, errors]).toEqual([2, []]);
  });

  test('goes on where the server ends the watch, without another list', async () => {
    await begun();
    api.tell('end', event('ADDED', 'a', 11));
    await untilTold('a 11');
    expect([api.lists, errors]).toEqual([1, []]);
  });

  test('never stops for good', async () => {
    await begun();
    api.failures = [
      new ApiError(401, '', 'Unauthorized'),
      new ApiError(500, '', 'etcd'),
      new TypeError('fetch failed'),
    ];
    [api.objects, api.version] = [[object('a', 14)], 20];
    api.tell(new Error('ECONNRESET'));
    await untilTold('a 14');
    expect(errors).toHaveLength(4);
  });

  test('goes on where a listener throws', async () => {
    await begun();
    api.tell(event('ADDED', 'bad', 11), event('ADDED', 'good', 12));
    await untilTold('good 12');
    expect(errors).toMatchObject([{ message: 'It cannot be read.' }]);
  });

  test('takes nothing old for new, however late it is told', async () => {
    await begun();
    feed.note(object('a', 15));
    api.tell(event('ADDED', 'a', 12), event('DELETED', 'a', 14), event('BOOKMARK', '', 16), event('ADDED', 'b', 17));
    await untilTold('b 17');
    expect(told).toEqual(['a 15', 'b 17']);
  });

  test('judges anew what is listed or asked for again, though it has not changed: time has passed', async () => {
    await begun(object('a', 5));
    clock = 'later';
    expect(feed.note(object('a', 5))).toMatchObject({ clock: 'later' });
    clock = 'much later';
    api.tell(new TypeError('other side closed'));
    await until('it is listed again', () => api.lists === 2 && feed.known.get('a')?.clock === 'much later');
  });

  test('does not drop what came while it was asked for, or has changed since', async () => {
    await begun(object('a', 5));
    const asked = feed.known.get('a')!;
    api.tell(event('DELETED', 'a', 11), event('ADDED', 'a', 12));
    await untilTold('a 12');
    feed.noteAbsent(asked);
    expect(feed.known.get('a')).toMatchObject({ resourceVersion: '12' });
    feed.noteAbsent(feed.known.get('a')!);
    expect(feed.known.has('a')).toBe(false);
  });

  test('does not bring back what was deleted before its own answer came', async () => {
    await begun();
    api.tell(event('ADDED', 'a', 11), event('DELETED', 'a', 12));
    await untilTold('a gone');
    feed.note(object('a', 11));
    expect(feed.known.has('a')).toBe(false);
  });
});
