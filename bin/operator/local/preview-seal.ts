/** Says what a seal on this machine would do, through runtime/local/seal. It may not claim the data folder. */
import type { SealOutcome, SealRequest } from '#core/operator/seal-request';
import { Zone } from '#core/time/zone';
import { previewSeals } from '#runtime/local/seal/preview-seals';
import { loadSql } from '#runtime/node/package-root';
import type { LocalContext } from './local-context.ts';
import { explain, lastDay, listedBy, memoryLimit } from './seal.ts';

export async function previewSeal(context: LocalContext, request: SealRequest): Promise<SealOutcome> {
  const { config, data } = context;
  const through = lastDay(request.through, new Zone(config.timeZone).day(Date.now()));
  try {
    const { held, ...preview } = await previewSeals({
      data,
      config,
      through,
      byClock: request.byClock,
      throughUnconfirmed: request.through === undefined,
      listed: listedBy(context),
      loadSql,
      memoryLimit: memoryLimit(),
    });
    return { ...preview, heldBack: held, through, late: 0, abandoned: 0, abandonedFiles: 0 };
  } catch (error) {
    throw explain(error, context);
  }
}
