/** Check boxes, each for itself and with all its words beside it. */
import { html } from 'hono/html';
import { langOfForm, type Html } from './page-frame.ts';

export interface BoxGroup {
  /** The name under which the ids are posted; ids on the page begin with `idPrefix` or with it. */
  readonly name: string;
  readonly idPrefix?: string;
  readonly legend: string;
  readonly hint?: string;
  readonly boxes: readonly { readonly id: string; readonly text: string }[];
  /** Ids that somebody has ticked; nobody else ticks a box. */
  readonly ticked?: readonly string[];
  readonly error?: string | undefined;
  readonly language: string;
}

/** Renders a group of boxes; nothing where there are none. */
export function boxGroup({ legend, hint, boxes, ticked = [], error, language, ...group }: BoxGroup): Html {
  if (boxes.length === 0) return html``;
  const prefix = group.idPrefix ?? group.name;
  const hintId = `${prefix}-hint`;
  const errorId = `${prefix}-error`;
  const described = [hint === undefined ? [] : [hintId], error === undefined ? [] : [errorId]]
    .flat()
    .join(' ');
  return html`<fieldset id="${prefix}"${attribute('aria-describedby', described)}>
<legend>${legend}</legend>
${hint === undefined ? '' : html`<p class="hint" id="${hintId}">${hint}</p>`}
${error === undefined ? '' : html`<p class="error" id="${errorId}">${error}</p>`}
${boxes.map(
  (
    { id, text },
    at,
  ) => html`<div class="box"><input type="checkbox" id="${prefix}-${at}" name="${group.name}" value="${id}"${
    ticked.includes(id) ? html` checked` : ''
  }${error === undefined ? '' : html` aria-invalid="true" aria-describedby="${errorId}"`}><label for="${prefix}-${at}"${langOfForm(language)}>${text}</label></div>
`,
)}</fieldset>`;
}

/** Renders an attribute; nothing where it would be empty. */
export function attribute(name: 'aria-describedby' | 'autocomplete', value: string): Html {
  return value === '' ? html`` : html` ${name}="${value}"`;
}
