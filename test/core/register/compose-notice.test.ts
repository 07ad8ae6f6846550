/** The notice: all that is shown, in one text with one hash. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '#core/register/choose-language';
import { composeNotice, composeText } from '#core/register/compose-notice';
import { describeForm } from '#core/register/describe-form';
import { partySchema } from '#core/register/party-schema';
import { rounds } from '../../support/full-length.ts';
import { demoForm, parseDemo, sha256 } from './demo-register.ts';

const plain = { version: '7', text: { en: 'We ask.\nTruly.', de: 'Wir fragen. Größe.' } };
const notice = (...args: Parameters<typeof demoForm>) => {
  const { form, config } = demoForm(...args);
  return composeNotice(form, config, 'en', sha256);
};

describe('the notice', () => {
  it("is the form's text, then a line per box with its words: purposes, then recipients", () => {
    const { form, config } = demoForm({ notice: plain });
    expect(composeNotice(form, config, 'en', sha256)).toMatchObject({ version: '7', language: 'en' });
    expect(composeText(form, config, 'en').split('\n')).toEqual([
      'We ask.',
      'Truly.',
      '',
      'Demo Instruments may send me information and offers by e-mail about its products and ' +
        'events: Microscopes, Telescopes, Workshops.',
      'Demo Instruments may evaluate my details for its own market research.',
      'Demo Instruments may use my details to adapt its services to my needs and to what is asked for.',
      'You may pass my details to Example Optics (AT): sells our microscopes in Austria and may ' +
        'send you offers for them.',
      'You may pass my details to Example Calibration (CH): calibrates instruments and may send ' +
        'you offers for this. Safeguard: adequacy decision 2000/518/EC of the European Commission.',
    ]);
    expect(composeText(form, config, 'de').split('\n').at(-1)).toBe(
      'Sie dürfen meine Angaben weitergeben an Example Calibration (CH): kalibriert Messgeräte ' +
        'und darf Ihnen Angebote dazu senden. Garantie: Angemessenheitsbeschluss 2000/518/EG der ' +
        'Europäischen Kommission.',
    );
  });

  it('is the text alone where no box is offered', () => {
    expect(notice({ notice: plain, purposes: [], recipients: [] }).text).toBe('We ask.\nTruly.');
  });

  it('has the SHA-256 of its UTF-8', () => {
    const { form, config } = demoForm({ notice: plain, purposes: [], recipients: [] });
    // printf 'Wir fragen. Größe.' | sha256sum
    expect(composeNotice(form, config, 'de', sha256).sha256).toBe(
      '8d9a537a29998a56599b8782153a2b74c8aa15d5ddde3acf6758de5cfda25ecd',
    );
  });

  it('has another hash when any word of a box changes, and the same one when nothing does', () => {
    const recipient = { id: 'acme', name: 'Acme', country: 'US', safeguard: 'clauses', role: 'dealer' };
    const hashOf = (changed: object, recipients = ['acme']) =>
      notice({ notice: plain, recipients }, { recipients: [{ ...recipient, ...changed }] }).sha256;
    const changes = [{ name: 'Acne' }, { country: 'CA' }, { safeguard: 'rules' }, { role: 'agent' }];
    const hashes = [hashOf({}), hashOf({}, []), ...changes.map((change) => hashOf(change))];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashOf({})).toBe(hashes[0]);
  });

  it('has another hash when the name of the firm, a topic or a duration changes', () => {
    const hashes = [
      notice(),
      notice({}, { controller: { name: 'Other Instruments', email: 'privacy@instruments.example' } }),
      notice({ topics: [{ id: 'a', title: { en: 'Scales', de: 'Waagen' } }] }),
      notice({}, { retention: { consentMonths: 12 } }),
    ].map(({ sha256 }) => sha256);
    expect(new Set(hashes).size).toBe(4);
  });

  it('fills placeholders once: braces in a value stay', () => {
    const { text } = notice(
      { notice: { version: '1', text: { en: '{firm} {firm}', de: 'x' } }, purposes: [], recipients: [] },
      { controller: { name: 'A {dpo} $& B' } },
    );
    expect(text).toBe('A {dpo} $& B A {dpo} $& B');
  });

  it('writes the durations that retention has', () => {
    const { form, config } = demoForm(
      {},
      { retention: { offerDays: 1, consentMonths: 12, unconfirmedDays: 1 } },
    );
    expect(composeText(form, config, 'en')).toMatch(
      /until 1 day after the workshop.*after 1 day\..*for 12 months/,
    );
    expect(composeText(form, config, 'de')).toMatch(/bis 1 Tag nach dem Ende.*nach 1 Tag\..*12 Monate lang/);
  });

  it('writes durations in the case that German asks for, also for a region', () => {
    const { form, config } = demoForm();
    for (const lang of ['de', 'de-AT'])
      expect(composeText(form, config, lang)).toMatch(
        /bis 30 Tage nach dem Ende.*nach 14 Tagen\..*24 Monate lang/,
      );
  });

  it('keeps a field by the law of its own language', () => {
    const law = { en: 'the Act', 'de-AT': 'dem Gesetz', de: 'der Ordnung' };
    const { form, config } = demoForm({ keep: [{ fields: ['name', 'email'], years: 1, law }] });
    expect(composeText(form, config, 'en')).toContain(
      'Under the Act we keep Name and E-mail address for 1 year.',
    );
    expect(composeText(form, config, 'de-AT')).toContain('nach dem Gesetz 1 Jahr lang auf: Name und ');
  });

  it('has plain words for a recipient in a language that the program does not write', () => {
    const { form, config } = demoForm();
    expect(composeText(form, config, 'fr').split('\n').at(-2)).toBe(
      'Example Optics (AT): sells our microscopes in Austria and may send you offers for them',
    );
  });

  it('keeps a line per box whatever words are accepted', () => {
    const { form, config } = demoForm({ notice: plain, recipients: ['example-optics'] });
    const letter = fc.constantFrom('a', 'b', '.', ' ', '{dpo}');
    const lineBreak = fc.constantFrom('\n', '\r', '\u0085', '\u2028', '\u2029');
    const unit = fc.oneof({ arbitrary: letter, weight: 20 }, { arbitrary: lineBreak, weight: 1 });
    const words = fc.string({ unit, minLength: 1 });
    let accepted = 0;
    fc.assert(
      fc.property(words, words, words, (name, role, safeguard) => {
        const party = { id: 'example-optics', name, country: 'US', safeguard, role };
        const recipient = partySchema.safeParse(party);
        if (!recipient.success) return;
        accepted += 1;
        const text = composeText(form, { ...config, recipients: [recipient.data] }, 'en');
        expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(7);
      }),
      { numRuns: rounds(500, 20_000) },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe('the description of a form', () => {
  it('is the answer of GET /v1/forms/FORM without the token', () => {
    const { form, config } = demoForm({ notice: plain });
    const described = describeForm(form, config, 'de', sha256);
    expect(Object.keys(described)).toEqual(['form', 'notice', 'fields', 'purposes', 'recipients', 'topics']);
    expect(described).toMatchObject({
      form: 'workshop',
      notice: composeNotice(form, config, 'de', sha256),
      topics: [
        { id: 'microscopes', title: 'Mikroskope' },
        { id: 'telescopes', title: 'Teleskope' },
        { id: 'workshops', title: 'Workshops' },
      ],
    });
    expect(described.fields[0]).toEqual({
      name: 'name',
      type: 'text',
      label: 'Name',
      required: true,
      reason: 'Für Teilnehmerliste und Namensschild.',
    });
    expect(described.recipients[1]).toEqual({
      id: 'example-calibration',
      name: 'Example Calibration',
      country: 'CH',
      role: 'kalibriert Messgeräte und darf Ihnen Angebote dazu senden',
      safeguard: 'Angemessenheitsbeschluss 2000/518/EG der Europäischen Kommission',
      text: composeText(form, config, 'de').split('\n').at(-1),
    });
  });

  it('has for each box the very line of the notice, in its order', () => {
    const { form, config } = demoForm();
    for (const lang of config.languages) {
      const { notice, purposes, recipients } = describeForm(form, config, lang, sha256);
      const lines = [...purposes, ...recipients].map(({ text }) => text);
      expect(notice.text.split('\n').slice(-lines.length)).toEqual(lines);
    }
  });
});

describe('the language', () => {
  it.each([
    ['the one of the query', 'de', 'en', 'de'],
    ['the one of the query in any case', 'DE', undefined, 'de'],
    ['the one of the query without its region', 'de-CH', undefined, 'de'],
    ["the browser's, where the query names an unknown one", 'xx', 'de', 'de'],
    ["the browser's best", undefined, 'fr, en;q=0.2, de;q=0.9', 'de'],
    ["the browser's first of the same weight", undefined, 'de, en', 'de'],
    ['none that the browser refuses', undefined, 'de;q=0', 'en'],
    ['the first of the configuration for a header that is none', undefined, ';;q=,*, de;q=2', 'en'],
    ['the first of the configuration without any wish', undefined, undefined, 'en'],
    ['an empty query like none', '', 'de', 'de'],
  ])('is %s', (_name, lang, header, expected) => {
    expect(chooseLanguage(['en', 'de'], lang, header)).toBe(expected);
  });

  it('finds a region for a language', () => {
    expect(chooseLanguage(['en', 'de-AT'], 'de', undefined)).toBe('de-AT');
    expect(chooseLanguage(['de-AT', 'de'], 'de-CH', undefined)).toBe('de');
  });

  it('is always a configured one', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (lang, header) => {
        const chosen = chooseLanguage(['en', 'de'], lang ?? undefined, header ?? undefined);
        expect(parseDemo().config.languages).toContain(chosen);
      }),
      { numRuns: rounds(50, 2000) },
    );
  });
});
