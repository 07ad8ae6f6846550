/** Lists the objects of a bucket that an import reads. It may not open one. */
import { CannotError } from '#core/operator/failures';
import { Objects } from '#runtime/aws/lake/objects';
import type { Deployment } from './deployment.ts';

export interface LogObject {
  readonly name: string;
  readonly bucket: Objects;
  readonly key: string;
  readonly writtenMs: number;
}

/** Lists the objects below these places, each once. Throws a CannotError where there are none. */
export async function listObjects(
  { s3 }: Deployment,
  places: readonly string[],
): Promise<readonly LogObject[]> {
  const logsByName = new Map<string, LogObject>();
  for (const place of places) {
    const [, name = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
    const bucket = new Objects(s3, name);
    for (const { key, bytes, writtenMs } of await bucket.list(prefix))
      if (bytes > 0)
        logsByName.set(`s3://${name}/${key}`, {
          name: `s3://${name}/${key}`,
          bucket,
          key,
          writtenMs,
        });
  }
  if (logsByName.size === 0) throw new CannotError(`${places.join(', ')}: no objects found`);
  return [...logsByName.values()];
}
