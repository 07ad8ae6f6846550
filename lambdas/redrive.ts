/** Feeds the fallback queue back to Firehose: wires the parts together. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callAws } from '#runtime/aws/client/call-aws';
import { readConfigBeside } from '#runtime/node/files-beside';
import { env } from '#runtime/aws/env';
import { heldContext } from '#runtime/aws/firehose/held-context';
import { redriveMessages, type BatchAnswer, type QueueEvent } from '#runtime/aws/firehose/redrive-messages';
import { Warnings } from '#runtime/aws/warnings';

const warnings = new Warnings((line) => console.warn(line), Date.now);
const redelivery = {
  stream: env('stream'),
  queueUrl: env('fallbackQueue'),
  heldContext: heldContext(readConfigBeside(import.meta.dirname), Date.now),
  call: callAws,
  clock: Date.now,
  random: Math.random,
  sleep,
};

export async function handler(
  event: QueueEvent,
  context: { readonly getRemainingTimeInMillis: () => number },
): Promise<BatchAnswer> {
  return await redriveMessages(event, context.getRemainingTimeInMillis(), redelivery, warnings);
}
