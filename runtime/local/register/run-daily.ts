/** What a running register does once a day, and at each start: each step whether or not the one before it failed. */
import { OperatorError } from '#core/operator-error';
import { findRemedy } from '#core/operator/system-faults';
import { runRetention } from '#core/register/acts/erase';
import { tellOwners } from '#core/register/acts/weekly-owners';
import { releaseDemand } from '#core/register/demand/release-demand';
import { createSystemBits } from '#runtime/node/random-bits';
import type { OpenedRegister, RegisterOptions } from './open-register.ts';
import { demandFile, publishDemandIn } from './publish-demand.ts';
import { staffFilesIn } from './staff-files.ts';

/** Rejects where retention or the owners' mails failed; a demand that was not written is noted and tried again. */
export async function runDaily(
  { context, mailFiles }: Pick<OpenedRegister, 'context' | 'mailFiles'>,
  {
    dataFolder,
    folder,
    register,
    note,
  }: Pick<RegisterOptions, 'dataFolder' | 'folder' | 'register' | 'note'>,
): Promise<void> {
  try {
    await runRetention(context, false);
  } finally {
    try {
      await tellOwners(context);
    } finally {
      const place = { dataFolder, configFolder: folder, named: register.config.demand };
      await releaseDemand({
        ...context,
        randomBits: createSystemBits,
        files: staffFilesIn(dataFolder, mailFiles),
        publish: publishDemandIn(place),
      }).catch((error: unknown) =>
        note(
          `${JSON.stringify(demandFile(place))}, the released demand, is not written and is tried again tomorrow: ` +
            reasonOf(error),
        ),
      );
    }
  }
}

/** Only sentences of this program are repeated: what else went wrong could hold a row. */
function reasonOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return findRemedy(error) ?? 'it failed';
}
