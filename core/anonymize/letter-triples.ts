/**
 * How usual three letters in a row are in written words. It may not know words: only which letters follow each other.
 */

/**
 * One of three levels for each three of the 26 letters and the edge of a word: 0 where in one of twenty languages at
 * least 3 in 10,000 are these, 2 where less than 1 in 20,000 are. Counted over the 60,000 most frequent words, in Latin
 * letters without accents, of English, Spanish, German, Japanese, French, Portuguese, Russian, Italian, Dutch, Polish,
 * Turkish, Chinese, Swedish, Czech, Finnish, Hungarian, Danish, Romanian, Indonesian and Korean (wordfreq 3.1,
 * R. Speer, https://doi.org/10.5281/zenodo.7199437; its word lists are CC BY-SA 4.0, and none of their words is in here).
 * Four levels are one sign; `w` and `x` are the sign of four rare ones, once and repeated.
 */
const PACKED =
  'x,#%#(@*4=rTb=lqq^e=0Ue-bUTa^I%.#@(OuuTe=vqq0d=q9ee^:q[e#Ji)[QFuu>eumqh]c4ITeeb=wee9?5hn<=ucweulr%2#' +
  '+#Ieb,=SHex&?x&?uurweuv8.@#)#7de*Xoae@/.+[*+iuhE(X9K^P49Rx&ex&ew>=7Kj?u7[I&1,x,6:I&R9u)/4h]<Ico),@u%' +
  'BJC>%r.1.%7%dPA;tfNoL_8-#l^Bp(XAt#(.%I%#;?;Jr<IOoAH@v]A##4#p%CD#:-c#####.%%%#U%[&T]M+Ktx&ex&eu#/#%@-' +
  '#FR@)@X%T[#=%R/%XE:;;23:^fHUjuk6mvktqnwhw*2d1p3u5:2Bj3-x+]0%(4%V-enYsnnZYZx(vx+aA.(4#:x,Z?Zx&ZYwvx(v' +
  ']KLC=DrnnnvwnwZvZx(uuuwevvx*twnnevx&lM8LB_/Qx2eeerwejWYZtrZkvvx)]D2(UEMx&nx)ZZx0eK?kvPZx*nx,p#_@&%Y?' +
  'x+ee-Xsnx,oJd@&(YZx1u227&[0.@L]&@PTqqwZx&*dH:X5b??ZtwZvvvx)tqqwZwt2Dm%7@tx0vwqqqw?tt-eduwnu???qk3RLd' +
  'I30ZWttx*nnx/q_Z5ZtwhTw4?kqx+u..##@@5vvwnZvwtkx(vHenYvmi.%##[*Gx(ex&tqtwYx&nnwvx&u##I#@D4vx(vwttkwYt' +
  'tHeeuwnnZZZx(vuuwevu_N2#+#>nwnutx-uuuwevw%Sk3PGs-ex&swu/S.A]Q5vuwnx&tttwYtx,ujwtnjNrlonnnmx,2;m0R*p-' +
  '?>ha?RcoD-.Y%JSC42r52l/R3r>6YtiZo:@D-@4K^tA=^W..I%I2@1?>NgQROoAH@P[@@#4#S%Dd@;H_#.#%I1&/].0#c^Shm4Ds' +
  'x&nx&eu####@&#FIA%@Y%S]@=%R8Ci&7::><:KkZLuuwQmvkWhwHbw6HdUsQuL=;AiN-x+a0ACuDjnx1tvx*b3ICu3vQeeVsQx&?' +
  'x)vx+k0VCVQjnnx*Zx*uuvwnuutx,nx)vUTiba?x3eeevwnltwsvvwpuvtwQweKM(sQMx&nx*Zx0nwtnvZvx*nx,o._.*%P9tqwZ' +
  'qtee6vvnl>??qw?o#%@*#,9qtwZqwHHeUscd???qr97@MI)#>TqpwZqweeevtew???qw?Xvuwnuvhqqw?tq24U/R#kZZ?twZZwux' +
  '&uwqqqw?qp)a,OV)f???ktZoL_J-3YWttx)eeex&ex(?x&?oXUMHiZWtbx&qx,u(%(#[*,vx&nx(tbx)eeeuwnl1/1%@2Hx,tx*n' +
  'x*u#.#(@C,ux&nx&qtqwZtwHeevvHmZ?Zx&ZsuutejuaA/C4.=x2rUrtHgwHWkZwnw*dHXuNl2M#BAM,vvwnx&qqtwZttx+uM<>j' +
  'jQx3(+@#I/I6;4kj?RcoEH@v&^TP>0v7.@#.#I?6>ti?Ro[A-IO^hqM?hW,VO0.&u4)8Ap3flo]H@u]A@A4%q%,A(;Hi.##AI(#M' +
  'lJ3(HBqqJGNtx&ex&eu1<#0g3RCR@A@Y%K/D=%o:YM&i>L??;^jZXuvwQuvktqwZqweHe=veu1:1Ks-Hx+]02#u)Vx.Zx&Wjuvwn' +
  'nwGHM@4/vZnx&vZx&Zx0[/5Cj0Mennvx&uZ>x&swtvvwnx(ttwZttQenvvwcMR2Ea3Zvx1Znx)stZ<wvwavx&nx&aKM1YNswnx*Z' +
  'Zx1qwnZx(nnx/o#I@0#49tx&Zx&nnktx&nx+o%fI%#M?x(Zx(nx)u?Z>KaQoCL@2%4Wtx&ZtwHeduwev???twZXvvx&vwqtqwZtq' +
  '2+(#7#^x2qqqw?tp6HdYZQi??>hkZ7MV/0#>Tttx)nnnx/pawiZMYx2u#..#@)5vvwnPvttkwZWs*Hars-u#/.#[))vvwnQwhq0w' +
  'YkWHenuwvl#.#%#%(uvZnvwhqtP?Wt*DDir*d?<?ttZSuuwevua%/.1#:QnQvx&nx*Zuuuwevu^Th?QMu*eEusQlJ/.%fPOuvwnx' +
  '&tttx/u22WKgNjvtwnvx-(+(#R2A??>te?vmvx&vwhqtwZx&5+C#o2BZx&twZvvmx&vmttx&Ztt+,M/f<^ZZZtwZvx(Qx&qqtwZt' +
  'wHeeYwQmYZ?qwZSIaJ6#,Kohe4Ktx,ZZZwvZRmvnnpwEttx&Zw2PL/o&hZx+vx16emMumnZZx0]%##F(;eeevtem?=2hgZ@ULJE#' +
  'P]%##+#LeeeYtQu#####.(uvweum]%%#.%Reebvwel3?;qi?XuuwnuvqqqwZqt-eeuv-cM8/%]&Pvuwnvvx&qx&qweeevwnc018V' +
  'r3IXLMH#ObNI@>*reenvx(??ZtwZx&ux&uw]0h0>AYHe-YwHx,pkvj<*w[KJL=2WFe(SsHf2;1@g0BKCA0%YNitwYkw)FB1RGd>Z' +
  'F^l<Rgk[?%ZKKpjYNq*e+LoHl1/#%[3#1LLBCY[##@1#SW7l%7?u2/;IaNQwux&uw[%/#4#R+G(1U)f2=/A[E8@L%8&#&TqF>2q,' +
  'HdRuQdx&?x&ZrsrpHiw]hBL5D7x+u.87D[QQx*vx&sx&Zwnx*uRW1%[3Muvtnsx&qtx)Qneutwl/;1D@QYvx*twtx(teeeownnZZ' +
  'Zx&Zsvvwnwvj*@#F#:-DGLpEnx+uluwelY*WtZwns-eevvnlPUL%[Qvwvwnx4vw>wqjZZvxi)GVSvHNxq-edsqZx(ZxJ[###(#7H' +
  'ekYsnm?=?ttZIXuwQFm@#.#(#UQnnYtQu?>YtkZXuvwnvZ[###)(Ieenuwnu?>8kjZUruwemvhhqw?Ww*HeuvQc@%##@%DvstnPx' +
  '+twHeeuvQl/=8Jr6@uRVH(Pa%/#F)oHeeXx(??ZtwZx,]KPM6@>Ge6swHex+o.@@*%OWttwYtt-e-XqemZZZx(o#C@%#1WttwYtw' +
  'newvtwu9?8Bj6o@C@)#1<qtwZtw-eEUq*d???qw?RuuweYuqqqw?tq/LC%R@a?>>qeZZx)uwttx&Zx&)dGLZ6f622B^&7%C@%#PT' +
  'qqwZx&nnevx.oimM-MO]9q15ATx+u#.##[&,vvwnZwttbx)nnx)u...#[5Gvx&nYwtqwnx(-eeXsml.%#%#-4ux&nvwqqqn>ttee' +
  'evwne??ZtwZvuuwevu[JI#+#:nx&Ztx-rurwEuP%8J3PAU-bERoec1;##[-LuuteYwhtqw?x-uSV/%]K0Xvtwpx-2YD0J>L-;5Nj' +
  '?UcoEQIv/]TP>/r.D*.f)MQ*YtjWfL]2nCl^ktPYhW22M0I)A<?6ts?olo^H@w]A/%4At%DE2>dl..#)I20/M#;%L0ThmGKtx&ex' +
  '&eu./:%f3.F@_D@P%SK2>%U??Y0o?w??ZtkZpUvx&jwewqx&twePeOweuP=2kt?6x+]&##l)lx-YZx)vvwnx&bB#(u)rx.Zx/^&J' +
  'CX,rx,ZYYtwZXuuwnvx&tx*QeeuwQcL<1AA-Hx2dQHvwZsZXSvuwjvx&enwbNsm>Nx&nnx6d3D/c2rnZntWx-o@@J<&O?x+nnnvx' +
  '&jwZx)gL_/-3wZx2ZZZtx&o@k063nZx+nnnx)ZZwtx.kqqwZZt>6M:pPtZwYwnx-tttw?wvZwuw?Zsx(tx&qMNMYNjZx0ux,q*nC' +
  'T*nZwWwvx-vvx&Qnx.tx0vsx(kx:u23PBs>QxFnx&vx)nwYtnx;nx&twv??wewvxN1OL#7;^ZZZknZTvoEx&v3hqmYWv:PL.o6hZ' +
  'wZwvwtvdtQVwtkvkYet2VV&L;KZZZetwrvpbeDv^^qeZtt-nejZnl:W;ksZTNjC<1v<ttnPkx,vY?Wtnwgmp]khY&tkPYaq)FLKS' +
  'QN?ZZtx&Xwuw6wvx,ZZvWY?wZYWNttZx+_).#+(;nnnYtnnZZZtx&_uvwQYwC).#c*2x,ZZYtnZrouk-lw]KV(5CJnnnx)?Z>qnZ' +
  'YuuwnvvkttwZtteeevx&cm<IE[&vvvwnYx-nnnvwnnZWWtvwfuvZeYQd;.C26YnnnYtnn?Z?tnwZx+d6X#P+>HnQYwnw';

const SIGNS = '#%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwx';
const RARE_FOUR = 80;
const REPEATED = 81;
const LETTERS = 27;

/** Levels by `(first * 27 + second) * 27 + third`; the edge is 0, the letters are 1 to 26. */
export const LEVELS = unpack();

function unpack(): Uint8Array {
  const levels = new Uint8Array(LETTERS ** 3 + 3);
  let end = 0;
  for (let at = 0; at < PACKED.length; at++) {
    let sign = SIGNS.indexOf(PACKED.charAt(at));
    let times = 1;
    if (sign === REPEATED) {
      times = SIGNS.indexOf(PACKED.charAt(++at));
      sign = RARE_FOUR;
    }
    for (; times > 0; times--)
      for (let power = LETTERS; power >= 1; power /= 3) levels[end++] = Math.floor(sign / power) % 3;
  }
  return levels;
}

/** Returns the mean level of the triples of a word of ASCII letters in either case: 0 is usual, 2 is no language. */
export function rarity(word: string): number {
  if (word === '') return 0;
  let [first, second, sum] = [0, 0, 0];
  for (let at = 0; at < word.length; at++) {
    const letter = (word.charCodeAt(at) | 32) - 96;
    if (at > 0) sum += LEVELS[(first * LETTERS + second) * LETTERS + letter] ?? 2;
    [first, second] = [second, letter];
  }
  return (sum + (LEVELS[(first * LETTERS + second) * LETTERS] ?? 2)) / word.length;
}
