// schemas.mjs SWAGGER DIRECTORY: a JSON schema for each kind of Kubernetes' own API description, as kubeconform reads them. What a
// kind does not have is refused.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [swagger, directory] = process.argv.slice(2);
const { definitions } = JSON.parse(readFileSync(swagger, 'utf8'));
const closed = Object.fromEntries(
  Object.entries(definitions).map(([name, schema]) => [
    name,
    schema.properties === undefined ? schema : { ...schema, additionalProperties: false },
  ]),
);
const intOrString = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
closed[intOrString] = { oneOf: [{ type: 'integer' }, { type: 'string' }] };
closed['io.k8s.apimachinery.pkg.api.resource.Quantity'] = { oneOf: [{ type: 'number' }, { type: 'string' }] };

const referenced = (schema, found = new Set()) => {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    referenced(closed[name], found);
  }
  return found;
};

mkdirSync(directory, { recursive: true });
for (const [name, schema] of Object.entries(closed)) {
  const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
  for (const { group, version, kind } of kinds.length === 1 ? kinds : []) {
    const needed = Object.fromEntries([...referenced(schema)].map((other) => [other, closed[other]]));
    const file = [kind, ...(group === '' ? [] : [group.split('.')[0]]), version].join('-').toLowerCase();
    writeFileSync(join(directory, `${file}.json`), JSON.stringify({ ...schema, definitions: needed }));
  }
}
