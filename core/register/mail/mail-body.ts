/**
 * The body of a mail as blocks, from which the text part and the HTML part are rendered, so that both say the same. No
 * block can hold an image.
 */

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'heading'; readonly text: string }
  /** Lines that somebody wrote: their breaks stay, and no other is added. */
  | { readonly type: 'lines'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  /** Stands alone on its line in the text part. */
  | { readonly type: 'link'; readonly url: string; readonly words: string; readonly isMain: boolean };

export const paragraph = (text: string): Block => ({ type: 'paragraph', text });
export const lines = (text: string): Block => ({ type: 'lines', text });
export const list = (items: readonly string[]): Block => ({ type: 'list', items });
export const heading = (text: string): Block => ({ type: 'heading', text });
/** The link that the mail is about: a button in HTML. */
export const mainLink = (words: string, url: string): Block => ({ type: 'link', url, words, isMain: true });
export const link = (words: string, url: string): Block => ({ type: 'link', url, words, isMain: false });

export interface MailBody {
  readonly blocks: readonly Block[];
  /** Who writes, line by line. */
  readonly footer: readonly string[];
}

/** RFC 5322, 2.1.1: at most 78, and some room for the marks of a quotation. */
const WIDTH = 72;

/** Renders the text part: paragraphs wrapped at words, each link alone on a line and never broken. */
export function renderText({ blocks, footer }: MailBody): string {
  const parts = blocks.map((block) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return wrap(block.text);
      case 'lines':
        return block.text
          .split(/\r\n|\r|\n/)
          .map((line) => line.trimEnd())
          .join('\n');
      case 'list':
        return block.items.map((item) => wrap(item, '- ', '  ')).join('\n');
      case 'link':
        return block.url;
    }
  });
  return `${[...parts, footer.map((line) => wrap(line)).join('\n')].join('\n\n')}\n`;
}

function wrap(text: string, first = '', rest = ''): string {
  const out: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/[ \t\r\n]+/).filter((one) => one !== '')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      out.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...out, line.trimEnd()].join('\n');
}
