import { Long } from 'bson';
import { CommandError } from '../errors.js';
import { collectionName, countField, type Handler } from './command.js';

const cursorId = (value: unknown): Long => {
  if (value instanceof Long) return value;
  if (typeof value === 'number') return Long.fromNumber(value);
  throw new CommandError('TypeMismatch', 'A cursor id must be an int64');
};

export const getMore: Handler = ({ body, database }, { cursors }) => {
  if (typeof body.collection !== 'string') throw new CommandError('FailedToParse', "getMore needs 'collection'");
  return cursors.next(cursorId(body.getMore), `${database}.${body.collection}`, countField(body, 'batchSize'));
};

export const killCursors: Handler = (command, { cursors }) => {
  collectionName(command);
  const ids = Array.isArray(command.body.cursors) ? command.body.cursors.map(cursorId) : [];
  const cursorsKilled = ids.filter((id) => cursors.kill(id));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
};
