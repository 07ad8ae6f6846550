/** The styles of every page of reports: light, dark, phone and paper. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#17212b;--muted:#5a6773;--line:#dfe4e8;--soft:#f5f7f8;--bar:#1d6a74;--on-bar:#fff;--weekend:#eef1f3;--gap:#f8f6f1;--note:#8a4b12;--cue:#17212b4d;--part-1:#1d6a74;--part-2:#4a8f97;--part-3:#8fbcc1;--part-4:#c1dadd;--part-5:#dde9ea;--heat:#2f8d98;--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Palatino Linotype",Cambria,Georgia,serif;--sans:Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,"Noto Sans","DejaVu Sans",sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#11171c;--ink:#e7ecf0;--muted:#9dabb7;--line:#2b3640;--soft:#182027;--bar:#55aab5;--on-bar:#08161a;--weekend:#1a232b;--gap:#171d22;--note:#e0a873;--cue:#e7ecf066;--part-1:#55aab5;--part-2:#3f858f;--part-3:#2f646c;--part-4:#27484e;--part-5:#22363b;--heat:#3f9aa5}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);font-variant-numeric:tabular-nums;text-rendering:optimizeLegibility}
header,main,footer{max-width:928px;margin:0 auto;padding:0 24px}
h1,h2{font-family:var(--serif);font-weight:600;letter-spacing:-.01em;line-height:1.15;text-wrap:balance}
h1{font-size:clamp(2rem,6vw,3.1rem);margin:.1em 0 .15em}
h2{font-size:1.7rem;margin:0 0 .7em;padding-top:.55em;border-top:2px solid var(--ink)}
h3{font-size:1.02rem;font-weight:650;margin:0 0 .3em}
p{margin:0 0 1em;max-width:68ch}
a{color:var(--bar);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--bar);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-100vw;background:var(--paper);padding:.6em 1em;z-index:2}.skip:focus{left:8px;top:8px}
header{padding-top:56px}
.kicker{margin:0;color:var(--muted);font-size:.82rem;letter-spacing:.11em;text-transform:uppercase}
.period{font-family:var(--serif);font-size:clamp(1.2rem,3vw,1.55rem);color:var(--muted);margin:0 0 .6em}
.state{color:var(--muted);font-size:.92rem;margin:0}
.state time{white-space:nowrap}
.badge{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .5em;margin-right:.45em;font-size:.78rem;font-weight:650;letter-spacing:.04em;color:var(--bar)}
.badge.partial{color:var(--note)}
.headline{font-family:var(--serif);font-size:clamp(1.25rem,3.2vw,1.6rem);line-height:1.35;margin:1.5em 0 1.3em;max-width:36em;text-wrap:pretty}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:0;margin:0 0 2em;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.tiles>div{padding:16px 18px 16px 18px;border-left:1px solid var(--line)}
.tiles>div:first-child{border-left:0;padding-left:0}
.tiles dt{color:var(--muted);font-size:.85rem;line-height:1.3;min-height:2.6em}.tiles .on{display:block;font-size:.78rem;color:var(--note)}
.tiles dd{margin:0}.tiles .number{font-family:var(--serif);font-size:2.15rem;line-height:1.2;letter-spacing:-.015em;white-space:nowrap}
.tiles .before{color:var(--muted);font-size:.8rem;line-height:1.35;margin-top:.3em}.tiles .change{color:var(--ink);font-weight:650;white-space:nowrap}
.key{white-space:nowrap;margin-left:.7em}.key i{display:inline-block;width:1.7em;border-top:2.2px solid var(--bar);vertical-align:.28em;margin-right:.4em}.key i.earlier{border-top:1.6px dashed var(--muted)}
nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:.25em 1.25em;margin:0 0 1.5em;padding:0;font-size:.88rem}
nav a{color:var(--muted);text-decoration:none}nav a:hover{color:var(--ink);text-decoration:underline}
section{margin:0 0 44px;scroll-margin-top:40px}
.part{margin:0 0 34px;min-width:0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}
figure{margin:0 0 6px}
figcaption,.caption{color:var(--muted);font-size:.86rem;margin:0 0 .5em}
figure svg{display:block;max-width:100%;height:auto;font-family:var(--sans)}
.narrow{display:none}
.note{color:var(--muted);font-size:.82rem;margin:.35em 0 0}.unit{margin:0 0 1.2rem}
.empty{color:var(--muted);margin:.2em 0 0}
details{margin-top:.3em;font-size:.92rem}summary{color:var(--bar);cursor:pointer;font-size:.84rem;width:fit-content}
.scroll{overflow-x:auto;margin-top:.5em;background:linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/56px 100% no-repeat local,linear-gradient(to left,var(--cue),transparent) 100% 0/18px 100% no-repeat scroll}
.notes{margin:.2em 0 .8em;padding-left:1.6em;font-size:.85rem;color:var(--note)}.notes ::marker{font-weight:700}
table{border-collapse:collapse;width:100%;font-size:.89rem}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.42em .1em .42em 1em;text-align:right;vertical-align:baseline;border-bottom:1px solid var(--line);white-space:nowrap}
thead th{color:var(--muted);font-weight:500;font-size:.8rem;line-height:1.25;vertical-align:bottom;white-space:normal;border-bottom-color:var(--muted)}
tbody th{font-weight:450}
th.text,td.text{text-align:left;padding-left:.1em}
tbody th.text{white-space:normal;overflow-wrap:anywhere;min-width:12ch}
td.text{padding-left:1em}thead th.text:not(:first-child){padding-left:1.25em}
tbody tr:hover{background:var(--soft)}
.heat td{position:relative;text-align:center;padding:.5em .3em;border:1px solid var(--paper);background:color-mix(in oklab,var(--heat-ink,var(--bar)) calc(var(--heat)*.5),var(--paper))}
.heat .none{color:var(--muted);background:var(--soft)}
.heat thead th{text-align:center;padding:.4em .3em}.heat th.text{text-align:left;border-bottom-color:transparent;min-width:0;white-space:nowrap;padding-right:.8em}.heat thead th{border-bottom:0}
.dense{font-size:.74rem}.dense td{padding:.6em .1em;min-width:2.7em}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3em 1.4em;margin:.4em 0 .3em;padding:0;font-size:.88rem}
.swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.45em;vertical-align:-.05em;border:1px solid var(--line)}
.terms{margin:0;display:grid;gap:.75em}.terms div{display:grid;grid-template-columns:10em 1fr;gap:1em}.terms dt{font-weight:650}.terms dd{margin:0;max-width:62ch}
.bounds{columns:2;margin:0 0 1em;padding-left:1.1em;font-size:.93rem;max-width:640px}
.downloads{display:grid;grid-template-columns:repeat(3,1fr);gap:22px 28px}.downloads ul{list-style:none;margin:0;padding:0;font-size:.92rem}.downloads li{padding:.14em 0}.rows{color:var(--muted);font-size:.8rem}
footer{padding:22px 24px 48px;color:var(--muted);font-size:.84rem}
@media screen and (max-width:720px){header,main,footer{padding-left:18px;padding-right:18px}header{padding-top:32px}.wide{display:none}.narrow{display:block}.narrow svg{width:100%}.tiles{grid-template-columns:1fr 1fr}.tiles>div{padding:14px}.tiles>div:nth-child(odd){border-left:0;padding-left:0}.tiles>div:nth-child(n+3){border-top:1px solid var(--line)}.tiles .number{font-size:1.8rem}.pair,.downloads{grid-template-columns:1fr}.terms div{grid-template-columns:1fr;gap:.1em}.bounds{columns:1}.scroll{margin-left:-18px;margin-right:-18px;padding:0 18px}.scroll th:first-child{position:sticky;left:-18px;background:var(--paper);z-index:1}}
@media print{@page{margin:20mm 16mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5a6773}}
:root{color-scheme:light;--paper:#fff;--ink:#000;--muted:#444;--line:#ccc;--soft:#f5f7f8;--bar:#1d6a74;--on-bar:#fff;--weekend:#eef1f3;--gap:#f8f6f1;--note:#8a4b12;--cue:#17212b4d;--part-1:#1d6a74;--part-2:#4a8f97;--part-3:#8fbcc1;--part-4:#c1dadd;--part-5:#dde9ea}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{font-size:10pt}header,main,footer{max-width:none;padding-left:0;padding-right:0}header{padding-top:0}.wide{display:block}.narrow,nav,.skip,summary,details:not([open]){display:none}.tiles{grid-template-columns:repeat(4,1fr)}.pair{grid-template-columns:1fr 1fr}.terms div{grid-template-columns:10em 1fr}h2,h3,figcaption,.caption{break-after:avoid}figure,.part h3+figure,tr,.tiles,.headline,.terms div,.downloads>div{break-inside:avoid}.scroll{overflow:visible;background:none}.dense{font-size:6.5pt}.dense td{min-width:0}a{color:inherit;text-decoration:none}section{margin-bottom:24pt}}
`;
