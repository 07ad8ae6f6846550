/** The one function of the register that sends mail and files what comes back: wires the parts together. */
import { answerMail } from '#runtime/aws/register/answer-mail';
import { registerEnv } from '#runtime/aws/register/env';
import { countsOf } from '#runtime/aws/register/metrics';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister } from '#runtime/aws/register/open-register';
import { SesMailDoor } from '#runtime/aws/register/ses-mail-door';
import { systemParts } from '#runtime/aws/register/system-parts';

const parts = systemParts(import.meta.dirname);

export const handler = answerMail({
  open: openOnce(() => openRegister(parts)),
  door: new SesMailDoor({ ...parts, configurationSet: registerEnv('configurationSet') }),
  count: countsOf(registerEnv('table'), (line) => process.stdout.write(line)),
});
