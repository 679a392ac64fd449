interface ProblemDocument {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly sessionId?: string;
}

/** A refusal of the API (RFC 9457), to be read by the person who asked. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;

  constructor(
    readonly status: number,
    document: ProblemDocument,
    /** Seconds, where the API says when to try again. */
    readonly retryAfter?: number,
  ) {
    super(wordsOf(status, document));
    this.code = document.code ?? 'unknown';
  }

  static async of(response: Response): Promise<Problem> {
    const isProblem = response.headers.get('content-type')?.includes('json') === true;
    const document = isProblem ? ((await response.json()) as ProblemDocument) : {};
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new Problem(response.status, document, Number.isFinite(retryAfter) ? retryAfter : undefined);
  }
}

const wordsOf = (status: number, { title, detail, errors = [] }: ProblemDocument): string => {
  const fields = errors.map(
    ({ pointer, detail: what }) => `${pointer.replace(/^\//, '').replaceAll('/', ' › ')}: ${what}`,
  );
  const words = [title ?? `The server answered ${status}`, fields.length > 0 ? fields.join(' ') : detail];
  return words
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part ?? ''}.`))
    .join(' ');
};

/** What to tell a person about anything that was thrown. */
export const problemWords = (error: unknown): string => {
  if (error instanceof Problem) return error.message;
  if (error instanceof TypeError) return 'The server cannot be reached. Check your connection and try again.';
  return error instanceof Error ? error.message : String(error);
};
