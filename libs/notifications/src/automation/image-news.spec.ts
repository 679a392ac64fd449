import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Event, type Evolver, fold, isRejection, type PolicyCommand, type Recorded } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { newestOf, repositoryImages } from '#libs/images';
import { built } from '../../../images/src/images.fixture.js';
import { recordImage } from '../../../images/src/write/record-image.js';
import type { ImageNewsEvent } from '../image-news.events.js';
import { imageNews, imageNewsStream } from '../image-news.js';
import { type Inbox, inbox, type Subject, subjectOf } from '../inbox.js';
import type { Notice, NotificationsEvent } from '../notifications.events.js';
import { continueImageNews } from '../write/continue-image-news.js';
import { raiseNotification } from '../write/raise-notification.js';
import { withdrawNotices } from '../write/withdraw-notices.js';
import {
  type BranchUsers,
  type ProjectOfBranch,
  whenImageAvailableThenNotify,
} from './when-image-available-then-notify.js';

type Built = ReturnType<typeof built>;

const decider = { commandId: 'c', actor: 'system:spec' };
const projectIds = [1, 2, 3].map((number) => `7d1a1c7e-0000-4000-8000-00000000000${number}`);
const { repositoryId, branch } = built('a');

type Answered = Parameters<typeof whenImageAvailableThenNotify.then>[0];

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

/**
 * A branch, who looks at it, projects of two sessions each that are pinned to the image of commit a, and the inbox of an editor of all.
 * The policy is told of one project at a time, and is behind the log by as much as the steps want.
 */
class World implements BranchUsers {
  readonly repository = new Stream(repositoryImages);
  readonly inbox = new Stream<Inbox, NotificationsEvent>(inbox);
  readonly pinned = projectIds.map(() => [built('a').image.digest, built('a').image.digest]);
  head = built('a');
  #time = 0;
  #recordedAt = -1;
  #begun: { readonly at: number; readonly seen: number; readonly head: Built }[] = [];
  readonly #news = new Map<string, Stream<{ readonly toldUpTo?: string }, ImageNewsEvent>>();
  readonly #unanswered: Answered[] = [];

  /** Reads the branch. What it leads to comes later, perhaps after other looks. */
  begin(): void {
    this.#time += 1;
    this.#begun.push({ at: this.#time, seen: this.repository.events.length - 1, head: this.head });
  }

  end(index: number): void {
    const [look] = this.#begun.splice(index % Math.max(1, this.#begun.length), 1);
    if (look === undefined) return;
    const decision = recordImage({ ...look.head, seen: look.seen, ...decider }, this.repository.state);
    if (isRejection(decision)) throw new Error('refused');
    if (decision.length > 0) {
      // what was seen before the newest one was recorded is not newer
      expect(look.at).toBeGreaterThan(this.#recordedAt);
      this.#recordedAt = this.#time;
    }
    this.#unanswered.push(...this.repository.append(decision));
  }

  press(project: number, session: number): void {
    const { newest } = this;
    const [projectId, own] = [projectIds[project], this.pinned[project]];
    if (newest === undefined || own === undefined) return;
    own[session] = newest.image.digest;
    const data = { projectId, sessionId: `session ${session}`, image: newest.image };
    this.#unanswered.push(...(recordings({ type: 'SessionImageChanged', data } as never) as unknown as Answered[]));
  }

  /** One event; twice, as when a worker dies in between. */
  async answer(): Promise<void> {
    const event = this.#unanswered.shift();
    if (event === undefined) return;
    for (let times = 0; times < 2; times += 1)
      for (const command of await whenImageAvailableThenNotify.then(event, this)) this.#execute(command);
  }

  get isAnswered(): boolean {
    return this.#unanswered.length === 0;
  }

  get newest() {
    return newestOf(this.repository.state, branch);
  }

  some: BranchUsers['some'] = ({ digest, imageRevision }, { after }) => {
    if (this.newest?.revision !== imageRevision) return Promise.resolve({ projects: [] });
    const index = after === undefined ? 0 : projectIds.indexOf(after) + 1;
    const projects = this.#projectAt(index, digest);
    return Promise.resolve({ projects, upTo: index < projectIds.length - 1 ? projectIds[index] : undefined });
  };

  ofSession: BranchUsers['ofSession'] = ({ projectId }) => {
    const [project] = this.#projectAt(projectIds.indexOf(projectId), this.newest?.image.digest ?? '');
    return Promise.resolve(project && { ...project, repositoryId, branch });
  };

  #projectAt(index: number, digest: string): readonly ProjectOfBranch[] {
    const older = (this.pinned[index] ?? []).flatMap((pinned, at) => (pinned === digest ? [] : [`session ${at}`]));
    const [sessionId] = older;
    const first = sessionId === undefined ? undefined : { sessionId, sessionCount: older.length };
    return projectIds.slice(index, index + 1).map((projectId) => ({ projectId, editors: ['grace'], older: first }));
  }

  #execute({ name, data }: PolicyCommand): void {
    const command = { ...data, ...decider } as never;
    if (name === 'continue') return this.#continue(command);
    const decide = name === 'notify' ? raiseNotification : withdrawNotices;
    const decision = decide(command, this.inbox.state);
    if (isRejection(decision)) throw new Error('refused');
    this.inbox.append(decision);
  }

  #continue(command: Parameters<typeof continueImageNews>[0]): void {
    const name = imageNewsStream(command);
    const stream = this.#news.get(name) ?? new Stream(imageNews);
    this.#news.set(name, stream);
    const decision = continueImageNews(command, stream.state);
    if (isRejection(decision)) throw new Error('refused');
    this.#unanswered.push(...stream.append(decision));
  }
}

type Step =
  | readonly ['move', string, string]
  | readonly ['begin' | 'answer']
  | readonly ['end', number]
  | readonly ['press', number, number];

const letter = fc.constantFrom('a', 'b', 'c', 'd');
/** A push to a new commit or back to an old one; a commit that is built again, or to the same image as another. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('move' as const), letter, letter),
  fc.tuple(fc.constantFrom('begin' as const, 'answer' as const)),
  fc.tuple(fc.constant('end' as const), fc.nat(5)),
  fc.tuple(fc.constant('press' as const), fc.nat(2), fc.nat(1)),
);

const take = async (world: World, [kind, ...more]: Step): Promise<void> => {
  if (kind === 'move') world.head = built(String(more[0]), { as: String(more[1]) });
  if (kind === 'begin') world.begin();
  if (kind === 'answer') await world.answer();
  if (kind === 'end') world.end(Number(more[0]));
  if (kind === 'press') world.press(Number(more[0]), Number(more[1]));
};

const raisedIn = (world: World, projectId: string) =>
  world.inbox.events.flatMap(({ type, data }) =>
    type === 'NotificationRaised' && data.projectId === projectId && data.kind === 'image-available' ? [data] : [],
  );

/** What a person finds unread of a project. */
const unreadIn = (world: World, projectId: string): string[] => {
  const about: Subject = { kind: 'image-available', projectId, repositoryId, branch };
  const unread = world.inbox.state.kept.filter(({ isUnread, subject }) => isUnread && subject === subjectOf(about));
  const raised = raisedIn(world, projectId);
  return unread.map(({ notificationId }) => {
    const notice: Notice | undefined = raised.find((one) => one.notificationId === notificationId);
    return notice?.kind === 'image-available' ? notice.image.digest : '';
  });
};

describe('rule 2, pinned: news of images, in whatever order pushes, retags, rollbacks, looks, presses and answers come', () => {
  test('end at the branch’s head; a project is told of each image once, and finds unread only what it can take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World();
        for (const one of steps) await take(world, one);
        for (let open = 0; open < 60; open += 1) world.end(0);
        world.begin();
        world.end(0);
        while (!world.isAnswered) await world.answer();
        expect(world.newest?.image).toEqual(world.head.image);
        const newest = world.head.image.digest;
        for (const [index, projectId] of projectIds.entries()) {
          const told = raisedIn(world, projectId).map(({ image }) => image.digest);
          expect(new Set(told).size).toBe(told.length);
          const canTake = world.pinned[index]?.some((pinned) => pinned !== newest) === true;
          if (canTake) expect(told).toContain(newest);
          expect(unreadIn(world, projectId).filter((digest) => digest !== newest || !canTake)).toEqual([]);
        }
      }),
    );
  });
});
