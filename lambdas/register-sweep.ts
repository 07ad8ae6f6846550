/** The daily sweep of the register: wires the parts together. */
import { answerSweep } from '#runtime/aws/register/answer-sweep';
import { Bucket } from '#runtime/aws/register/bucket';
import { registerEnv } from '#runtime/aws/register/env';
import { countsOf } from '#runtime/aws/register/metrics';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister } from '#runtime/aws/register/open-register';
import { systemParts } from '#runtime/aws/register/system-parts';

const parts = systemParts(import.meta.dirname);

export const handler = answerSweep({
  open: openOnce(() => openRegister(parts)),
  openBucket: () => new Bucket({ ...parts, name: registerEnv('openBucket') }),
  count: countsOf(registerEnv('table'), (line) => process.stdout.write(line)),
  warn: (line) => console.warn(line),
});
