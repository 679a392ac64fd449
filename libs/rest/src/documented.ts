import type * as nestSwagger from '@nestjs/swagger';

type Swagger = typeof nestSwagger;
type Words = (swagger: Swagger) => ClassDecorator | MethodDecorator;

interface Note {
  readonly words: Words;
  readonly target: object;
  readonly key: string | symbol | undefined;
}

/** In the order in which decorators are applied. */
const notes: Note[] = [];

/**
 * What the API document says of a controller or a route, in @nestjs/swagger's own decorators: `Documented((swagger) =>
 * swagger.ApiTags('People'))`. They are applied when the document is first asked for: that package is five hundred files, which a
 * process would load at its start to answer what few ask.
 */
export const Documented =
  (words: Words): ClassDecorator & MethodDecorator =>
  (target: object, key?: string | symbol) => {
    notes.push({ words, target, key });
  };

/** A controller of the API. */
export const Api = (tag: string): ClassDecorator => {
  const decorators = [Documented((swagger) => swagger.ApiTags(tag)), Documented((swagger) => swagger.ApiBearerAuth())];
  return (target) => {
    for (const decorate of decorators) decorate(target);
  };
};

/** Says all that was noted since. */
export const documentAll = (swagger: Swagger): void => {
  for (const { words, target, key } of notes.splice(0)) {
    const decorate = words(swagger) as (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => void;
    if (key === undefined) decorate(target);
    else decorate(target, key, Object.getOwnPropertyDescriptor(target, key));
  }
};
