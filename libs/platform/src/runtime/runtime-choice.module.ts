import { Module } from '@nestjs/common';
import { LOGGER, type Logger } from '#libs/observability';
import { findDocker } from '#libs/session-runtime';
import { SETTINGS, type Settings } from '#libs/settings';
import { chooseRuntime, type RuntimeChoice } from './choose-runtime.js';

/** `@Inject(RUNTIME_CHOICE) choice: RuntimeChoice`. */
export const RUNTIME_CHOICE = Symbol('RuntimeChoice');

const provider = {
  provide: RUNTIME_CHOICE,
  inject: [SETTINGS, LOGGER],
  useFactory: async (settings: Settings, logger: Logger): Promise<RuntimeChoice> => {
    const choice = await chooseRuntime(settings, () => findDocker(process.env));
    logger.info({ runtime: choice.name, why: choice.why }, 'runtime chosen');
    return choice;
  },
};

/** Where sessions run, decided once a process. */
@Module({ providers: [provider], exports: [provider] })
export class RuntimeChoiceModule {}
