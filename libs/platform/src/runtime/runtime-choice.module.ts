import { Module } from '@nestjs/common';
import { LOGGER, type Logger } from '#libs/observability';
import { findDocker } from '#libs/session-runtime';
import { SETTINGS, type Settings } from '#libs/settings';
import { chooseRuntime, type RuntimeChoice } from './choose-runtime.js';
import { rememberChoice, rememberedChoice } from './remembered-choice.js';

/** `@Inject(RUNTIME_CHOICE) choice: RuntimeChoice`. */
export const RUNTIME_CHOICE = Symbol('RuntimeChoice');

const search = () => findDocker(process.env);

/** What is chosen for a data directory stays: an engine that starts later, or not, moves nobody's sessions. */
const choose = async (settings: Settings): Promise<RuntimeChoice> => {
  const { SESSION_RUNTIME: wanted, DATA_DIR } = settings;
  if (wanted !== 'auto') return chooseRuntime(settings, { search, chosenBefore: undefined });
  const choice = await chooseRuntime(settings, { search, chosenBefore: await rememberedChoice(DATA_DIR) });
  const said = await rememberChoice(DATA_DIR, choice.name === 'docker' ? 'docker' : 'local');
  return said === choice.name ? choice : chooseRuntime(settings, { search, chosenBefore: said });
};

const provider = {
  provide: RUNTIME_CHOICE,
  inject: [SETTINGS, LOGGER],
  useFactory: async (settings: Settings, logger: Logger): Promise<RuntimeChoice> => {
    const choice = await choose(settings);
    logger.info({ runtime: choice.name, why: choice.why }, 'runtime chosen');
    return choice;
  },
};

/** Where sessions run, decided once a process. */
@Module({ providers: [provider], exports: [provider] })
export class RuntimeChoiceModule {}
