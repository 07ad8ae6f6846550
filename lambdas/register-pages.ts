/** The register's pages behind their HTTP API: wires the parts together. */
import { registerApp } from '#runtime/node/register/http/register-app';
import { answerPages } from '#runtime/aws/register/answer-pages';
import { registerEnv } from '#runtime/aws/register/env';
import { countsOf } from '#runtime/aws/register/metrics';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister } from '#runtime/aws/register/open-register';
import { systemParts } from '#runtime/aws/register/system-parts';

const count = countsOf(registerEnv('table'), (line) => process.stdout.write(line));
const parts = systemParts(import.meta.dirname);
const open = openOnce(async () => {
  const { context, after } = await openRegister(parts);
  return { answer: registerApp(context), after };
});
// Keys are read before the first request comes; where that fails, that request tries again.
open().catch(() => undefined);

export const handler = answerPages(open, () => count({ pagesFailed: 1 }, Date.now()));
