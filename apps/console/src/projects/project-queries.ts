import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { allOf } from '../api/all-of.js';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import { firstOf } from '../api/first-of.js';
import { Problem } from '../api/problem.js';
import type { HistoryEntry, Session } from '../api/schema.js';
import { projectKey } from '../live/project-key.js';
import type { Part } from '../live/what-changed.js';
import { erasedPerson } from '../page/erased-person.js';
import { seenOf } from '../page/seen-of.js';
import { parametersOf, type SessionsWish } from './sessions-wish.js';

/** How many sessions are shown at first, and how many more each time. */
export const SESSIONS_SHOWN = 50;

/** Of this many sessions, the newest, the history is asked who made them. */
const MOST_CREATORS = 1000;

/** Whoever made what a session runs, by the name that they have. */
const creatorIn = ({ actor, data, names }: HistoryEntry): readonly (readonly [string, string])[] => {
  const userId = (data['environment'] as { readonly createdBy?: string } | undefined)?.createdBy ?? actor;
  return names === undefined ? [] : [[userId, names[userId] ?? erasedPerson(userId)]];
};

/** Removed by somebody, it is null: what a query has read is never undefined. */
const unlessRemoved = (error: unknown): null => {
  if (error instanceof Problem && error.code === 'session-not-found') return null;
  throw error;
};

/** An order that changed between two pages shows no session twice. */
const once = (sessions: readonly Session[]): readonly Session[] => [
  ...new Map(sessions.map((session) => [session.sessionId, session])).values(),
];

/** What the page asks of one project. Each key begins with the part that it is of: the live feed has parts read again. */
export const projectQueries = (api: Api, projectId: string) => {
  const keyOf = (part: Part, ...more: readonly unknown[]) => [...projectKey(projectId), part, ...more];
  const ofProject = { params: { path: { projectId } } };
  const session = (sessionId: string) =>
    queryOptions({
      queryKey: keyOf('sessions', sessionId),
      queryFn: (): Promise<Session | null> => {
        const params = { path: { projectId, sessionId } };
        return answerOf(api.GET('/api/v1/projects/{projectId}/sessions/{sessionId}', { params })).catch(unlessRemoved);
      },
    });
  return {
    project: queryOptions({
      queryKey: keyOf('project'),
      queryFn: () => seenOf(api.GET('/api/v1/projects/{projectId}', ofProject)),
    }),
    members: queryOptions({
      queryKey: keyOf('members'),
      queryFn: () => answerOf(api.GET('/api/v1/projects/{projectId}/members', ofProject)),
    }),
    /** For owners. */
    invitations: queryOptions({
      queryKey: keyOf('members', 'invitations'),
      queryFn: () => answerOf(api.GET('/api/v1/projects/{projectId}/invitations', ofProject)),
    }),
    repositories: queryOptions({
      queryKey: keyOf('repositories'),
      queryFn: () => answerOf(api.GET('/api/v1/projects/{projectId}/repositories', ofProject)),
    }),
    storages: queryOptions({
      queryKey: keyOf('repositories', 'storages'),
      queryFn: () => answerOf(api.GET('/api/v1/projects/{projectId}/storages', ofProject)),
    }),
    launches: queryOptions({
      queryKey: keyOf('launches'),
      queryFn: () =>
        allOf((page) => api.GET('/api/v1/launches', { params: { query: { project: projectId, ...page } } })),
    }),
    /** Names of those who made what the sessions run, by their ids; for readers of the history, which says them. */
    creators: queryOptions({
      queryKey: [...projectKey(projectId), 'creators'],
      queryFn: async () => {
        const params = { path: { projectId }, query: { type: 'EnvironmentAdded', limit: MOST_CREATORS } };
        const entries = await answerOf(api.GET('/api/v1/projects/{projectId}/history', { params }));
        return new Map(entries.flatMap(creatorIn));
      },
    }),
    /** The first `count` of those that are wanted. Each is then known by itself as well. */
    sessions: (wish: SessionsWish, count: number) =>
      queryOptions({
        queryKey: keyOf('sessions', 'found', wish, count),
        queryFn: async ({ client }) => {
          const { items, hasMore } = await firstOf(count, (page) => {
            const params = { path: { projectId }, query: { ...parametersOf(wish), ...page } };
            return api.GET('/api/v1/projects/{projectId}/sessions', { params });
          });
          for (const item of items) client.setQueryData(session(item.sessionId).queryKey, item);
          return { items: once(items), hasMore, wish };
        },
        placeholderData: keepPreviousData,
      }),
    session,
  };
};
