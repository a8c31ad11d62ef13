import { Parser } from 'htmlparser2';
import { texRemnantsToText } from './latex.ts';

/** Tags that papers carry in titles and abstracts (HTML, JATS, MathML); anything else with a '<' is text: "p<0.05", "rho<rho^star". */
const tags = new Set(
  `a abbr abstract alternatives annotation annotation-xml b big bold br caption cite code dd def disp-formula div dl dt em emphasis
   equationsource ext-link fn font h1 h2 h3 h4 h5 h6 i img inf inline-equation inlineequation inline-formula inline-graphic italic
   label li list list-item literal math mfenced mfrac mi mml mn mo monospace mover mpadded mphantom mroot mrow ms mspace msqrt
   mstyle msub msubsup msup mtable mtd mtext mtr munder munderover named-content ol overline p pre q roman sans-serif sc scp sec
   section semantics small span strike strong styled-content sub subscript sup superscript sourcetitle table tbody td tex tex-math tfoot
   th thead title tr tt u ul underline uri xref abstracttext jp-abstract fixed-case`.split(/\s+/),
);
const blocks = new Set(
  'p br div li title sec section h1 h2 h3 h4 h5 h6 dd dt tr td list-item disp-formula label'.split(' '),
);
const dropped = new Set(['annotation', 'annotation-xml']);
/** Tags in a row must not make the text of a formula say itself twice: where MathML stands beside TeX, TeX goes. */
const alternatives = new Set(['tex-math']);

const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase();
const mayBeTag = /<(?!\/?(?:[a-zA-Z]+:)?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*|\/)?>)/g;
const anyTag = /<\/?(?:[a-zA-Z]+:)?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*|\/)?>/g;

/** HTML, JATS and MathML as text: known tags go, entities are resolved, everything else stays. */
export function markupToText(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const guarded = text
    .replace(mayBeTag, '&lt;')
    .replace(anyTag, (tag, name: string) => (tags.has(name.toLowerCase()) ? tag : `&lt;${tag.slice(1)}`));
  let out = '';
  let hidden = 0;
  const hasMath = /<(?:mml:)?math[\s>]/i.test(guarded);
  const hides = (name: string) => dropped.has(name) || (hasMath && alternatives.has(name));
  const parser = new Parser(
    {
      ontext: (piece) => {
        if (!hidden) out += piece;
      },
      onopentagname: (name) => {
        if (hides(localName(name))) hidden++;
        else if (blocks.has(localName(name))) out += ' ';
      },
      onclosetag: (name) => {
        if (hides(localName(name))) hidden--;
        else if (blocks.has(localName(name))) out += ' ';
      },
    },
    // XML mode: <title> must not swallow what follows, as it would in HTML. Entities are HTML's own.
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(guarded);
  return decodeEntities(decodeEntities(out));
}

/** HTML's named and numeric entities, once. */
function decodeEntities(text: string): string {
  if (!/&[a-zA-Z#]/.test(text)) return text;
  let out = '';
  const parser = new Parser({ ontext: (piece) => (out += piece) }, { decodeEntities: true });
  parser.end(text.replace(/</g, '&lt;'));
  return out;
}

const ligatures = new Map([...'ﬀﬁﬂﬃﬄﬅﬆ'].map((sign, at) => [sign, ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'][at]]));
// Soft hyphens, zero-width signs, byte order marks, direction overrides: nothing that a reader of text could see.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const blanks = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** A blank alone is as it should be; replacing every one of them by itself would cost more than all the rest. */
const oddBlanks = /[^\S ]|[\u0000-\u001f\u007f-\u009f]| {2}/;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Signs below U+0300, punctuation, arrows and operators are composed already; looking is much cheaper than composing. */
const mayCompose = /[^\u0000-\u02ff\u2010-\u205f\u2190-\u22ff]/;

/** All but single blanks and visible signs that are composed already: one look is enough for most texts. */
const mayBeUntidy = /[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]| {2}/;

/** Unicode as one would type it: composed (NFC), no ligatures, nothing invisible, single blanks, well-formed. */
function tidyUnicode(text: string): string {
  if (!mayBeUntidy.test(text)) return text.trim();
  let tidied = text.replace(invisible, '');
  if (mayCompose.test(tidied))
    tidied = tidied
      .replace(/[\ufb00-\ufb06]/g, (sign) => ligatures.get(sign) ?? sign)
      .replace(loneSurrogates, '\ufffd')
      .normalize('NFC');
  return (oddBlanks.test(tidied) ? tidied.replace(blanks, ' ') : tidied).trim();
}

const sign = 0;
const blank = 1;
const odd = 2;
/** ASCII that is neither markup nor a control character is by far the most of what is read. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 32) return blank;
  return code < 32 || code === 127 || '$&<\\'.includes(String.fromCharCode(code)) ? odd : sign;
});

/**
 * Whether there is nothing to do. A loop, since most texts are names of some letters: a pattern would take longer to start.
 * It gathers what is wrong and looks at it once, since to decide at each letter takes twice as long.
 */
function isPlain(text: string): boolean {
  let wrong = 0;
  let before = blank;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code & 127];
    // Odd, a blank after a blank, or beyond ASCII.
    wrong |= (kind & (odd | before)) | (code >> 7);
    before = kind;
  }
  return !wrong && before !== blank;
}

/** The plain text, on one line, of anything a source wrote as a title, abstract or name. Linear in its length. */
export function plainText(text: string): string {
  if (isPlain(text)) return text;
  const readable = /[\\$<&]/.test(text) ? texRemnantsToText(markupToText(text)) : text;
  return tidyUnicode(readable);
}
