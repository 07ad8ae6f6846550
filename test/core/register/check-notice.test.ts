/** What `doctor` finds missing in a notice. */
import { describe, expect, it } from 'vitest';
import { checkNotice } from '#core/register/check-notice';
import { NOTICE_REQUIREMENTS, OBJECTION } from '#core/register/notice-requirements';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { composeText } from '#core/register/compose-notice';
import { demoForm, parseDemo } from './demo-register.ts';

const text = (en: string, de = en) => ({ notice: { version: '1', text: { en, de } } });
const codes = (...args: Parameters<typeof demoForm>) => {
  const { form, config } = demoForm(...args);
  return [...new Set(checkNotice(form, config).map(({ code }) => code))];
};
const EVERYTHING = [
  '{controller} {dpo}',
  '{purposes}',
  '{processors}',
  '{retention}',
  '{provision}',
  '{rights}',
  '{objection}',
];
const without = (placeholder: string) => text(EVERYTHING.filter((line) => line !== placeholder).join('\n'));

/** Written by hand, without a placeholder. */
const BY_HAND = {
  en: `Demo Instruments, privacy@instruments.example, is the controller. Our data protection officer: dpo@instruments.example.
The legal basis for holding the workshop is the contract with you; for everything else it is your consent.
Example Hosting operates our servers.
We delete your details 30 days after the workshop.
You can ask for access, rectification, erasure, restriction of processing and portability of your data.
You can withdraw your consent at any time, and complain to a supervisory authority.
You can object to advertising.
Only your name is required.`,
  de: `Verantwortlich ist Demo Instruments, privacy@instruments.example, Datenschutz: dpo@instruments.example.
Rechtsgrundlage ist der Vertrag mit Ihnen, im Übrigen Ihre Einwilligung.
Example Hosting betreibt unsere Server.
30 Tage nach dem Workshop löschen wir Ihre Angaben.
Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Übertragbarkeit.
Sie können Ihre Einwilligung jederzeit widerrufen und sich bei der Aufsichtsbehörde beschweren.
Werbung können Sie widersprechen.
Nur Ihr Name ist erforderlich.`,
};

describe('the check of a notice', () => {
  it.each(DEMO_REGISTER.forms.map((form) => [form.id, form] as const))(
    'finds nothing to add to the demo form %s',
    (_id, form) => {
      const { config, forms } = parseDemo({}, { offer: undefined, ...form });
      for (const parsed of forms.values()) expect(checkNotice(parsed, config)).toEqual([]);
    },
  );

  it('finds nothing to add to a notice that is written by hand', () => {
    expect(codes(text(BY_HAND.en, BY_HAND.de))).toEqual([]);
  });

  it('misses each sentence of a notice that is written by hand, in both languages', () => {
    const expected: readonly (readonly string[])[] = [
      ['notice-controller', 'notice-dpo'],
      ['notice-basis'],
      ['notice-processors'],
      ['notice-storage'],
      ['notice-access', 'notice-rectification', 'notice-erasure', 'notice-restriction', 'notice-portability'],
      ['notice-withdrawal', 'notice-complaint'],
      ['notice-objection'],
      ['notice-provision'],
    ];
    expected.forEach((missing, at) => {
      const cut = (whole: string) =>
        whole
          .split('\n')
          .filter((_, line) => line !== at)
          .join('\n');
      const { form, config } = demoForm(text(cut(BY_HAND.en), cut(BY_HAND.de)));
      const problems = checkNotice(form, config);
      for (const lang of ['en', 'de'])
        expect(
          problems.filter((one) => one.text.includes(`language ${lang}:`)).map(({ code }) => code),
          `${lang}, line ${at}`,
        ).toEqual(missing);
    });
  });

  it.each([
    ['{controller} {dpo}', ['notice-controller', 'notice-dpo']],
    ['{purposes}', ['notice-basis']],
    ['{processors}', ['notice-processors']],
    ['{retention}', ['notice-storage']],
    ['{provision}', ['notice-provision']],
    [
      '{rights}',
      [
        'notice-access',
        'notice-rectification',
        'notice-erasure',
        'notice-restriction',
        'notice-portability',
        'notice-withdrawal',
        'notice-complaint',
      ],
    ],
    ['{objection}', ['notice-objection']],
  ])('misses what %s would say', (placeholder, missing) => {
    expect(codes(without(placeholder))).toEqual(missing);
  });

  it('finds everything missing in a notice that says nothing', () => {
    const { form, config } = demoForm({ ...text('We like data.'), purposes: [], recipients: [] });
    const english = checkNotice(form, config).filter((one) => one.text.includes('language en'));
    expect(english.map(({ code }) => code)).toEqual([
      'notice-controller',
      'notice-dpo',
      'notice-processors',
      ...NOTICE_REQUIREMENTS.filter(({ onlyConsent }) => onlyConsent !== true).map(
        ({ code }) => `notice-${code}`,
      ),
      `notice-${OBJECTION.code}`,
    ]);
  });

  it('says form, language, article and what to do', () => {
    const { form, config } = demoForm(without('{retention}'));
    expect(checkNotice(form, config)[0]).toEqual({
      code: 'notice-storage',
      text:
        'form workshop, language en: the notice lacks how long data are stored, or by which criteria (Art. 13(2)(a) ' +
        'GDPR): add {retention} to the text, or say it there',
    });
  });

  it('misses the right to object where it stands in a line with other rights', () => {
    const joined = EVERYTHING.join('\n').replace('{rights}\n{objection}', '{rights} {objection}');
    expect(codes(text(joined))).toEqual(['notice-objection']);
  });

  it('does not ask for the right of withdrawal where no box is offered', () => {
    expect(codes({ ...without('{rights}'), purposes: [], recipients: [] })).not.toContain(
      'notice-withdrawal',
    );
    expect(codes({ ...without('{rights}'), purposes: [] })).toContain('notice-withdrawal');
  });

  it('misses a controller without a way to reach it', () => {
    expect(codes({}, { controller: { name: 'Demo Instruments' } })).toEqual(['notice-controller']);
    expect(codes({}, { controller: { name: 'Demo Instruments', phone: '+49 30 0' } })).toEqual([]);
  });

  it('asks for a data protection officer only where there is one', () => {
    const hidden = text(EVERYTHING.join('\n').replace(' {dpo}', ''));
    expect(codes(hidden)).toEqual(['notice-dpo']);
    expect(codes(hidden, { dpo: undefined })).toEqual([]);
  });

  it('misses the safeguard of a processor outside the EEA', () => {
    const processor = { id: 'cloud', name: 'Cloud', country: 'US', role: 'servers', safeguard: 'clauses' };
    const named = text(EVERYTHING.join('\n').replace('{processors}', 'Cloud helps us.'));
    expect(codes(named, { processors: [processor] })).toEqual(['notice-processors']);
    expect(codes({}, { processors: [processor] })).toEqual([]);
  });

  it('misses a law that keeps fields', () => {
    const keep = [{ fields: ['name'], years: 8, law: 'section 147 AO' }];
    expect(codes({ ...text(BY_HAND.en, BY_HAND.de), keep })).toEqual(['notice-keep']);
    expect(codes({ keep })).toEqual([]);
  });

  it('misses an end of storage where a workshop has none', () => {
    expect(codes({ offer: undefined })).toEqual(['notice-storage']);
  });

  it.each([
    ['the firm', 'You may send me mail about {topics}.'],
    ['the products', '{firm} may send me mail.'],
    ['one of the products', '{firm} may send me mail about Microscopes and Telescopes.'],
  ])('misses %s in the consent to information', (_name, words) => {
    expect(
      codes({}, { purposes: { ...DEMO_REGISTER.config.purposes, information: { en: words, de: words } } }),
    ).toEqual(['notice-products']);
  });

  it('misses the products of a form without topics, and asks for none where no information is offered', () => {
    const words = 'Demo Instruments may send me mail.';
    const purposes = { ...DEMO_REGISTER.config.purposes, information: { en: words, de: words } };
    expect(codes({ topics: [] }, { purposes })).toEqual(['notice-products']);
    expect(codes({ topics: [], purposes: ['customization'] }, { purposes })).toEqual([]);
  });

  it('takes the firm and products that are written out', () => {
    const words = {
      en: 'Demo Instruments may write about microscopes, telescopes and workshops.',
      de: 'Demo Instruments darf über Mikroskope, Teleskope und Workshops schreiben.',
    };
    expect(codes({}, { purposes: { ...DEMO_REGISTER.config.purposes, information: words } })).toEqual([]);
  });

  it('knows the articles in a language that it does not read', () => {
    const { form, config } = demoForm({ purposes: [], recipients: ['example-optics'] });
    const italian = { ...config, languages: ['it'] };
    const asked = (words: string) =>
      checkNotice({ ...form, notice: { version: '1', text: { it: words } } }, italian).map(
        ({ text }) => text,
      );
    const facts = 'Demo Instruments privacy@instruments.example dpo@instruments.example Example Hosting';
    expect(asked(facts)).toHaveLength(NOTICE_REQUIREMENTS.length + 1);
    expect(asked(facts)).toContain(
      'form workshop, language it: the notice lacks the right of access (Art. 13(2)(b), 15 GDPR): say it there and ' +
        'cite "Art. 15", by which it is recognised',
    );
    const cited = NOTICE_REQUIREMENTS.map(({ citation }) => `Articolo ${citation} del GDPR`).join(', ');
    expect(asked(`${facts} ${cited}\nart. 21`)).toEqual([]);
    expect(asked(`${facts} ${cited.replace('Articolo 15', 'Articolo 150')}\nart. 21`)).toHaveLength(1);
  });

  it('does not take other words for a right', () => {
    const { form, config } = demoForm({
      ...text(
        '{controller} {dpo} {processors}\nAn accessible, restful workshop about objects of authority.',
        'Test',
      ),
      purposes: [],
      recipients: [],
    });
    expect(composeText(form, config, 'en')).toContain('accessible');
    expect(checkNotice(form, config).filter(({ text }) => text.includes('language en:'))).toHaveLength(
      NOTICE_REQUIREMENTS.length,
    );
  });
});
