/** The page that asks for an address or a reference; what it answers tells nobody who is registered. */
import { html } from 'hono/html';
import { pageFrame, paragraphs, type PageInput } from './page-frame.ts';
import { chooseWords } from './words/choose-words.ts';

export interface SelfAskPageInput extends PageInput {
  /** Whether something was asked for: the answer, always the same. */
  readonly isSent?: boolean | undefined;
}

/** Renders the page: `address` or `reference` is posted to its own address. */
export function selfAskPage({ isSent, ...input }: SelfAskPageInput): string {
  const { ask } = chooseWords(input.language).self;
  if (isSent === true)
    return pageFrame(input, {
      title: ask.sentTitle,
      body: html`<h1>${ask.sentTitle}</h1>${paragraphs(ask.sent)}`,
    });
  return pageFrame(input, {
    title: ask.title,
    isTranslatable: true,
    body: html`<h1>${ask.title}</h1>
<p class="lead">${ask.lead}</p>
<form method="post" class="card">
<div class="field"><label for="address">${ask.address}</label>
<p class="hint" id="address-hint">${ask.addressHint}</p>
<input type="email" id="address" name="address" autocomplete="email" required aria-describedby="address-hint"></div>
<p><button type="submit">${ask.addressButton}</button></p>
</form>
<form method="post" class="card" aria-labelledby="without">
<h2 id="without">${ask.or}</h2>
<div class="field"><label for="reference">${ask.reference}</label>
<p class="hint" id="reference-hint">${ask.referenceHint}</p>
<input type="text" id="reference" name="reference" autocomplete="off" required aria-describedby="reference-hint"></div>
<p><button type="submit" class="second">${ask.referenceButton}</button></p>
</form>`,
  });
}
