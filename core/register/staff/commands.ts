/**
 * The commands of staff by name, as a request to a running register or to its log: what each takes, and what it does.
 */
import { z } from 'zod';
import { runRetention } from '../acts/erase.ts';
import { describePerson } from '../describe-person.ts';
import { importPeople } from '../import/import-people.ts';
import { planSurvey } from '../survey/plan-survey.ts';
import { surveyInside } from '../survey/survey-inside.ts';
import { surveyReleased } from '../survey/survey-released.ts';
import { addSubmission } from './add-submission.ts';
import { answerPerson } from './answer-person.ts';
import { checkRegister } from './check-register.ts';
import { closeSubmission } from './close-submission.ts';
import { eraseFor } from './erase-for.ts';
import { fileMails, receivedMailSchema } from './file-mails.ts';
import { findPerson } from './find-who.ts';
import { previewInformation, selectInformation, sendInformation } from './inform.ts';
import { listCases } from './list-cases.ts';
import { listPeople } from './list-people.ts';
import { provePerson } from './prove-person.ts';
import { StaffUsageError, type StaffContext } from './staff-context.ts';
import { tellParticipants } from './tell-participants.ts';
import { transferTo } from './transfer-to.ts';
import { withdrawFor } from './withdraw-for.ts';

const text = z.string();
const texts = z.array(text);
/** Bytes as base64. */
const bytes = z.base64().transform((encoded) => decodeBase64(encoded));
const rightsAlone = z.object({ who: text, purpose: text, reason: text });

const importRow = z.object({
  row: z.int(),
  form: text,
  language: text,
  fields: z.record(text, text),
  topics: texts,
  given: z.array(z.object({ purpose: text, wording: text, time: text, evidence: z.base64() })),
});

interface StaffCommand<Input> {
  readonly input: z.ZodType<Input>;
  readonly run: (input: Input, context: StaffContext) => Promise<unknown>;
}

const command = <Input>(input: z.ZodType<Input>, run: StaffCommand<Input>['run']): StaffCommand<Input> => ({
  input,
  run,
});

const COMMANDS = {
  list: command(
    z.object({ form: text.optional(), purpose: text, reason: text, case: text.optional() }),
    listPeople,
  ),
  show: command(rightsAlone, async (input, context) =>
    describePerson(
      { ref: await findPerson(input.who, context), reader: context.reader, reason: checkRights(input) },
      context,
    ),
  ),
  prove: command(rightsAlone, async (input, context) =>
    provePerson({ ref: await findPerson(input.who, context), reason: checkRights(input) }, context),
  ),
  add: command(
    z.object({
      form: text,
      channel: text,
      received: text,
      evidence: bytes,
      fields: z.record(text, text),
      give: texts,
      topics: texts,
      language: text.optional(),
    }),
    addSubmission,
  ),
  import: command(z.object({ rows: z.array(importRow), isDryRun: z.boolean() }), importPeople),
  withdraw: command(
    z.object({
      who: text,
      only: texts,
      channel: text.optional(),
      received: text.optional(),
      evidence: bytes.optional(),
    }),
    withdrawFor,
  ),
  erase: command(z.object({ who: text }), ({ who }, context) => eraseFor(who, context)),
  close: command(z.object({ submission: text }), ({ submission }, context) =>
    closeSubmission(submission, context),
  ),
  transfer: command(
    z.object({ recipient: text, purpose: text, reason: text, isDryRun: z.boolean() }),
    transferTo,
  ),
  retention: command(z.object({ isDryRun: z.boolean() }), async ({ isDryRun }, context) => ({
    erased: await runRetention(context, isDryRun),
  })),
  answer: command(
    z.object({ who: text, text, attachments: z.array(z.object({ filename: text, content: bytes })) }),
    ({ who, ...stored }, context) => answerPerson(who, stored, context),
  ),
  'inform-preview': command(
    z.object({ who: text.optional(), purpose: text, reason: text, withMails: z.boolean() }),
    previewInformation,
  ),
  'inform-select': command(
    z.object({ who: text.optional(), purpose: text, reason: text, isDryRun: z.boolean() }),
    selectInformation,
  ),
  'inform-send': command(
    z.object({ mailing: text, refs: texts, purpose: text, reason: text }),
    sendInformation,
  ),
  tell: command(z.object({ form: text, text, isCancelled: z.boolean() }), tellParticipants),
  mail: command(z.object({ mails: z.array(receivedMailSchema.extend({ content: bytes })) }), fileMails),
  cases: command(z.object({ close: text.optional() }), ({ close }, context) => listCases(close, context)),
  survey: command(
    z.object({
      isReleased: z.boolean(),
      year: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
      reason: text,
    }),
    ({ isReleased, ...input }, context) =>
      isReleased ? surveyReleased(input, context) : surveyInside(input, context),
  ),
  plan: command(z.object({ people: z.int().min(1).optional(), reason: text }), planSurvey),
  doctor: command(z.object({}), (_input, context) => checkRegister(context)),
} as const;

export type StaffCommandName = keyof typeof COMMANDS;

/**
 * Runs a command of staff. Rejects with a StaffError or StaffUsageError, a GateRefusedError, or what the log rejects
 * with; the message is for the one who called it and holds no personal data.
 */
export async function runStaffCommand(name: string, input: unknown, context: StaffContext): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) throw new StaffUsageError('unknown command');
  const { input: schema, run } = COMMANDS[name as StaffCommandName] as StaffCommand<unknown>;
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    throw new StaffUsageError('the command was sent in a form that this version does not know');
  return await run(parsed.data, context);
}

/** `show`, `export` and `prove` answer a person's own request, and nothing else. */
function checkRights({ purpose, reason }: { readonly purpose: string; readonly reason: string }): string {
  if (purpose !== 'rights')
    throw new StaffUsageError('all that is held of one person is read for one purpose: --purpose rights');
  return reason;
}

function decodeBase64(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
