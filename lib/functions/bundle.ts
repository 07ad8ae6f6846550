/**
 * Code of a function: its built bundle with headcount.json beside it, hashed by content. It may not bundle: consumers
 * need no esbuild, no Docker.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { BESIDE } from '#runtime/aws/env';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

/**
 * Throws an Error where the bundle was not built. `config` is written as it is; files of the names `leftOut` stay
 * behind.
 */
export function bundleOf(name: string, config: object, leftOut: readonly string[] = []): Code {
  const folder = join(PACKAGE_ROOT, 'dist', 'lambdas', name);
  if (!existsSync(join(folder, 'index.mjs')))
    throw new Error(`dist/lambdas/${name} is not there: run npm run build`);
  return Code.fromAsset(folder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never pulled: the local bundling below always does it.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(output) {
          mkdirSync(output, { recursive: true });
          cpSync(folder, output, {
            recursive: true,
            filter: (path) => !path.endsWith('.map') && !leftOut.includes(basename(path)),
          });
          writeFileSync(join(output, BESIDE.config), `${JSON.stringify(config)}\n`);
          return true;
        },
      },
    },
  });
}
