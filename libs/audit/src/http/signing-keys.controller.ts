import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Api, Operation, Public } from '#libs/rest';
import { SIGNING_KEYS, type SigningKeys } from '../signing/signing-keys.js';

const signingKeysView = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        kid: z.string(),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    ),
  })
  .meta({ id: 'SigningKeys' });

@Api('History')
@Controller('signing-keys')
@Public()
export class SigningKeysController {
  constructor(@Inject(SIGNING_KEYS) private readonly keys: SigningKeys | undefined) {}

  @Get()
  @Operation({
    id: 'listSigningKeys',
    summary:
      'What exports of this installation are verified with, also those that were signed before (JWKS); for everybody',
    answers: { 200: signingKeysView },
  })
  list(): z.infer<typeof signingKeysView> {
    return { keys: [...(this.keys?.publicKeys ?? [])] };
  }
}
