import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { checkImage, ImageInspector, imageProblems, parseImageReference } from '#libs/image-registry';
import { Answer, Api, Caller, Operation, RateLimit } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { type ImageCheckView, imageCheckQuery, imageCheckView } from './image-check.dto.js';

const nothingKnown = { platforms: [], exposedPorts: [], entrypoint: [], command: [], labels: {} };

/** For whoever types a reference, and not for whoever looks for what a network has. */
const CHECKS_A_MINUTE = 60;

@Api('Images')
@Controller('images')
export class ImagesController {
  private readonly checks = new RateLimit({ name: 'checks', limit: CHECKS_A_MINUTE, windowMs: 60_000 });

  constructor(
    @Inject(ImageInspector) private readonly images: ImageInspector,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get('check')
  @Operation({
    id: 'checkImage',
    summary: 'What a registry says of an image, and what keeps a session from running it',
    answers: { 200: imageCheckView },
    refusals: ['too-many-requests'],
  })
  async check(
    @Caller() caller: Principal,
    @Query({ schema: imageCheckQuery }) query: z.infer<typeof imageCheckQuery>,
  ): Promise<Answer<ImageCheckView>> {
    await this.authorizer.allow(caller, 'check-image');
    const rateLimit = this.checks.take(caller.userId);
    const image = parseImageReference(query.reference) ?? { reference: query.reference };
    const checked = await checkImage(this.images, image);
    const found = checked.kind === 'found' ? checked.image : { ...nothingKnown, digest: image.digest };
    const view = {
      ...found,
      accessible: checked.kind === 'found',
      reference: image.reference,
      problems: [...imageProblems(checked, new Date())],
    };
    return new Answer(imageCheckView.parse(view), { rateLimit });
  }
}
