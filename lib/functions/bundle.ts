/**
 * The code of a function: its prebuilt bundle with the configuration beside it, hashed by content. It may not bundle
 * itself: consumers need no esbuild and no Docker.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

/**
 * Returns the code; throws an Error if the bundle was not built. `beside` holds the files that are put
 * beside it, by their path in the bundle; files named in `omittedFiles` are left out.
 */
export function bundleCode(
  name: string,
  beside: Readonly<Record<string, string | Uint8Array>>,
  omittedFiles: readonly string[] = [],
): Code {
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
          for (const [path, content] of Object.entries(beside)) {
            mkdirSync(dirname(join(output, path)), { recursive: true });
            writeFileSync(join(output, path), content);
          }
          return true;
        },
      },
    },
  });
}
