/**
 * What a notice has to say and the program knows: placeholders of a form's text and of a box's words, filled from the
 * configuration, so that a notice cannot drift from what is done.
 */
import { fillPlaceholders, findPlaceholders } from './fill-placeholders.ts';
import type { Form } from './form-schema.ts';
import { wordsIn } from './localized-text.ts';
import type { Mistake } from './mistake.ts';
import type { Particulars, PartyWords } from './particulars.ts';
import { GERMAN_PARTICULARS } from './particulars-de.ts';
import { ENGLISH_PARTICULARS } from './particulars-en.ts';
import type { ConsentPurpose, RegisterConfig } from './register-config-schema.ts';

const LANGUAGES: Readonly<Record<string, Particulars>> = {
  en: ENGLISH_PARTICULARS,
  de: GERMAN_PARTICULARS,
};

/** Returns the sentences of a language, `de` for `de-AT`; undefined where the program has none. */
export const particularsIn = (lang: string): Particulars | undefined => LANGUAGES[lang.split('-')[0] ?? ''];

/** Placeholders of a box's words. */
const BOX_PLACEHOLDERS = ['firm', 'topics'];
const NOTICE_PLACEHOLDERS = [
  ...BOX_PLACEHOLDERS,
  'controller',
  'dpo',
  'authority',
  'processors',
  'purposes',
  'retention',
  'rights',
  'objection',
  'provision',
];

type Values = Readonly<Record<string, string | undefined>>;

/** Returns the value of each placeholder in a language; undefined where configuration or language give none. */
export function noticeParticulars(form: Form, config: RegisterConfig, lang: string): Values {
  const own = particularsIn(lang);
  const { controller, dpo, authority } = config;
  const authorityWords =
    authority && joined([wordsIn(authority.name, lang), authority.address, authority.url]);
  const parties = config.processors.map((party) => partyWords(party, lang));
  return {
    firm: controller?.name,
    topics:
      form.topics.length === 0 ? undefined : joined(form.topics.map(({ title }) => wordsIn(title, lang))),
    controller:
      controller && joined([controller.name, controller.address, controller.email, controller.phone]),
    dpo: dpo && joined([dpo.name, dpo.address, dpo.email, dpo.phone]),
    authority: authorityWords,
    processors: parties.length === 0 ? undefined : own?.processors(parties),
    purposes: own?.purposes(form),
    retention: own?.retention(form, config, lang),
    rights: own?.rights(form, authorityWords),
    objection: own?.objection,
    provision: own?.provision(
      form.fields.filter(({ required }) => required).map(({ label }) => wordsIn(label, lang)),
    ),
  };
}

/** Returns the words of a recipient or processor in a language. */
export function partyWords(party: RegisterConfig['recipients'][number], lang: string): PartyWords {
  const { name, country, role, safeguard } = party;
  return {
    name,
    country,
    role: wordsIn(role, lang),
    safeguard: safeguard === undefined ? undefined : wordsIn(safeguard, lang),
  };
}

/** Returns the words beside a purpose's box. */
export function purposeWords(purpose: string, form: Form, config: RegisterConfig, lang: string): string {
  const text = config.purposes[purpose as ConsentPurpose] ?? '';
  return fillPlaceholders(wordsIn(text, lang), noticeParticulars(form, config, lang));
}

/** Returns the placeholders that a form uses and that have no value. */
export function findUnfillable(form: Form, config: RegisterConfig): readonly Mistake[] {
  return config.languages.flatMap((lang) => {
    const values = noticeParticulars(form, config, lang);
    const check = (text: string, path: readonly (string | number)[], known: readonly string[]) =>
      findPlaceholders(text).flatMap((name) => {
        if (!known.includes(name))
          return [
            { path, problem: `has an unknown placeholder: write one of ${known.map(braced).join(', ')}` },
          ];
        return values[name] === undefined ? [{ path, problem: remedy(name, lang) }] : [];
      });
    return [
      ...check(wordsIn(form.notice.text, lang), ['notice', 'text', lang], NOTICE_PLACEHOLDERS),
      ...form.purposes.flatMap((purpose, at) =>
        check(
          wordsIn(config.purposes[purpose as ConsentPurpose] ?? '', lang),
          ['purposes', at],
          BOX_PLACEHOLDERS,
        ).map((mistake) => ({ ...mistake, problem: `in its words of register.json: ${mistake.problem}` })),
      ),
    ];
  });
}

function remedy(name: string, lang: string): string {
  if (name === 'topics') return 'uses {topics}, and the form has none: add topics, or write the words out';
  if (name in LANGUAGE_INDEPENDENT || (name === 'processors' && particularsIn(lang) !== undefined))
    return `uses ${braced(name)}: add ${name === 'firm' ? 'controller' : name} to register.json, or remove it here`;
  return `uses ${braced(name)}, which has no words in the language "${lang}": write the words out`;
}

const LANGUAGE_INDEPENDENT = { firm: true, controller: true, dpo: true, authority: true };
const braced = (name: string) => `{${name}}`;
const joined = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(', ');
