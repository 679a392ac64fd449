/** MongoDB's numeric error codes and their names, as far as this server answers them. */
const CODES = {
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  MaxTimeMSExpired: 50,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CannotIndexParallelArrays: 171,
  CommandNotSupported: 115,
  AuthenticationFailed: 18,
  OperationNotSupportedInTransaction: 263,
  MechanismUnavailable: 334,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  InternalError: 1,
  StageUnknown: 40324,
} as const;

export type ErrorName = keyof typeof CODES;

/** An answer `{ ok: 0 }` (or one entry of `writeErrors`) with MongoDB's code, its name and a message for people. */
export class CommandError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: ErrorName,
    message: string,
    /** Further fields of the error document, such as keyPattern and keyValue. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'CommandError';
    this.code = CODES[codeName];
  }
}

/** The refusal of a feature by name: says which product speaks and what to do instead. */
export const unsupported = (codeName: ErrorName, feature: string, instead: string): CommandError =>
  new CommandError(codeName, `${feature} not supported by the embedded document store; ${instead}`);
