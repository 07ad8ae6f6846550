/** The demand for topics behind the HTTP API: wires the function to S3. */
import { sendSigned } from '#runtime/aws/client/send-signed';
import { answerDemandEvents } from '#runtime/aws/demand/answer-demand-event';
import { env, optionalEnv } from '#runtime/aws/env';
import { Warnings } from '#runtime/aws/warnings';

export const handler = answerDemandEvents({
  send: sendSigned,
  factsBucket: env('factsBucket'),
  registerBucket: optionalEnv('registerOpenBucket'),
  clock: Date.now,
  warnings: new Warnings((line) => console.warn(line), Date.now),
});
