/** Settles months on this machine through runtime/local/settle, and explains its failures. */
import { CannotError } from '#core/operator/failures';
import type { SettleOutcome, SettleRequest } from '#core/operator/settle-request';
import { isOutOfSpace } from '#core/operator/system-faults';
import { SettleMismatchError } from '#core/settle/settle-checks';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { LockHeldError } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { settleMonths } from '#runtime/local/settle/settle-months';
import { loadCompiledConfig } from '#runtime/node/load-config';
import { loadSql } from '#runtime/node/package-root';
import type { LocalContext } from './local-context.ts';
import { processOf } from './process-of.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export async function settle(context: LocalContext, request: SettleRequest): Promise<SettleOutcome> {
  prepareDataDir(context.data);
  await refuseChangedZone(context);
  try {
    return await settleMonths({
      ...request,
      today: new Zone(context.config.timeZone).day(Date.now()),
      data: context.data,
      config: loadCompiledConfig(context.config, context.configFolder),
      facts: FACTS,
      loadSql,
      onSettled: ({ site, month }, completed, count) => {
        if (process.stderr.isTTY) context.note(`settled ${site} ${month} (${completed} of ${count})`);
      },
    });
  } catch (error) {
    throw explain(error, context);
  }
}

function explain(error: unknown, { data }: LocalContext): unknown {
  if (error instanceof LockHeldError)
    return new CannotError(
      `a seal, a release or another settlement is running on ${data.root}${processOf(error)}: wait for it`,
    );
  if (error instanceof SettleMismatchError)
    return new CannotError(`the books do not balance, nothing of that month was replaced: ${error.message}`);
  if (isOutOfSpace(error))
    return new CannotError(
      'the disk or the memory is full; readers see the same as before: free some space and settle again',
    );
  return error;
}
