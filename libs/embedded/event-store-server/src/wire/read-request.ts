import streams from '@eventstore/db-client/generated/streams_pb.js';
import { eventMatcher, type Filter } from '../filter.js';
import type { UuidForm } from './read-response.js';
import { invalidArgument } from './rpc-error.js';
import { streamNameOf } from './stream-name.js';
import { unsignedNumber } from './unsigned-number.js';

/** Where a read starts: at an end, or at a revision (streams) or position (`$all`). */
export type Start = 'start' | 'end' | number;

export interface ReadRequest {
  /** Undefined for `$all`. */
  readonly stream: string | undefined;
  readonly from: Start;
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  readonly uuids: UuidForm;
  readonly filter: Filter | undefined;
  /** How many events at most; a subscription has no end. */
  readonly limit: number | 'subscription';
}

const DEFAULT_WINDOW = 32;
/** Each is compared with each event, and meanwhile nobody else is served. */
const MOST_PREFIXES = 1_000;
const { StreamOptionCase, CountOptionCase } = streams.ReadReq.Options;

/** @throws RpcError, PatternRefused when the request is incomplete or asks for what this server does not have. */
export const parseReadRequest = (request: streams.ReadReq): ReadRequest => {
  const options = request.getOptions();
  if (!options) throw invalidArgument('The read has no options.');
  const stream = options.getStreamOptionCase() === StreamOptionCase.STREAM ? streamOf(options) : undefined;
  return {
    stream,
    from: stream === undefined ? startInAll(options) : startInStream(options),
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    resolveLinks: options.getResolveLinks(),
    uuids: options.getUuidOption()?.hasStructured() ? 'structured' : 'text',
    filter: filterOf(options, stream),
    limit: limitOf(options),
  };
};

const streamOf = (options: streams.ReadReq.Options): string => streamNameOf(options.getStream()?.getStreamIdentifier());

const limitOf = (options: streams.ReadReq.Options): number | 'subscription' => {
  switch (options.getCountOptionCase()) {
    case CountOptionCase.SUBSCRIPTION:
      return 'subscription';
    case CountOptionCase.COUNT:
      return unsignedNumber(options.getCount());
    default:
      throw invalidArgument('The read says neither how many events it wants nor that it is a subscription.');
  }
};

const startInStream = (options: streams.ReadReq.Options): Start => {
  const start = options.getStream();
  if (start?.hasRevision()) return unsignedNumber(start.getRevision());
  return start?.hasEnd() ? 'end' : 'start';
};

const startInAll = (options: streams.ReadReq.Options): Start => {
  const start = options.getAll();
  if (!start) throw invalidArgument('The read names neither a stream nor $all.');
  const position = start.getPosition();
  if (position) return unsignedNumber(position.getCommitPosition());
  return start.hasEnd() ? 'end' : 'start';
};

const filterOf = (options: streams.ReadReq.Options, stream: string | undefined): Filter | undefined => {
  const filter = options.getFilter();
  if (!filter) return undefined;
  if (stream !== undefined) throw invalidArgument('Only $all can be filtered.');
  return { matches: matcherOf(filter), checkpointInterval: checkpointIntervalOf(filter) };
};

const matcherOf = (filter: streams.ReadReq.Options.FilterOptions): Filter['matches'] => {
  const on = filter.hasStreamIdentifier() ? 'stream' : 'type';
  const expression = on === 'stream' ? filter.getStreamIdentifier() : filter.getEventType();
  if (!expression) throw invalidArgument('The filter has no expression.');
  const prefixes = expression.getPrefixList();
  if (prefixes.length > MOST_PREFIXES) throw invalidArgument(`A filter takes at most ${MOST_PREFIXES} prefixes.`);
  return eventMatcher({ on, regex: expression.getRegex(), prefixes });
};

const checkpointIntervalOf = (filter: streams.ReadReq.Options.FilterOptions): number => {
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (multiplier < 1) throw invalidArgument('The checkpoint interval of the filter must be at least 1.');
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  if (window < 1) throw invalidArgument('The search window of the filter must be at least 1.');
  return window * multiplier;
};
