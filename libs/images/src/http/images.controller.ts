import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import { checkImage, ImageInspector, imageProblems, parseImageReference } from '#libs/image-registry';
import { Answer, Api, Caller, Operation } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { type ImageCheckView, imageCheckQuery, imageCheckView } from './image-check.dto.js';

const nothingKnown = { platforms: [], exposedPorts: [], entrypoint: [], command: [], labels: {} };

@Api('Images')
@Controller('images')
export class ImagesController {
  constructor(
    @Inject(ImageInspector) private readonly images: ImageInspector,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get('check')
  @Operation({
    id: 'checkImage',
    summary: 'What a registry says of an image, and what keeps a session from running it',
    answers: { 200: imageCheckView },
  })
  async check(
    @Caller() caller: Principal,
    @Query({ schema: imageCheckQuery }) query: z.infer<typeof imageCheckQuery>,
  ): Promise<Answer<ImageCheckView>> {
    await this.authorizer.allow(caller, 'check-image');
    const image = parseImageReference(query.reference) ?? { reference: query.reference };
    const checked = await checkImage(this.images, image);
    const found = checked.kind === 'found' ? checked.image : { ...nothingKnown, digest: image.digest };
    return new Answer({
      ...found,
      accessible: checked.kind === 'found',
      reference: image.reference,
      problems: [...imageProblems(checked, new Date())],
    } as ImageCheckView);
  }
}
