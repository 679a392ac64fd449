import { Global, Module, type Provider, type Type } from '@nestjs/common';

/** To all modules, as the platform does in a program. */
export const provided = (...providers: Provider[]): Type => {
  @Global()
  @Module({ providers, exports: providers })
  class ProvidedModule {}
  return ProvidedModule;
};
