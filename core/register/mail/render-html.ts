/**
 * The HTML part of a mail: the same words as the text part, escaped, readable on a phone, in light and in dark. Nothing
 * in it is loaded from anywhere.
 */
import { html, raw } from 'hono/html';
import type { Block, MailBody } from './mail-body.ts';

const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:24px 16px;background:#fff;color:#1d1d1f;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:568px;margin:0 auto;overflow-wrap:anywhere}
p,ul{margin:0 0 16px}
h2{margin:28px 0 8px;font-size:18px;line-height:1.3}
ul{padding-left:22px}
li{margin:0 0 6px}
a{color:#0b57a4}
a.main{display:inline-block;padding:10px 18px;border-radius:6px;background:#0b57a4;color:#fff;text-decoration:none;font-weight:600}
footer{margin-top:28px;padding-top:12px;border-top:1px solid #c9c9ce;color:#5b5b60;font-size:14px}
footer p{margin:0}
@media (prefers-color-scheme:dark){
body{background:#18181b;color:#ececf0}
a{color:#8ec5ff}
a.main{background:#8ec5ff;color:#0c1a29}
footer{border-color:#4a4a50;color:#b4b4bb}
}`;

/** Renders the HTML part in a language, with the subject as its title. */
export function renderHtml({ blocks, footer }: MailBody, subject: string, language: string): string {
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
${blocks.map(renderBlock)}<footer>
${footer.map((line) => html`<p>${line}</p>\n`)}</footer>
</main>
</body>
</html>
`);
}

function renderBlock(block: Block) {
  switch (block.type) {
    case 'paragraph':
      return html`<p>${block.text}</p>\n`;
    case 'heading':
      return html`<h2>${block.text}</h2>\n`;
    case 'lines':
      return block.text
        .split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/)
        .map((text) => html`<p>${breakLines(text)}</p>\n`);
    case 'list':
      return html`<ul>
${block.items.map((item) => html`<li>${item}</li>\n`)}</ul>
`;
    case 'link':
      return block.isMain
        ? html`<p><a class="main" href="${block.url}">${block.words}</a></p>\n`
        : html`<p><a href="${block.url}">${block.words}</a></p>\n`;
  }
}

function breakLines(text: string) {
  return text.split(/\r\n|\r|\n/).map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`));
}
