import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';

/** What `@Query(…)`, `@Body(…)` and their like leave at a route: the one member it names, or the schema of them all. */
export interface RouteArgument {
  readonly data?: string;
  readonly schema?: unknown;
}

/** What the route that is asked for takes of this type. */
export const routeArguments = (context: ExecutionContext, type: RouteParamtypes): readonly RouteArgument[] => {
  const metadata = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as unknown;
  return Object.entries((metadata ?? {}) as Readonly<Record<string, RouteArgument>>)
    .filter(([key]) => key.startsWith(`${type}:`))
    .map(([, argument]) => argument);
};
