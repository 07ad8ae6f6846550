/**
 * Finds what a notice lacks, for `doctor`.
 *
 * A program cannot judge prose, and a check that pretends to would be believed. So it is cut in three, by what can be
 * known:
 *
 * 1. Facts of the configuration (who is responsible and how to reach them, the data protection officer, processors and
 *    their safeguards, laws that keep fields, the firm and its products in the consent to information) have to stand in
 *    the text literally, in every language. This is exact.
 * 2. What the law words the same for everybody (rights, storage, basis, provision) a form takes from placeholders. They
 *    are written from the form and the durations that retention uses, so that a text cannot promise another time than
 *    is kept. Nothing is added to a text that lacks them: the words shown are the author's, and what is missing is a
 *    problem.
 * 3. Who writes these parts by hand is held to the statute's own terms in English and German, and in any language to
 *    the number of the article. Such a finding is a necessary condition, not a proof: "you have no right of access"
 *    passes. A lawyer's reading stays needed, and the documents say so.
 *
 * The right to object has to be brought to attention apart from all else (Art. 21(4)): a line that says nothing of
 * another right.
 */
import { composeBoxes, composeText } from './compose-notice.ts';
import type { Form } from './form-schema.ts';
import { wordsIn } from './localized-text.ts';
import { particularsIn } from './notice-particulars.ts';
import { isStated, NOTICE_REQUIREMENTS, OBJECTION, type NoticeRequirement } from './notice-requirements.ts';
import { hasBoxes } from './particulars.ts';
import { isInEea } from './party-schema.ts';
import type { RegisterConfig } from './register-config-schema.ts';

/** A problem as `doctor` prints it. */
export interface NoticeProblem {
  readonly code: string;
  readonly text: string;
}

/** Returns what the notice of a form lacks, in each configured language. */
export function checkNotice(form: Form, config: RegisterConfig): readonly NoticeProblem[] {
  const withoutEnd = (form.kind === 'workshop' || form.kind === 'course') && form.offer === undefined;
  return [
    ...(withoutEnd
      ? [
          {
            code: 'notice-storage',
            text:
              `form ${form.id}: a ${form.kind} without offer.ends has no end of storage (Art. 13(2)(a) GDPR): ` +
              'add offer',
          },
        ]
      : []),
    ...config.languages.flatMap((lang) => checkLanguage(form, config, lang)),
  ];
}

function checkLanguage(form: Form, config: RegisterConfig, lang: string): readonly NoticeProblem[] {
  const text = composeText(form, config, lang);
  const lines = text.split('\n');
  const problem = (code: string, lack: string, remedy: string): NoticeProblem => ({
    code: `notice-${code}`,
    text: `form ${form.id}, language ${lang}: the notice lacks ${lack}: ${remedy}`,
  });
  const lacking = (one: NoticeRequirement) =>
    problem(one.code, `${one.name} (${one.article} GDPR)`, remedyFor(one, lang));
  const required = NOTICE_REQUIREMENTS.filter(
    (one) => (hasBoxes(form) || one.onlyConsent !== true) && !isStated(one, lang, text),
  );
  const rights = NOTICE_REQUIREMENTS.filter(({ placeholder }) => placeholder === 'rights');
  const objects = lines.some(
    (line) => isStated(OBJECTION, lang, line) && !rights.some((right) => isStated(right, lang, line)),
  );
  return [
    ...missingFacts(form, config, lang, text).map(({ code, lack, remedy }) => problem(code, lack, remedy)),
    ...required.map(lacking),
    ...(objects ? [] : [lacking(OBJECTION)]),
  ];
}

interface MissingFact {
  readonly code: string;
  readonly lack: string;
  readonly remedy: string;
}

function missingFacts(
  form: Form,
  config: RegisterConfig,
  lang: string,
  text: string,
): readonly MissingFact[] {
  const { controller, dpo, processors } = config;
  const ways = (party: { readonly [way in 'address' | 'email' | 'phone']?: string | undefined }) =>
    [party.address, party.email, party.phone].filter((way) => way !== undefined);
  const lacks = (words: string) => !text.includes(words);
  const facts: MissingFact[] = [];
  if (controller === undefined || lacks(controller.name) || ways(controller).every(lacks))
    facts.push({
      code: 'controller',
      lack: 'the name of the controller and a way to reach it (Art. 13(1)(a) GDPR)',
      remedy:
        controller === undefined || ways(controller).length === 0
          ? 'add controller with name, address and email to register.json, and {controller} to the text'
          : 'add {controller} to the text',
    });
  if (dpo !== undefined && ways(dpo).every(lacks))
    facts.push({
      code: 'dpo',
      lack: 'a way to reach the data protection officer (Art. 13(1)(b) GDPR)',
      remedy:
        ways(dpo).length === 0 ? 'add email or address to dpo in register.json' : 'add {dpo} to the text',
    });
  processors.forEach(({ name, country, safeguard }, at) => {
    const guard = safeguard === undefined || isInEea(country) ? '' : wordsIn(safeguard, lang);
    if (lacks(name) || lacks(guard.replace(/\.$/, '')))
      facts.push({
        code: 'processors',
        lack: `processors[${at}] or its safeguard (Art. 13(1)(e) and (f) GDPR)`,
        remedy: 'add {processors} to the text',
      });
  });
  form.keep.forEach(({ law }, at) => {
    if (lacks(wordsIn(law, lang)))
      facts.push({
        code: 'keep',
        lack: `the law of keep[${at}] (Art. 13(2)(a) GDPR)`,
        remedy: 'add {retention} to the text, or name the law',
      });
  });
  if (form.purposes.includes('information') && !namesProducts(form, config, lang))
    facts.push({
      code: 'products',
      lack: 'the firm or the products in its consent to information (BGH VI ZR 721/15)',
      remedy:
        'give the form topics, and write {firm} and {topics} into purposes.information of register.json',
    });
  return facts;
}

/** Whether the words beside the box name the firm and each topic, since a consent covers what it names. */
function namesProducts(form: Form, config: RegisterConfig, lang: string): boolean {
  const words = composeBoxes(form, config, lang)
    .filter(({ purpose }) => purpose === 'information')
    .map((box) => box.words.toLowerCase())
    .join(' ');
  const firm = config.controller?.name;
  const names = [firm, ...form.topics.map(({ title }) => wordsIn(title, lang))];
  return (
    form.topics.length > 0 && names.every((name) => name !== undefined && words.includes(name.toLowerCase()))
  );
}

function remedyFor({ placeholder, citation }: NoticeRequirement, lang: string): string {
  return particularsIn(lang) === undefined
    ? `say it there and cite "Art. ${citation}", by which it is recognised`
    : `add {${placeholder}} to the text, or say it there`;
}
