/** The mail that answers an inquiry or sends what was asked for. */
import type { Form } from '../form-schema.ts';
import { buildMail, firmOf, titleOf, type Addressing } from './build-mail.ts';
import { lines, link, list, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Attachment, Mail } from './mail.ts';

export interface AnswerInput extends Addressing {
  readonly form: Form;
  /** What staff writes: its lines stay. Empty where the attachments are the answer. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly withdrawUrl: string;
}

/** Answers an act of the person, so it has no RFC 8058 headers. */
export function composeAnswer(input: AnswerInput): Mail {
  const { form, config, language, text, attachments } = input;
  const { answer, welcome, withdraw, withdrawLink } = mailWordsIn(language);
  const title = titleOf(form, language);
  return buildMail(input, {
    kind: 'answer',
    owner: form.owner,
    subject: answer.subject(title),
    blocks: [
      paragraph(answer.intro[form.kind](firmOf(config), title)),
      ...(text.trim() === '' ? [] : [lines(text.trim())]),
      ...(attachments.length === 0
        ? []
        : [paragraph(welcome.attached), list(attachments.map(({ filename }) => filename))]),
      paragraph(withdraw),
      link(withdrawLink, input.withdrawUrl),
    ],
    attachments,
  });
}
