/** The commands of the register's staff, whose right it is to invoke this: wires the parts together. */
import { answerStaff, SEND_NOW } from '#runtime/aws/register/answer-staff';
import { registerEnv } from '#runtime/aws/register/env';
import { invokeFunction } from '#runtime/aws/register/invoke-function';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister } from '#runtime/aws/register/open-register';
import { systemParts } from '#runtime/aws/register/system-parts';

/** What is due leaves by the minute, too; a mailing waits for the one before it. */
const BUSY_SECONDS = 20;
const MAILING_SECONDS = 600;

const parts = systemParts(import.meta.dirname);

export const handler = answerStaff({
  open: openOnce(() => openRegister(parts)),
  askMail: (request) =>
    invokeFunction(registerEnv('mailFunction'), request, {
      ...parts,
      mostPauses: request.command === SEND_NOW ? BUSY_SECONDS : MAILING_SECONDS,
    }),
});
