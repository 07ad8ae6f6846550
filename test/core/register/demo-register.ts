/** The demo's configuration and forms as files, to change one thing and parse. */
import { createHash } from 'node:crypto';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { Form, FormInput } from '#core/register/form-schema';
import { parseRegister, type Register } from '#core/register/parse-register';
import type { RegisterConfigInput } from '#core/register/register-config-schema';

const WORKSHOP = DEMO_REGISTER.forms[0] as FormInput;

/** Parses the demo's configuration with these keys in place of its own, and one form: the workshop, changed. */
export function parseDemo(config: object = {}, ...forms: readonly object[]): Register {
  const files = (forms.length === 0 ? [{}] : forms).map((form, at) => ({
    file: `forms/${at}.json`,
    text: JSON.stringify({ ...WORKSHOP, ...form }),
  }));
  return parseRegister(
    { file: 'register.json', text: JSON.stringify({ ...DEMO_REGISTER.config, ...config }) },
    files,
  );
}

/** Returns the message of the error, without which the test fails. */
export function demoProblems(config: object = {}, ...forms: readonly object[]): string {
  try {
    parseDemo(config, ...forms);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the configuration was accepted');
}

/** Returns the workshop and its configuration, both changed. */
export function demoForm(
  form: Partial<FormInput> = {},
  config: Partial<RegisterConfigInput> = {},
): { readonly form: Form; readonly config: Register['config'] } {
  const register = parseDemo(config, form);
  const [parsed] = register.forms.values();
  if (parsed === undefined) throw new Error('no form');
  return { form: parsed, config: register.config };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
