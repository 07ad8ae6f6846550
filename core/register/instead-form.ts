/** The form to which somebody is pointed for whom no seat is left. */
import type { Form } from './form-schema.ts';
import type { Register } from './parse-register.ts';
import { wordsIn } from './localized-text.ts';

/** Returns the first form of product information; undefined where there is none. The path is the page's. */
export function insteadForm(
  { forms }: Register,
  language: string,
): { readonly href: string; readonly title: string } | undefined {
  const form: Form | undefined = [...forms.values()].find(({ kind }) => kind === 'product-information');
  return form === undefined
    ? undefined
    : {
        href: `/register/${form.id}?lang=${encodeURIComponent(language)}`,
        title: wordsIn(form.title, language),
      };
}
