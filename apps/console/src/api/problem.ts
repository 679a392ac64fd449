import { t } from '@lingui/core/macro';

export interface FieldError {
  /** Into the request's body, e.g. `/resources/memory`. */
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemDocument {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly FieldError[];
}

/** How the page calls the fields that pointers name. */
export type Labels = Readonly<Record<string, string>>;

const MISFIT = 'invalid-request';

/** A refusal of the API (RFC 9457), to be read by the person who asked. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(
    readonly status: number,
    private readonly document: ProblemDocument,
    /** Seconds, where the API says when to try again. */
    readonly retryAfter?: number,
  ) {
    super(wordsOf(status, document, {}));
    this.code = document.code ?? 'unknown';
    this.errors = document.errors ?? [];
  }

  static async of(response: Response): Promise<Problem> {
    const isProblem = response.headers.get('content-type')?.includes('json') === true;
    const document = isProblem ? ((await response.json()) as ProblemDocument) : {};
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new Problem(response.status, document, Number.isFinite(retryAfter) ? retryAfter : undefined);
  }

  /** Said before the API is asked, in the way it would say it. */
  static ofInput(errors: readonly FieldError[]): Problem {
    return new Problem(400, { code: MISFIT, errors });
  }

  inWords(labels: Labels): string {
    return wordsOf(this.status, this.document, labels);
  }
}

/** The field's own pointer, also for what is inside of it, as the third of its keywords. */
export const fieldNamed = (pointer: string, labels: Labels): string | undefined =>
  Object.keys(labels).find((field) => pointer === field || pointer.startsWith(`${field}/`));

const fieldInWords = ({ pointer, detail }: FieldError, labels: Labels): string => {
  const label = labels[fieldNamed(pointer, labels) ?? ''];
  return `${label ?? pointer.replace(/^\//, '').replaceAll('/', ' › ')}: ${detail}`;
};

/** "The request does not fit the schema" says nothing to who sees each field named. */
const titleOf = (status: number, { title, code, errors = [] }: ProblemDocument, labels: Labels): string | undefined => {
  const areAllNamed = errors.length > 0 && errors.every(({ pointer }) => fieldNamed(pointer, labels) !== undefined);
  return code === MISFIT && areAllNamed ? undefined : (title ?? t`The server answered ${status}.`);
};

const wordsOf = (status: number, document: ProblemDocument, labels: Labels): string => {
  const { detail, errors = [] } = document;
  const details = errors.length > 0 ? errors.map((error) => fieldInWords(error, labels)) : [detail];
  return [titleOf(status, document, labels), ...details]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part ?? ''}.`))
    .join(' ');
};

/** What to tell a person about anything that was thrown. */
export const problemWords = (error: unknown, labels: Labels = {}): string => {
  if (error instanceof Problem) return error.inWords(labels);
  return error instanceof Error ? error.message : String(error);
};
