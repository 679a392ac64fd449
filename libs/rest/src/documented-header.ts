import type { ApiHeader } from '@nestjs/swagger';
import { Documented } from './documented.js';

type ApiHeaderOptions = Parameters<typeof ApiHeader>[0];

/** For `createParamDecorator`: whatever parameter reads a request header also documents it on its route. */
export const documentedHeader = (header: ApiHeaderOptions): ParameterDecorator => {
  const document = Documented((swagger) => swagger.ApiHeader(header));
  return (target, key) => {
    if (key !== undefined) document(target, key, {});
  };
};
