/** An object of a configuration file that refuses unknown keys and lists the known ones. */
import { z } from 'zod';
import { didYouMean } from '../operator/nearest-names.ts';

/** Returns the schema. The message repeats keys of the file, never values. */
export function closedObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape)
    .map((key) => `"${key}"`)
    .join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map((key) => JSON.stringify(key) + didYouMean(key, Object.keys(shape))).join(', ')} is unknown here: remove it, or write one of ${known}`
        : undefined,
  });
}
