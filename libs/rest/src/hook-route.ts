import type { RouteConfig } from '@nestjs/platform-fastify';

/** Set on a route by `RouteConfig`: who sends it has no access token and proves itself by the body, which is given as it came. */
export const hookRoute = { isHook: true } as const satisfies Parameters<typeof RouteConfig>[0];

/** Whether the request is for such a route. */
export const isForHook = ({ routeOptions }: { readonly routeOptions: { readonly config: unknown } }): boolean =>
  (routeOptions.config as { readonly isHook?: boolean }).isHook === true;
