/** Writes the built-in demo of the register as files, to be copied and edited: `examples/register`. */
import { DEMO_REGISTER } from '#core/register/demo-forms';

/** Returns register.json, the form files and the catalogue by their path below the project. */
export function registerExamples(): Readonly<Record<string, string>> {
  return {
    'examples/register/register.json': jsonFile(DEMO_REGISTER.config),
    ...Object.fromEntries(
      DEMO_REGISTER.forms.map((form) => [`examples/register/register/forms/${form.id}.json`, jsonFile(form)]),
    ),
    ...Object.fromEntries(
      DEMO_REGISTER.catalogue.map((item) => [
        `examples/register/register/catalogue/${item.id}.json`,
        jsonFile(item),
      ]),
    ),
  };
}

const jsonFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
