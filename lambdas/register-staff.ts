/** The commands of the register's staff, whose right it is to invoke this: wires the parts together. */
import { answerStaff } from '#runtime/aws/register/answer-staff';
import { registerEnv } from '#runtime/aws/register/env';
import { invokeFunction } from '#runtime/aws/register/invoke-function';
import { openOnce } from '#runtime/aws/register/open-once';
import { systemParts } from '#runtime/aws/register/system-parts';

const parts = systemParts(import.meta.dirname);

export const handler = answerStaff({
  open: openOnce(parts),
  askMail: (request) => invokeFunction(registerEnv('mailFunction'), request, parts),
});
