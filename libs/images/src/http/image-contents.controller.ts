import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { type AnsweredContents, compareContents } from '#libs/image-contents';
import { Answer, Api, Caller, Operation, ProblemError, RateLimit } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { ContentsQueries } from '../contents/contents-queries.js';
import { contentsProblems } from '../contents.rejections.js';
import { contentsProblem } from './contents-problem.js';
import { Digest } from './digest.pipe.js';
import {
  type ImageComparisonQuery,
  type ImageComparisonView,
  type ImageContentsQuery,
  type ImageContentsView,
  type ImageReadingView,
  imageComparisonQuery,
  imageComparisonView,
  imageContentsQuery,
  imageContentsView,
  imageReadingView,
} from './image-contents.dto.js';
import { packagesByManager, pageOfPackages } from './page-of-packages.js';

/** Who waits asks every two seconds; who searches, at each letter. */
const LOOKS_A_MINUTE = 300;
const ASK_AGAIN_SECONDS = 2;

const refusals = [...Object.values(contentsProblems), 'too-many-requests' as const];
const howItIsRead =
  'An image is read once, while somebody waits: 202 says how far it is, until then ask again after Retry-After seconds.';

interface Asked {
  readonly digest: string;
  readonly reference: string | undefined;
  readonly rateLimit: string;
}

type Read = Extract<AnsweredContents, { kind: 'read' }>['contents'];

@Api('Images')
@Controller('images')
export class ImageContentsController {
  private readonly looks = new RateLimit({ name: 'contents', limit: LOOKS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly queries: ContentsQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get('compare')
  @Operation({
    id: 'compareImages',
    summary: 'What moving from one image to another adds, removes and changes',
    description: howItIsRead,
    answers: { 200: imageComparisonView, 202: imageReadingView },
    refusals,
  })
  async compare(
    @Caller() caller: Principal,
    @Query({ schema: imageComparisonQuery }) query: ImageComparisonQuery,
  ): Promise<Answer<ImageComparisonView | ImageReadingView>> {
    const { from, to, fromReference, toReference } = query;
    const rateLimit = await this.#look(caller);
    const [before, after] = await Promise.all([
      this.#ask(caller, { digest: from, reference: fromReference, rateLimit }),
      this.#ask(caller, { digest: to, reference: toReference, rateLimit }),
    ]);
    if (before instanceof Answer) return before;
    if (after instanceof Answer) return after;
    const comparison = compareContents(before.packages, after.packages);
    return new Answer(imageComparisonView.parse({ from, to, ...comparison }), { rateLimit });
  }

  @Get(':digest/contents')
  @Operation({
    id: 'listImageContents',
    summary: 'What is installed in an image: packages by manager, name and version',
    description: howItIsRead,
    answers: { 200: imageContentsView, 202: imageReadingView },
    refusals,
  })
  async list(
    @Caller() caller: Principal,
    @Param('digest', Digest) digest: string,
    @Query({ schema: imageContentsQuery }) query: ImageContentsQuery,
  ): Promise<Answer<ImageContentsView | ImageReadingView>> {
    const rateLimit = await this.#look(caller);
    const contents = await this.#ask(caller, { digest, reference: query.reference, rateLimit });
    if (contents instanceof Answer) return contents;
    const { next, ...page } = pageOfPackages(contents.packages, query);
    const managers = packagesByManager(contents.packages);
    return new Answer(imageContentsView.parse({ ...contents, digest, managers, ...page }), { rateLimit, next });
  }

  async #look(caller: Principal): Promise<string> {
    await this.authorizer.allow(caller, 'check-image');
    return this.looks.take(caller.userId);
  }

  /** An answer: it is being read. */
  async #ask(caller: Principal, { digest, reference, rateLimit }: Asked): Promise<Read | Answer<ImageReadingView>> {
    const answered = await this.queries.ask(caller, { digest, reference }).catch((error: unknown) => {
      throw contentsProblem(error);
    });
    switch (answered.kind) {
      case 'read':
        return answered.contents;
      case 'reading': {
        const { doneBytes, totalBytes } = answered.progress;
        return new Answer({ digest, doneBytes, totalBytes }, { status: 202, retryAfter: ASK_AGAIN_SECONDS, rateLimit });
      }
      case 'unknown': {
        const advice = 'It was not read yet, or you may not see it: say in “reference” where it is, as host/path:tag.';
        throw new ProblemError(contentsProblems['image-contents-unknown'], advice);
      }
    }
  }
}
