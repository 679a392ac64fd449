import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Event, type Evolver, fold, isRejection, type Recorded } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { type ImagesEvent, newestOf, repositoryImages } from '#libs/images';
import { built } from '../../../images/src/images.fixture.js';
import { recordImage } from '../../../images/src/write/record-image.js';
import { inbox } from '../inbox.js';
import { raiseNotification } from '../write/raise-notification.js';
import { whenImageAvailableThenNotify } from './when-image-available-then-notify.js';

type Built = ReturnType<typeof built>;

const sessionId = '7d1a1c7e-0000-4000-8000-000000000011';
const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
const decider = { commandId: 'c', actor: 'system:spec' };

/** A stream of a spec. */
class Stream<State, E extends Event> {
  events: Recorded<E>[] = [];

  constructor(private readonly evolver: Evolver<State, E>) {}

  get state(): State {
    return fold(this.evolver, this.events);
  }

  append(decision: readonly Event[]): readonly Recorded<E>[] {
    const before = this.events.length;
    const all = [...this.events.map(({ type, data }) => ({ type, data })), ...decision];
    this.events = recordings(...(all as never[]));
    return this.events.slice(before);
  }
}

/** A branch, who looks at it, and the inbox of an editor whose session is pinned to the image of commit a. */
class World {
  readonly repository = new Stream(repositoryImages);
  readonly inbox = new Stream(inbox);
  pinned = built('a').image.digest;
  head = built('a');
  #time = 0;
  #recordedAt = -1;
  #begun: { readonly at: number; readonly seen: number; readonly head: Built }[] = [];

  /** Reads the branch. What it leads to comes later, perhaps after other looks. */
  begin(): void {
    this.#time += 1;
    this.#begun.push({ at: this.#time, seen: this.repository.events.length - 1, head: this.head });
  }

  async end(index: number): Promise<void> {
    const [look] = this.#begun.splice(index % Math.max(1, this.#begun.length), 1);
    if (look === undefined) return;
    const decision = recordImage({ ...look.head, seen: look.seen, ...decider }, this.repository.state);
    if (isRejection(decision)) throw new Error('refused');
    if (decision.length > 0) {
      // what was seen before the newest one was recorded is not newer
      expect(look.at).toBeGreaterThan(this.#recordedAt);
      this.#recordedAt = this.#time;
    }
    for (const event of this.repository.append(decision)) await this.#notify(event);
  }

  press(): void {
    this.pinned = newestOf(this.repository.state, 'main')?.image.digest ?? this.pinned;
  }

  async #notify(event: Recorded<ImagesEvent>): Promise<void> {
    const { data } = event;
    const editors = data.image.digest === this.pinned ? [] : [{ userId: 'grace', projectId, sessionId }];
    const commands = await whenImageAvailableThenNotify.then(event, { concerned: () => Promise.resolve(editors) });
    for (const command of commands) {
      const decision = raiseNotification({ ...command.data, ...decider } as never, this.inbox.state);
      if (isRejection(decision)) throw new Error('refused');
      this.inbox.append(decision);
    }
  }
}

type Step = readonly ['move', string, string] | readonly ['begin'] | readonly ['end', number] | readonly ['press'];

const letter = fc.constantFrom('a', 'b', 'c', 'd');
/** A push to a new commit or back to an old one; a commit that is built again, or to the same image as another. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('move' as const), letter, letter),
  fc.constant(['begin'] as const),
  fc.tuple(fc.constant('end' as const), fc.nat(5)),
  fc.constant(['press'] as const),
);

const take = async (world: World, [kind, ...more]: Step): Promise<void> => {
  if (kind === 'move') world.head = built(String(more[0]), { as: String(more[1]) });
  if (kind === 'begin') world.begin();
  if (kind === 'end') await world.end(Number(more[0]));
  if (kind === 'press') world.press();
};

describe('rule 2, pinned: news of images, in whatever order pushes, retags, rollbacks and looks come', () => {
  test('end at the branch’s head; each image is told once, one at a time, and one that could be taken is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new World();
        for (const one of steps) await take(world, one);
        for (let open = 0; open < 40; open += 1) await world.end(0);
        world.begin();
        await world.end(0);
        const newest = newestOf(world.repository.state, 'main');
        expect(newest?.image).toEqual(world.head.image);
        const told = world.inbox.events.flatMap(({ type, data }) =>
          type === 'NotificationRaised' ? [(data as { image: { digest: string } }).image.digest] : [],
        );
        expect(new Set(told).size).toBe(told.length);
        expect(world.inbox.state.kept.filter(({ isUnread }) => isUnread).length).toBeLessThanOrEqual(1);
        if (newest?.image.digest !== world.pinned) expect(told).toContain(newest?.image.digest);
      }),
    );
  });
});
