import { ApiHeader } from '@nestjs/swagger';

type ApiHeaderOptions = Parameters<typeof ApiHeader>[0];

/** For `createParamDecorator`: whatever parameter reads a request header also documents it on its route. */
export const documentedHeader =
  (header: ApiHeaderOptions): ParameterDecorator =>
  (target, key) => {
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && descriptor !== undefined) ApiHeader(header)(target, key, descriptor);
  };
