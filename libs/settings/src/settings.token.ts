/** `@Inject(SETTINGS) settings: Settings`: of this process. */
export const SETTINGS = Symbol('Settings');
