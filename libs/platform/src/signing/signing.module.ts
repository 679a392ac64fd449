import { Module } from '@nestjs/common';
import { SIGNING_KEYS } from '#libs/audit';
import { SETTINGS } from '#libs/settings';
import { loadSigningKeys } from './load-signing-keys.js';

const provider = { provide: SIGNING_KEYS, inject: [SETTINGS], useFactory: loadSigningKeys };

/** What exports and anchors are signed with. */
@Module({ providers: [provider], exports: [provider] })
export class SigningModule {}
