/** Styles of a released page on top of the common ones: ranges beside figures, and a box for experts. */

/** The box opens on paper. */
export const RELEASED_STYLE = `
.within{display:block;color:var(--muted);font-size:.86em;line-height:1.25}
.vague{color:var(--muted)}
.basis{color:var(--muted);font-size:.92rem;border-left:3px solid var(--part-3);padding-left:.9em;max-width:62ch}
.tiles.of-3{grid-template-columns:repeat(3,1fr)}.tiles.of-2{grid-template-columns:repeat(2,1fr)}.tiles.of-1{grid-template-columns:1fr}
.tiles .how{display:block;font:1rem/1 var(--sans);font-size:.82rem;letter-spacing:0;color:var(--muted)}.tiles .change{white-space:normal}.tiles>div{min-width:0}.tiles .range{color:var(--muted);font-size:.9rem}.tiles .number.unsure{font-size:1.15rem;white-space:normal;color:var(--muted);line-height:1.35;padding:.5em 0}
.heat .within{font-size:.78em;color:inherit;opacity:.82}
.expert{border:1px solid var(--line);border-radius:4px;padding:.8em 1.1em;margin-top:1.4em}.expert>summary{font-size:.95rem}.expert>*:not(summary){margin-top:1em}
sup{line-height:0}
@media screen and (max-width:720px){.tiles.of-3,.tiles.of-2{grid-template-columns:1fr 1fr}}
@media print{.expert>summary{display:list-item;list-style:none;color:var(--ink);font-weight:650}details.expert:not([open]){display:block}details.expert::details-content{content-visibility:visible;block-size:auto}.within{font-size:.8em}}
`;
