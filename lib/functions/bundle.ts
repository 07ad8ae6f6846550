/**
 * The code of a function: its prebuilt bundle with headcount.json beside it, hashed by content. It may not bundle
 * itself: consumers need no esbuild and no Docker.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { BESIDE } from '#runtime/aws/env';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

/**
 * Returns the code; throws an Error if the bundle was not built. `config` is written unchanged; files named in
 * `omittedFiles` are left out.
 */
export function bundleCode(name: string, config: object, omittedFiles: readonly string[] = []): Code {
  const folder = join(PACKAGE_ROOT, 'dist', 'lambdas', name);
  if (!existsSync(join(folder, 'index.mjs')))
    throw new Error(`dist/lambdas/${name} is not there: run npm run build`);
  return Code.fromAsset(folder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The image is never pulled: the local bundling below always succeeds.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(output) {
          mkdirSync(output, { recursive: true });
          cpSync(folder, output, {
            recursive: true,
            filter: (path) => !path.endsWith('.map') && !omittedFiles.includes(basename(path)),
          });
          writeFileSync(join(output, BESIDE.config), `${JSON.stringify(config)}\n`);
          return true;
        },
      },
    },
  });
}
