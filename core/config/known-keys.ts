/** Lists the keys that a schema knows at a path of the input. It may not see a value. */
import { z } from 'zod';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
}

/** Returns the keys of the object at the path, in the order of the schema; empty where it has none of its own. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const nodes = path.reduce<readonly Node[]>(
    (found, key) => found.flatMap(alternatives).flatMap((node) => step(node, key)),
    [inputOf(schema)],
  );
  return [...new Set(nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Returns the paths, as `$.sites[]`, of the objects elsewhere that know the key: it may stand one level off. */
export function placesOfKey(schema: z.ZodType, key: string): readonly string[] {
  const places = new Set<string>();
  const walk = (node: Node, path: string): void => {
    for (const one of alternatives(node)) {
      if (Object.hasOwn(one.properties ?? {}, key)) places.add(path);
      for (const [name, property] of Object.entries(one.properties ?? {})) walk(property, `${path}.${name}`);
      if (one.items !== undefined) walk(one.items, `${path}[]`);
    }
  };
  walk(inputOf(schema), '$');
  return [...places];
}

const inputOf = (schema: z.ZodType): Node =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Node;

function alternatives(node: Node): readonly Node[] {
  return [node, ...[node.anyOf, node.allOf, node.oneOf].flatMap((list) => list ?? []).flatMap(alternatives)];
}

function step(node: Node, key: PropertyKey): readonly Node[] {
  if (typeof key === 'number') return node.items === undefined ? [] : [node.items];
  const property = node.properties?.[String(key)];
  if (property !== undefined) return [property];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}
