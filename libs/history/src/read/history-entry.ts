import type { Recorded } from '#libs/event-sourcing';

/** One event of a project, as the history keeps it. People are opaque ids: no name or address of a person and no secret is in an event. */
export interface HistoryEntry {
  /** Decimal. */
  readonly position: string;
  readonly projectId: string;
  /** Whose launch it is about, for launch events. */
  readonly launchingUser?: string | undefined;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The project an event belongs to: its stream's, or for a launch the one that the event names. */
export const projectOf = ({ stream, data }: Recorded): string | undefined => {
  const [, category, id] = /^(project|sessions|launch)-(.+)$/.exec(stream) ?? [];
  if (category === undefined) return undefined;
  return category === 'launch' ? (data as { projectId?: string }).projectId : id;
};

/** Undefined for events of no project. */
export const historyEntry = (event: Recorded): HistoryEntry | undefined => {
  const projectId = projectOf(event);
  if (projectId === undefined) return undefined;
  return {
    position: event.position.toString(),
    projectId,
    launchingUser: event.stream.startsWith('launch-') ? (event.data as { userId?: string }).userId : undefined,
    stream: event.stream,
    revision: Number(event.revision),
    type: event.type,
    at: event.at,
    actor: event.metadata.actor,
    correlationId: event.metadata.$correlationId,
    causationId: event.metadata.$causationId,
    data: event.data as Record<string, unknown>,
  };
};
