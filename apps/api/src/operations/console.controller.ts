import { Controller, Get, Inject } from '@nestjs/common';
import { Documented, Public } from '#libs/rest';

/** How the console signs somebody in. */
export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  /** What the provider is asked for, separated by spaces. */
  readonly scope: string;
}

export const SIGN_IN = Symbol('SignIn');

@Public()
@Documented((swagger) => swagger.ApiExcludeController())
@Controller()
export class ConsoleController {
  constructor(@Inject(SIGN_IN) private readonly signIn: SignIn) {}

  @Get('console.json')
  settings(): SignIn {
    return this.signIn;
  }
}
