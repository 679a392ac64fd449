import type { V1Status } from '@kubernetes/client-node';

/** The API server refuses; `message` is its own. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    /** e.g. AlreadyExists, Forbidden, Expired. */
    readonly reason: string,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  static of(status: number, body: string, retryAfter?: string): ApiError {
    const said = statusIn(body);
    const seconds = Number(retryAfter ?? said.details?.retryAfterSeconds ?? 0);
    const message = said.message ?? `The API server answered ${status}: ${body.slice(0, 500)}`;
    return new ApiError(status, said.reason ?? '', message, seconds * 1000 || undefined);
  }
}

function statusIn(body: string): V1Status {
  try {
    return JSON.parse(body) as V1Status;
  } catch {
    return {}; // A proxy in between answers in HTML.
  }
}
