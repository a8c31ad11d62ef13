import { Parser } from 'htmlparser2';
import { toWellFormed } from '../../../util/text/well-formed.ts';
import { embeddedLatexToText } from './latex.ts';

/** Tags of HTML, JATS and MathML that occur in titles and abstracts. Anything else after "<" is text: "p<0.05", "rho<rho^star". */
const markupTags = new Set(
  `a abbr abstract alternatives annotation annotation-xml b big bold br caption cite code dd def disp-formula div dl dt em emphasis
   equationsource ext-link fn font h1 h2 h3 h4 h5 h6 i img inf inline-equation inlineequation inline-formula inline-graphic italic
   label li list list-item literal math mfenced mfrac mi mml mn mo monospace mover mpadded mphantom mroot mrow ms mspace msqrt
   mstyle msub msubsup msup mtable mtd mtext mtr munder munderover named-content ol overline p pre q roman sans-serif sc scp sec
   section semantics small span strike strong styled-content sub subscript sup superscript sourcetitle table tbody td tex tex-math tfoot
   th thead title tr tt u ul underline uri xref abstracttext jp-abstract fixed-case`.split(/\s+/),
);
/** Tags that separate words. */
const blockTags = new Set(
  'p br div li title sec section h1 h2 h3 h4 h5 h6 dd dt tr td list-item disp-formula label'.split(' '),
);
const hiddenTags = new Set(['annotation', 'annotation-xml']);
/** Tags that are hidden when the same formula is also there as MathML. */
const mathAlternativeTags = new Set(['tex-math']);

const anyTag = /<(\/?)(?:[a-zA-Z]+:)?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*|\/)?>/g;

/** Converts HTML, JATS or MathML to text: removes known tags, resolves entities, keeps everything else. */
function markupToText(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const hasMathMl = /<(?:mml:)?math[\s>]/i.test(text);
  let out = '';
  let hiddenDepth = 0;
  let end = 0;
  for (const match of text.matchAll(anyTag)) {
    const [tag, slash] = match;
    const name = match[2].toLowerCase();
    if (!markupTags.has(name)) continue;
    if (hiddenDepth === 0) out += text.slice(end, match.index);
    end = match.index + tag.length;
    if (hiddenTags.has(name) || (hasMathMl && mathAlternativeTags.has(name))) {
      if (slash) hiddenDepth = Math.max(0, hiddenDepth - 1);
      else if (!tag.endsWith('/>')) hiddenDepth++;
    } else if (slash && name === 'math') hiddenDepth = 0;
    else if (blockTags.has(name)) out += ' ';
  }
  if (hiddenDepth === 0) out += text.slice(end);
  // Twice, because some sources escape text that is already escaped: "&amp;lt;".
  return decodeEntities(decodeEntities(out));
}

/** Decodes named and numeric HTML entities once. */
export function decodeEntities(text: string): string {
  if (!/&[a-zA-Z#]/.test(text)) return text;
  let out = '';
  const parser = new Parser({ ontext: (piece) => (out += piece) }, { decodeEntities: true });
  parser.end(text.replace(/</g, '&lt;'));
  return out;
}

const ligatures = new Map(Object.entries({ ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }));
// Soft hyphens, zero-width characters, byte order marks and direction overrides.
const invisibleCharacters = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const whitespace = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Matches whitespace other than single spaces; replacing every single space by itself would be slow. */
const irregularWhitespace = /[^\S ]|[\u0000-\u001f\u007f-\u009f]| {2}/;

/** Removes invisible characters and lone surrogates from an identifier; converts full-width letters and Unicode hyphens to ASCII. */
export function cleanIdentifier(text: string): string {
  if (!/[^ -~]/.test(text)) return text.trim();
  return text
    .replace(invisibleCharacters, '')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[\uff00-\uffef]+/g, (wide) => wide.normalize('NFKC'))
    .replace(/[\u2010\u2011]/g, '-')
    .trim();
}

/** Matches characters outside the blocks that NFC leaves unchanged. Testing is much cheaper than normalizing. */
const maybeNotComposed = /[^\u0000-\u02ff\u2010-\u205f\u2190-\u22ff]/;

/** Matches anything that {@link normalizeUnicode} may change. */
const maybeNotNormalized = /[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]| {2}/;

/** Normalizes text to NFC without ligatures, invisible characters, lone surrogates and repeated whitespace. */
function normalizeUnicode(text: string): string {
  if (!maybeNotNormalized.test(text)) return text.trim();
  let normalized = text.replace(invisibleCharacters, '');
  if (maybeNotComposed.test(normalized))
    normalized = toWellFormed(
      normalized.replace(/[\ufb00-\ufb06]/g, (ligature) => ligatures.get(ligature) ?? ligature),
    ).normalize('NFC');
  return (irregularWhitespace.test(normalized) ? normalized.replace(whitespace, ' ') : normalized).trim();
}

// Classes of ASCII characters; bit flags, so that isPlainText can combine them without branching.
const regular = 0;
const space = 1;
const special = 2;
const characterClasses = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 32) return space;
  return code < 32 || code === 127 || '$&<\\'.includes(String.fromCharCode(code)) ? special : regular;
});

/** Length up to which a loop over the characters is faster than a regular expression. */
const maxLoopLength = 64;
/** Matches what the loop finds, except for spaces. An alternative for these in the pattern would take twice the time. */
const needsChange = /[^ -#%'-;=-[\]-~]/;

/**
 * Returns whether a text is printable ASCII with single spaces inside and no markup, so that nothing needs to change. Most
 * texts are short names: for those a loop is faster than a regular expression, and faster still without branches. Abstracts
 * take the regular expression, which is fast from the first call on, before the engine has compiled the loop.
 */
function isPlainText(text: string): boolean {
  if (text.length > maxLoopLength)
    return !(needsChange.test(text) || text.includes('  ') || text.startsWith(' ') || text.endsWith(' '));
  let problems = 0;
  let previous = space;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const current = characterClasses[code & 127];
    // A special character, a space after a space, or a character beyond ASCII.
    problems |= (current & (special | previous)) | (code >> 7);
    previous = current;
  }
  return !problems && previous !== space;
}

/** Converts a title, abstract or name to plain text on one line: resolves markup and LaTeX, normalizes Unicode. Linear time. */
export function toPlainText(text: string): string {
  if (isPlainText(text)) return text;
  const withoutMarkup = /[\\$<&]/.test(text) ? embeddedLatexToText(markupToText(text)) : text;
  return normalizeUnicode(withoutMarkup);
}

/** Removes the brackets around the title of a paper in another language, as in PubMed; not those of "[18F]FDG … [corrected]". */
export function stripTitleBrackets(title: string | undefined): string | undefined {
  if (!title?.startsWith('[')) return title;
  const end = title.length - (title.endsWith('.') ? 2 : 1);
  let depth = 0;
  for (let i = 0; i < end; i++) {
    if (title[i] === '[') depth++;
    else if (title[i] === ']' && --depth === 0) return title;
  }
  return title[end] === ']' && depth === 1 ? title.slice(1, end) : title;
}
