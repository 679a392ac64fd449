import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { CommandResult } from '#libs/event-sourcing';
import { etagOf } from './if-match.js';
import type { ApiReply } from './request.js';

interface Headers {
  readonly status?: number;
  readonly etag?: number | undefined;
  readonly location?: string;
  /** Of the command's effect: send it back as Min-Position to read your own write. */
  readonly position?: bigint | undefined;
  /** Cursor of the next page. */
  readonly next?: string | undefined;
  /** RateLimit: what is left to the caller of a limited operation, `"<name>";r=<calls left>;t=<seconds until reset>`. */
  readonly rateLimit?: string | undefined;
  /** In seconds: ask again then. */
  readonly retryAfter?: number | undefined;
}

/** A body with what belongs in the answer's headers. */
export class Answer<Body> {
  constructor(
    readonly body: Body,
    readonly headers: Headers = {},
  ) {}
}

/** 204 with the command's position. */
export const done = (result: CommandResult): Answer<undefined> =>
  new Answer(undefined, { status: 204, position: result.position });

const nextLink = (url: string, cursor: string): string => {
  const next = new URL(url, 'http://relative.invalid');
  next.searchParams.set('cursor', cursor);
  return `<${next.pathname}${next.search}>; rel="next"`;
};

/** Writes an Answer's headers; other bodies pass as they are. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((value: unknown) => (value instanceof Answer ? this.write(value, context) : value)));
  }

  private write({ body, headers }: Answer<unknown>, context: ExecutionContext): unknown {
    const reply = context.switchToHttp().getResponse<ApiReply>();
    if (headers.status !== undefined) void reply.status(headers.status);
    const named = {
      ETag: headers.etag === undefined ? undefined : etagOf(headers.etag),
      Location: headers.location,
      Position: headers.position?.toString(),
      Link: headers.next === undefined ? undefined : nextLink(reply.request.url, headers.next),
      RateLimit: headers.rateLimit,
      'Retry-After': headers.retryAfter?.toString(),
    };
    for (const [name, value] of Object.entries(named)) if (value !== undefined) void reply.header(name, value);
    return body;
  }
}
