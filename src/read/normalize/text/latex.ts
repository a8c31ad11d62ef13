/**
 * Converts the LaTeX of bibliographies to Unicode text. This is not a TeX interpreter: unknown commands lose their backslash
 * and keep their arguments.
 */

/** Combining characters by accent command. */
const combiningMarks = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    u: '\u0306',
    '.': '\u0307',
    '"': '\u0308',
    r: '\u030a',
    H: '\u030b',
    v: '\u030c',
    d: '\u0323',
    c: '\u0327',
    k: '\u0328',
    b: '\u0331',
    h: '\u0309',
    G: '\u030f',
    f: '\u0311',
    ocirc: '\u030a',
    textcommabelow: '\u0326',
    cb: '\u0326',
  }),
);

const letters = `i ı j ȷ o ø O Ø l ł L Ł ss ß ae æ AE Æ oe œ OE Œ aa å AA Å dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ`;
const greek = `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
  lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
  Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω`;
const symbols = `times × texttimes × cdot · pm ± mp ∓ div ÷ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ cong ≅
  propto ∝ ll ≪ gg ≫ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ in ∈ notin ∉ subset ⊂ subseteq ⊆ supset ⊃ cup ∪ cap ∩
  emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ wedge ∧ vee ∨ oplus ⊕ otimes ⊗ to → rightarrow → leftarrow ← Rightarrow ⇒
  leftrightarrow ↔ mapsto ↦ ell ℓ hbar ℏ Re ℜ Im ℑ star ⋆ ast ∗ circ ∘ bullet • dagger † ddagger ‡ degree ° textdegree ° deg °
  ldots … dots … cdots … textellipsis … langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ prime ′ perp ⊥ parallel ∥ mid | vert |
  textendash – textemdash — textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” quotedblbase „ textquotesingle '
  textregistered ® texttrademark ™ copyright © textcopyright © pounds £ textsterling £ texteuro € euro € yen ¥ S § P ¶
  textasciitilde ~ textbackslash \\ textasciicircum ^ textunderscore _ textbar | textless < textgreater > textdollar $
  textbullet • textperiodcentered · guillemotleft « guillemotright » slash / lbrace { rbrace } textbraceleft { textbraceright } lt < gt > amp & checkmark ✓
  textmu µ micro µ textsuperscript ^ backslash \\ degreeCelsius °C celsius °C percent %`;
/** Replacement text by command name. */
const commandText = new Map<string, string>();
for (const table of [letters, greek, symbols]) {
  const words = table.split(/\s+/);
  for (let i = 0; i < words.length; i += 2) commandText.set(words[i], words[i + 1]);
}
for (const space of [
  'quad',
  'qquad',
  'newline',
  'linebreak',
  'par',
  'space',
  'enspace',
  'thinspace',
  'nobreakspace',
  'item',
])
  commandText.set(space, ' ');

/** Formatting commands, which are removed while their argument stays. */
const formattingCommands = new Set(
  `emph it bf rm sc sf sl tt em cal textit textbf textrm textsc textsf textsl texttt textnormal textup textmd text mathrm mathbf
   mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm bold mbox hbox ensuremath operatorname underline
   uline left right big Big bigl bigr Bigl Bigr bigg Bigg displaystyle textstyle scriptstyle limits nolimits protect relax url path
   uppercase lowercase MakeUppercase MakeLowercase NoCaseChange enquote noopsort textsubscript ce ch num si unit small large Large tiny normalsize
   itshape bfseries scshape upshape mdseries sffamily ttfamily rmfamily noindent centering hat tilde bar vec dot ddot check
   widehat widetilde overline`.split(/\s+/),
);

/** What commands write behind their first argument. */
const argumentEnds = new Map(Object.entries({ SI: ' ', qty: ' ', frac: '/', dfrac: '/', tfrac: '/', nicefrac: '/' }));
/** Commands whose first argument is no text, and what they write in place of it. */
const hiddenArguments = new Map([
  ...'cite citep citet citealt citealp ref eqref autoref label footnote thanks href texorpdfstring textcolor color phantom'
    .split(' ')
    .map((name): [string, string] => [name, '']),
  ...'begin end hspace vspace'.split(' ').map((name): [string, string] => [name, ' ']),
]);
/** An argument with up to one level of braces inside, behind options. */
const argument = /^(?:\[[^[\]]{0,200}\]){0,2}\{((?:[^{}]|\{[^{}]{0,200}\}){0,400})\}/;
const maxArgumentLength = 1000;

const command = /\\(?:([a-zA-Z]+)\*?[ \t\n]*|([^a-zA-Z]))/g;
/** Matches the base character after an accent command. */
const accentBase = /^(?:\{\\([ij])\s*\}|\\([ij])(?![a-zA-Z])\s*|\{\s*(\p{L})(\p{L}*)\s*\}|\s*(\p{L}))/u;
/** Matches a base character with an accent of its own, as in "\\~{\\^{e}}". */
const accentedBase =
  /^(?:\{\\([`'^~=."]|[uvHcdkrbh](?![a-zA-Z]))\s?(?:\{(\p{L})\}|(\p{L}))\}|\\([`'^~=."])(?:\{(\p{L})\}|(\p{L})))/u;

/** A character with its accents, and the length of what it was read from. */
interface Accented {
  text: string;
  length: number;
}

/** Reads what an accent stands on; undefined if it is nothing. */
function readAccent(name: string, mark: string, rest: string): Accented | undefined {
  const base = accentBase.exec(rest);
  if (base) {
    const [whole, braced, bare, first, others = '', single] = base;
    return { text: (braced ?? bare ?? first ?? single) + mark + others, length: whole.length };
  }
  // An accent on nothing is the sign itself.
  if ('~^'.includes(name) && rest.startsWith('{}')) return { text: protect(name), length: 2 };
  const [whole, ...parts] = accentedBase.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  const [inner = '', letter = ''] = parts.filter((part) => part !== undefined);
  return { text: letter + combiningMarks.get(inner) + mark, length: whole.length };
}

/** Reads the first argument of a command that {@link replaceCommand} does not know how to write. */
function readArgument(name: string, rest: string): Accented | undefined {
  const [whole, content = ''] = argument.exec(rest) ?? [];
  if (whole === undefined) return undefined;
  const end = argumentEnds.get(name);
  return { text: hiddenArguments.get(name) ?? replaceCommands(content) + end, length: whole.length };
}

/** "^\\circ", the degree sign. */
const degreeSign = /\^(?:\\circ(?![a-zA-Z])\s?|\{\s?\\circ\s?\})/g;

/** Replaces commands (accents, letters, symbols, formatting). Braces, dollar signs and ties are left to the caller. */
function replaceCommands(source: string): string {
  const text = source.includes('\\circ') ? source.replace(degreeSign, '°') : source;
  let out = '';
  let start = 0;
  command.lastIndex = 0;
  for (let match = command.exec(text); match; match = command.exec(text)) {
    const name = match[1] ?? match[2];
    out += text.slice(start, match.index);
    start = match.index + match[0].length;
    const mark = combiningMarks.get(name);
    // A base is short: taking the whole rest of the text for every accent would be quadratic.
    const found = mark
      ? readAccent(name, mark, text.slice(start, start + 40))
      : hiddenArguments.has(name) || argumentEnds.has(name)
        ? readArgument(name, text.slice(start, start + maxArgumentLength))
        : undefined;
    out += found ? found.text : replaceCommand(name, match[0]);
    start += found?.length ?? 0;
    command.lastIndex = start;
  }
  return out + text.slice(start);
}

function replaceCommand(name: string, match: string): string {
  const text = commandText.get(name);
  if (text !== undefined) {
    // TeX ignores spaces after a command name, but in running text they are meant as spaces.
    const needsSpace = /\s$/.test(match) && text.trim() && !/^[\p{L}\p{P}]$/u.test(text);
    return needsSpace ? `${protect(text)} ` : protect(text);
  }
  if (formattingCommands.has(name) || /^[-/!()[\]]$/.test(name)) return '';
  if (/^[\s,;:>\\]$/.test(name)) return ' ';
  if (name.length === 1 && !/[a-zA-Z]/.test(name)) return combiningMarks.has(name) ? '' : protect(name);
  return match.slice(1);
}

// Escaped characters are replaced by private-use characters while unescaped ones are removed.
const specialCharacters = '{}$~';
const placeholders = '\ue000\ue001\ue002\ue003';
const protect = (text: string) => (text.length === 1 && placeholders[specialCharacters.indexOf(text)]) || text;
const unprotect = (text: string) =>
  text.replace(/[\ue000-\ue003]/g, (placeholder) => specialCharacters[placeholders.indexOf(placeholder)]);

/** Returns whether {@link latexToText} may change a value. */
export const hasLatex = (value: string): boolean =>
  value.length < maxPatternLength ? latexPattern.test(value) : latexSigns.some((sign) => value.includes(sign));

const latexPattern = /[\\{}$~`]|--|''/;
const latexSigns = ['\\', '{', '}', '$', '~', '`', '--', "''"];
/** Length up to which one search for a pattern is faster than a search for each of the signs. */
const maxPatternLength = 100;

// Pandoc's rule tells prices from math: no space just inside the dollar signs, no digit after the closing one.
const math = /\$\$([^$]+)\$\$|\$(?![\s$])((?:[^$\\]|\\[\s\S]){0,400}?(?:\\[\s\S]|[^\s$\\]))\$(?!\d)/g;

/** Writes indexes as other sources do: "Cu_2O", "Cu_{2}O", and "Cu_{\\textrm{2}}O" in formulas are "Cu2O". */
const resolveIndexes = (formula: string) =>
  formula.replace(
    /_(?:(\d)|\{(\d{1,3})\}|\{\\(?:textrm|mathrm|text|mathsf) ?\{(\d{1,3})\}\}|\{\\rm ?(\d{1,3})\})/g,
    '$1$2$3$4',
  );

/**
 * Converts a BibTeX value to text: resolves commands, braces, math delimiters, ties, dashes and quotes. Dashes and quotes come before braces,
 * because braces keep characters from forming them: "-{}-" is two hyphens.
 */
export function latexToText(value: string): string {
  if (!hasLatex(value)) return value;
  return unprotect(
    replaceCommands(value.includes('_') ? value.replace(math, resolveIndexes) : value)
      .replace(/~/g, ' ')
      .replace(/---/g, '—')
      .replace(/--/g, '–')
      .replace(/``/g, '“')
      .replace(/''/g, '”')
      .replace(/[{}$]/g, ''),
  );
}

const formattingGroup = /\{\s*\\(?:em|emph|it|bf|rm|sc|sf|sl|tt|cal)\b([^{}]*)\}/g;
const commandWithBraces = /\\[a-zA-Z]+\s*(?:\{[^{}\\]*\}){1,2}|\{\\[^{}]*\}/g;

/** Resolves formulas and commands in running text, as in abstracts from arXiv. Braces outside of these are kept. */
export function embeddedLatexToText(text: string): string {
  if (!/[\\$]/.test(text)) return text;
  const resolve = (formula: string) => replaceCommands(resolveIndexes(formula)).replace(/[{}]/g, '');
  const withoutMath = text
    .replace(math, (_, display?: string, inline?: string) => resolve(display ?? inline ?? ''))
    .replace(formattingGroup, (_, content: string) => content.trimStart());
  const resolved = /\\/.test(withoutMath)
    ? replaceCommands(withoutMath.replace(commandWithBraces, resolve))
    : withoutMath;
  return unprotect(resolved);
}
