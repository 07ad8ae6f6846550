/**
 * Deletes the salts of ended days; runs just after midnight of the deployment's time zone, and hourly. It may not read
 * one.
 */
import { Zone } from '#core/time/zone';
import { callAws } from '#runtime/aws/client/call-aws';
import { readConfigBeside } from '#runtime/node/files-beside';
import { env } from '#runtime/aws/env';
import { deleteEndedSalts, type SaltDeletionResult } from '#runtime/aws/salts/delete-ended-salts';
import { Warnings } from '#runtime/aws/warnings';

const zone = new Zone(readConfigBeside(import.meta.dirname).timeZone);
const warnings = new Warnings((line) => console.warn(line), Date.now);

/** Throws if a salt could not be deleted, so that the schedule retries and an alarm notices. */
export async function handler(): Promise<SaltDeletionResult> {
  const ended = await deleteEndedSalts(zone.day(Date.now()), env('saltsTable'), callAws);
  if (ended.failed > 0) {
    warnings.warn('salt_not_deleted', ended.failed);
    throw new Error('salt_not_deleted');
  }
  return ended;
}
