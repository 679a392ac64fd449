import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from './settings.js';

/** `@Inject(SETTINGS) settings: Settings`. */
export const SETTINGS = Symbol('Settings');

/** The settings of this process, for every module. */
@Module({})
export class SettingsModule {
  static of(settings: Settings): DynamicModule {
    const providers = [{ provide: SETTINGS, useValue: settings }];
    return { module: SettingsModule, global: true, providers, exports: providers };
  }
}
