/** The built-in forms: one of each kind, whole in both languages. */
import { describe, expect, it } from 'vitest';
import { composeText } from '#core/register/compose-notice';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { findPlaceholders } from '#core/register/fill-placeholders';
import { KINDS } from '#core/register/event';
import { parseRegister } from '#core/register/parse-register';

const file = (name: string, json: object) => ({ file: name, text: JSON.stringify(json) });
const { config, forms } = parseRegister(
  file('register.json', DEMO_REGISTER.config),
  DEMO_REGISTER.forms.map((form) => file(`forms/${form.id}.json`, form)),
);

describe('the demo forms', () => {
  it('are one of each kind, the workshop first', () => {
    expect([...forms.values()].map(({ kind }) => kind)).toEqual(KINDS);
  });

  it('are what is served without any file', () => {
    const served = parseRegister(undefined, []);
    expect(served.config).toEqual(config);
    expect(served.forms.get('workshop')).toEqual(forms.get('workshop'));
  });

  it.each([...forms.keys()])(
    'have a notice of the form %s that is filled and equally long in each language',
    (id) => {
      const form = forms.get(id);
      if (form === undefined) throw new Error(id);
      const [english = '', german = ''] = config.languages.map((lang) => composeText(form, config, lang));
      expect([...findPlaceholders(english), ...findPlaceholders(german)]).toEqual([]);
      expect(english.split('\n')).toHaveLength(german.split('\n').length);
      expect(english).not.toBe(german);
      for (const text of [english, german]) expect(text).not.toMatch(/undefined|\[object| {2}|\.\.|\( | ,/);
    },
  );

  it('name nobody and no address outside the reserved domains', () => {
    const text = JSON.stringify(DEMO_REGISTER);
    const addresses = [...text.matchAll(/@([\w.-]+)/g)].map(([, domain]) => domain);
    expect(addresses.length).toBeGreaterThan(5);
    for (const domain of addresses) expect(domain).toMatch(/\.example$/);
  });
});
