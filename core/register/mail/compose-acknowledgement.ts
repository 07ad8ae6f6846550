/** The mail that acknowledges a withdrawal, once it is in force: what stopped, what is kept, why and until when. */
import type { Form } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import { purposeName } from '../pages/purpose-name.ts';
import { buildMail, firmOf, titleOf, type Addressing } from './build-mail.ts';
import { list, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';
import { dayWords } from '../pages/offer-words.ts';
import { recipientName } from './recipient-name.ts';

/** A service that goes on, or fields that a law keeps; `until` is in milliseconds since 1970. */
export type Kept =
  | { readonly why: 'service'; readonly form: Form; readonly until: number }
  | {
      readonly why: 'law';
      readonly form: Form;
      readonly keep: Form['keep'][number];
      readonly until: number;
    };

export interface AcknowledgementInput extends Addressing {
  /** Purposes, `transfer:RECIPIENT` among them; `service` where a service was ended. */
  readonly stopped: readonly string[];
  readonly kept: readonly Kept[];
  /** Ids of recipients that are told (Art. 19 GDPR). */
  readonly notify: readonly string[];
  /** From when on no backup holds what was deleted, in milliseconds since 1970; absent where nothing was. */
  readonly backupsFreeOn?: number | undefined;
}

/** Answers an act of the person, so it has no RFC 8058 headers. */
export function composeAcknowledgement(input: AcknowledgementInput): Mail {
  const { config, language, stopped, notify, backupsFreeOn } = input;
  const { acknowledgement } = mailWordsIn(language);
  const day = (instant: number) => dayWords(instant, config.timeZone, language);
  return buildMail(input, {
    kind: 'acknowledgement',
    subject: acknowledgement.subject(firmOf(config)),
    blocks: [
      ...(stopped.length === 0
        ? [paragraph(acknowledgement.nothingStopped)]
        : [
            paragraph(acknowledgement.stopped),
            list(
              stopped.map((purpose) =>
                purpose === 'service' ? acknowledgement.endedService : purposeName(purpose, config, language),
              ),
            ),
          ]),
      ...(notify.length === 0
        ? []
        : [paragraph(acknowledgement.notify(notify.map((id) => recipientName(id, config)).join(', ')))]),
      paragraph(acknowledgement.kept),
      list([...input.kept.map((kept) => describeKept(kept, language, day)), acknowledgement.proof]),
      ...(backupsFreeOn === undefined ? [] : [paragraph(acknowledgement.backups(day(backupsFreeOn)))]),
    ],
  });
}

function describeKept(kept: Kept, language: string, day: (instant: number) => string): string {
  const { acknowledgement } = mailWordsIn(language);
  if (kept.why === 'service')
    return acknowledgement.service(
      titleOf(kept.form, language),
      Number.isFinite(kept.until) ? day(kept.until) : undefined,
    );
  const labels = kept.form.fields
    .filter(({ name }) => kept.keep.fields.includes(name))
    .map(({ label }) => wordsIn(label, language));
  return acknowledgement.law(labels.join(', '), wordsIn(kept.keep.law, language), day(kept.until));
}
