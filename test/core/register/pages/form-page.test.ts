/** The page of a form: nothing ticked, everything explained, nothing lost, errors at their fields. */
import { describe, expect, it } from 'vitest';
import { composeBoxes } from '#core/register/compose-notice';
import { describeForm } from '#core/register/describe-form';
import { formPage } from '#core/register/pages/form-page';
import { REGISTER_STYLE } from '#core/register/pages/register-style';
import { demoForm, sha256 } from '../demo-register.ts';
import { demoRegister, formInput, LANGUAGES, samplePages, TYPED } from './sample-pages.ts';

const FORMS = ['workshop', 'course', 'product-information', 'inquiry', 'business-relation'];
const unescape = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const boxesOf = (page: string) => page.match(/<input\s+type="checkbox"[^>]*>/g) ?? [];

describe.each(LANGUAGES)('the page of a form in %s', (language) => {
  it('ticks no box on any page that nobody has ticked anything on', () => {
    for (const [name, page] of samplePages(language))
      if (name !== 'form-errors' && name !== 'form-changed') expect(page, name).not.toMatch(/\schecked/);
  });

  it.each(FORMS)(
    'has a box for each purpose and each recipient of %s, with exactly its words beside it',
    (id) => {
      const { form, config } = formInput(id, language);
      const page = formPage(formInput(id, language));
      const shown = [
        ...page.matchAll(/name="(purposes|recipients)" value="([^"]*)"[^>]*><label[^>]*>([^<]*)</g),
      ].map(([, group, value, words = '']) => ({
        purpose: group === 'recipients' ? `transfer:${value}` : value,
        words: unescape(words),
      }));
      expect(shown).toEqual(composeBoxes(form, config, language));
      expect(boxesOf(page)).toHaveLength(shown.length + form.topics.length);
    },
  );

  it.each(FORMS)('shows each line of the notice of %s once', (id) => {
    const input = formInput(id, language);
    const text = unescape(formPage(input));
    for (const line of input.description.notice.text.split('\n').filter((one) => one !== ''))
      expect(text.split(`>${line}<`).length - 1, line).toBe(1);
  });

  it('posts language, notice and token, and fills the trap with nothing', () => {
    const input = formInput('workshop', language);
    const page = formPage(input);
    expect(page).toContain(`<input type="hidden" name="language" value="${language}"`);
    expect(page).toContain(`<input type="hidden" name="notice" value="${input.description.notice.sha256}"`);
    expect(page).toContain('<input type="hidden" name="token" value="TOKEN"');
    const trap = /<div class="trap" aria-hidden="true">.*?<input([^>]*)>/s.exec(page)?.[1];
    for (const part of ['name="nickname"', 'value=""', 'tabindex="-1"', 'autocomplete="off"'])
      expect(trap).toContain(part);
  });

  it('ties each field to its reason, marks what is required, and says what a browser may fill in', () => {
    const page = formPage(formInput('course', language));
    const attributesOf = (name: string) =>
      new RegExp(`<(?:input|textarea)[^>]*\\sname="${name}"[^>]*>`).exec(page)?.[0] ?? '';
    for (const [name, autocomplete] of [
      ['name', 'name'],
      ['email', 'email'],
      ['address', 'street-address'],
    ] as const) {
      expect(attributesOf(name)).toContain(`aria-describedby="field-${name}.reason"`);
      expect(attributesOf(name)).toContain(`autocomplete="${autocomplete}"`);
      expect(attributesOf(name)).toMatch(/\srequired/);
    }
    expect(page.match(/class="required"/g)).toHaveLength(3);
    expect(page).not.toContain('aria-invalid');
  });

  it('ties an error to its field, names it on top and in the title, and keeps what was typed and ticked', () => {
    const page = samplePages(language).get('form-errors') ?? '';
    for (const name of ['name', 'email']) {
      expect(page).toMatch(
        new RegExp(
          `id="field-${name}"[^>]* aria-invalid="true"[^>]* aria-describedby="field-${name}.reason field-${name}.error"`,
        ),
      );
      expect(page).toContain(`<p class="error" id="field-${name}.error">`);
      expect(page).toContain(`href="#field-${name}"`);
    }
    expect(page.match(/aria-invalid/g)).toHaveLength(2);
    expect(page).toMatch(/<title>(?:Error|Fehler): /);
    expect(page).toContain('value="ada@"');
    expect(unescape(page)).toContain(`\n${TYPED.values.wishes}</textarea>`);
    const ticked = boxesOf(page).filter((box) => box.includes(' checked'));
    expect(ticked.map((box) => /value="([^"]*)"/.exec(box)?.[1])).toEqual([
      ...TYPED.topics,
      ...TYPED.purposes,
      ...TYPED.recipients,
    ]);
  });

  it('ties an error of a group to its boxes', () => {
    const page = formPage(
      formInput('workshop', language, { errors: [{ field: 'topics', detail: 'DETAIL' }] }),
    );
    expect(page).toContain('<fieldset id="topics" aria-describedby="topics-hint topics-error">');
    expect(page).toContain('href="#topics-0"');
    expect(page.match(/name="topics"[^>]*aria-invalid="true" aria-describedby="topics-error"/g)).toHaveLength(
      3,
    );
  });

  it('lists what belongs to no field of the page without leading anywhere', () => {
    const page = formPage(
      formInput('inquiry', language, { errors: [{ field: 'topics', detail: 'DETAIL' }] }),
    );
    expect(page).toContain('<li>DETAIL</li>');
  });

  it('leads to the other language, not to its own', () => {
    const page = formPage(formInput('workshop', language));
    expect(page).toContain(`href="?lang=${language === 'de' ? 'en' : 'de'}"`);
    expect(page).not.toContain(`href="?lang=${language}"`);
  });
});

describe('the page of a form', () => {
  it('says when, in the time zone of the register and in words of the language', () => {
    expect(formPage(formInput('workshop', 'en'))).toMatch(
      /Thursday,?\s16\sMay\s2030.*10:00.*16:00\s\(CEST\)/,
    );
    expect(formPage(formInput('workshop', 'de'))).toMatch(
      /Donnerstag, 16\. Mai 2030.*10:00.*16:00 Uhr \(MESZ\)/,
    );
    expect(formPage(formInput('course', 'en'))).toMatch(/Monday,?\s2\s.*Friday,?\s6\sSeptember\s2030/);
    expect(formPage(formInput('course', 'en'))).not.toMatch(/00:00|CEST/);
  });

  it('says that a full workshop puts nobody on a list, and where else to ask', () => {
    const page = samplePages('en').get('form-full') ?? '';
    expect(page).toContain('All seats are taken');
    expect(page).toContain('href="/register/product-information"');
    expect(formPage(formInput('workshop', 'en'))).not.toContain('All seats are taken');
  });

  it('keeps its own words in English and marks the form’s where a language has no words', () => {
    const text = { fr: 'Atelier' };
    const fields = [
      { name: 'name', type: 'text', label: { fr: 'Nom' }, required: true, reason: { fr: 'Pour le badge.' } },
    ];
    const { config } = demoForm();
    const french = {
      form: {
        ...formInput('inquiry', 'en').form,
        title: text,
        fields,
        purposes: [],
        notice: { version: '1', text },
      },
      config: { ...config, languages: ['fr'] },
    } as unknown as Pick<ReturnType<typeof demoForm>, 'form' | 'config'>;
    const description = describeForm(french.form, french.config, 'fr', sha256);
    const page = formPage({ ...formInput('inquiry', 'en'), ...french, description });
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1 lang="fr">Atelier</h1>');
    expect(page).toContain('<span lang="fr">Nom</span>');
    expect(page).toContain('Send inquiry');
  });

  it('needs no controller: parseRegister may have been given none', () => {
    const { controller: _controller, dpo: _dpo, ...config } = demoRegister().config;
    expect(formPage(formInput('workshop', 'en', { config }))).toMatch(/<title>Microscopy workshop<\/title>/);
  });

  it('moves nothing', () => {
    expect(REGISTER_STYLE).not.toMatch(/transition|animation|scroll-behavior/);
  });
});
