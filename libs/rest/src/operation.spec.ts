import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Answer } from './answer.js';
import { documentAll } from './documented.js';
import { Operation } from './operation.js';

const view = z.object({ name: z.string() });

/** For the compiler: what stops being refused, or is no longer allowed, does not compile. */
class Routes {
  @Operation({ id: 'whole', summary: 'Whole', answers: { 200: view } })
  whole(): { name: string } {
    return { name: 'a' };
  }

  @Operation({ id: 'withHeaders', summary: 'With headers', answers: { 200: view.array(), 202: 'nothing' } })
  withHeaders(): Promise<Answer<{ name: string }[]>> {
    return Promise.resolve(new Answer([]));
  }

  @Operation({ id: 'nothing', summary: 'Nothing', answers: { 204: 'nothing' } })
  async nothing(): Promise<void> {
    await Promise.resolve();
  }

  // @ts-expect-error -- it has another field than is described
  @Operation({ id: 'drifted', summary: 'Drifted', answers: { 200: view } })
  drifted(): { title: string } {
    return { title: 'a' };
  }

  // @ts-expect-error -- it answers something where nothing is described
  @Operation({ id: 'silent', summary: 'Silent', answers: { 204: 'nothing' } })
  silent(): Promise<Answer<string>> {
    return Promise.resolve(new Answer('a'));
  }
}

describe('the description of a route', () => {
  test('is said by the method’s own decorators', () => {
    const said: unknown[] = [];
    const say = (what: string) => (options: object) => (_: object, key: string) => said.push([key, what, options]);
    const words = { ApiOperation: say('is'), ApiResponse: say('answers') };
    const others = { get: (own: object, name: string): unknown => Reflect.get(own, name) ?? (() => () => undefined) };
    documentAll(new Proxy(words, others) as never);
    expect(said).toContainEqual(['whole', 'is', { operationId: 'whole', summary: 'Whole' }]);
    expect(said).toContainEqual(['whole', 'answers', { status: 200, description: 'It is so.', standardSchema: view }]);
    expect(said).toContainEqual(['nothing', 'answers', { status: 204, description: 'It was done.' }]);
    expect(new Routes().whole()).toEqual({ name: 'a' });
  });
});
