/** `@Inject(LOGGER) logger: Logger`: of this process. */
export const LOGGER = Symbol('Logger');
