/** Reads a page as a browser without scripts does: the forms on it, and what each would post. */
import type { Pairs } from './registered-app.ts';

export interface PageForm {
  /** Undefined where it posts to the page's own address. */
  readonly action: string | undefined;
  /** What it posts as it stands: hidden fields, values, ticked boxes; no button. */
  readonly pairs: Pairs;
  /** Names of all its controls. */
  readonly names: readonly string[];
}

/** Returns the forms in their order. */
export function formsIn(html: string): readonly PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => {
    const controls = [...inner.matchAll(/<(input|textarea|button)\b([^>]*)>(?:([^<]*)<\/textarea>)?/g)];
    const read = controls.flatMap(([, element = '', attributes = '', text = '']) => {
      const name = attribute(attributes, 'name');
      if (name === undefined) return [];
      const type = element === 'button' ? 'button' : attribute(attributes, 'type');
      const isPosted = type === 'checkbox' ? / checked/.test(attributes) : type !== 'button';
      // A line break after the tag of a text area belongs to no value.
      const typed = element === 'textarea' ? unescape(text).replace(/^\n/, '') : undefined;
      return [{ name, value: typed ?? attribute(attributes, 'value') ?? '', isPosted }];
    });
    return {
      action: attribute(tag, 'action'),
      pairs: read.flatMap(({ name, value, isPosted }) => (isPosted ? [[name, value] as const] : [])),
      names: read.map(({ name }) => name),
    };
  });
}

/** Returns the pairs with these values in place of their own, and with these boxes ticked. */
export function fillIn(pairs: Pairs, values: Readonly<Record<string, string>>, boxes: Pairs = []): Pairs {
  return [...pairs.map(([name, value]) => [name, values[name] ?? value] as const), ...boxes];
}

/** Value of a hidden or typed field in what a form posts. */
export const valueIn = (pairs: Pairs, name: string): string | undefined =>
  pairs.find(([one]) => one === name)?.[1];

const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : unescape(found);
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescape = (text: string): string =>
  text.replaceAll(/&(\w+|#39);/g, (all, name) => ENTITIES[name] ?? all);
