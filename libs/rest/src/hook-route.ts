import type { RouteConfig } from '@nestjs/platform-fastify';

/** Set on a route by `RouteConfig`: who sends it has no access token and proves itself by the body, which is given as it came. */
export const hookRoute = { isHook: true } as const satisfies Parameters<typeof RouteConfig>[0];

/** Set on a route: who sends it has no access token, and the address itself is the right to it. Of its body nothing is read. */
export const linkRoute = { isLink: true } as const satisfies Parameters<typeof RouteConfig>[0];

/** Whether the request is for a route that an address gives the right to. */
export const isForLink = ({ routeOptions }: { readonly routeOptions: { readonly config: unknown } }): boolean =>
  (routeOptions.config as { readonly isLink?: boolean }).isLink === true;

/** Whether the request is for a hook. */
export const isForHook = ({ routeOptions }: { readonly routeOptions: { readonly config: unknown } }): boolean =>
  (routeOptions.config as { readonly isHook?: boolean }).isHook === true;
