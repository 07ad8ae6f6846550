/**
 * Answers staff, whose right it is to invoke the function: runs the command, or has the mail function run what sends.
 * It may not send mail itself, and may not log.
 */
import { answerCommand, explain, isReader, type StaffAnswer, type StaffRequest } from './answer-command.ts';
import type { Bucket } from './bucket.ts';
import type { OpenedRegister } from './open-register.ts';
import { REFUSING_DOOR } from './refusing-door.ts';
import { staffContextOf } from './staff-context.ts';

/** An answer may have 6 MB, and JSON within JSON takes more than it holds. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Asks the mail function to send what is due. */
export const SEND_NOW = 'send-now';

/**
 * Commands that send, or that settle what a mailing left: in the function that runs once at a time, so that neither
 * runs beside a mailing.
 */
const SENDING: ReadonlySet<unknown> = new Set(['inform-send', 'inform-select']);

export interface StaffParts {
  readonly open: () => Promise<OpenedRegister>;
  /** Invokes the mail function and returns what it answered. */
  readonly askMail: (request: { readonly command: string } & Partial<StaffRequest>) => Promise<unknown>;
}

export type AnswerStaff = (event: Partial<StaffRequest> | null) => Promise<StaffAnswer>;

/** Returns the handler; it never rejects. */
export function answerStaff({ open, askMail }: StaffParts): AnswerStaff {
  return async (event) => {
    try {
      const { command, inputKey, reader } = event ?? {};
      if (typeof command !== 'string' || !isReader(reader))
        return {
          message: 'the register on AWS takes {command, input, reader}: use headcount register --target aws',
          exit: 2,
        };
      const opened = await open();
      const input = inputKey === undefined ? event?.input : await takeInput(inputKey, opened.bucket);
      const answer = SENDING.has(command)
        ? ((await askMail({ command, input, reader })) as StaffAnswer)
        : await answerCommand({ command, input, reader }, contextOf(opened, reader, askMail));
      return await shorten(answer, opened);
    } catch (error) {
      return explain(error);
    }
  };
}

const contextOf = (opened: OpenedRegister, reader: string, askMail: StaffParts['askMail']) =>
  staffContextOf(opened, {
    door: REFUSING_DOOR,
    // Mails that cannot leave at once are due, and leave by the minute: the command has done its part.
    sendNow: async () => {
      await askMail({ command: SEND_NOW }).catch(() => undefined);
    },
    reader,
  });

async function takeInput(key: string, bucket: Bucket): Promise<unknown> {
  if (!/^staff\/[\w-]{1,64}$/.test(key)) return undefined;
  const text = await bucket.text(key);
  await bucket.delete(key);
  return text === undefined ? undefined : JSON.parse(text);
}

/** A result that is too large for an answer lies in the bucket, whose lifecycle deletes it after a day. */
async function shorten(answer: StaffAnswer, { bucket, context }: OpenedRegister): Promise<StaffAnswer> {
  if (!('result' in answer)) return answer;
  const text = JSON.stringify(answer.result ?? null);
  if (Buffer.byteLength(text) <= MOST_BYTES) return answer;
  const resultKey = `staff/${context.randomId()}`;
  await bucket.put(resultKey, text);
  return { resultKey };
}
