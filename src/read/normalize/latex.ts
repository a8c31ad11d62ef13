/** LaTeX as bibliographies use it, turned into Unicode text. Not a TeX: what is unknown loses its backslash and keeps its content. */

const accents: Record<string, string> = {
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
};
const accentMarks = new Map(Object.entries(accents));

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
  textmu µ micro µ textsuperscript ^`;
const named = new Map<string, string>();
for (const table of [letters, greek, symbols]) {
  const words = table.split(/\s+/);
  for (let at = 0; at < words.length; at += 2) named.set(words[at], words[at + 1]);
}
for (const blank of ['quad', 'qquad', 'newline', 'linebreak', 'par', 'space', 'enspace', 'thinspace', 'nobreakspace'])
  named.set(blank, ' ');

/** Commands that only say how their argument looks: the argument stays. */
const silent = new Set(
  `emph it bf rm sc sf sl tt em cal textit textbf textrm textsc textsf textsl texttt textnormal textup textmd text mathrm mathbf
   mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm bold mbox hbox ensuremath operatorname underline
   uline left right big Big bigl bigr Bigl Bigr bigg Bigg displaystyle textstyle scriptstyle limits nolimits protect relax url path
   uppercase lowercase MakeUppercase MakeLowercase NoCaseChange enquote noopsort hspace vspace small large Large tiny normalsize
   itshape bfseries scshape upshape mdseries sffamily ttfamily rmfamily noindent centering hat tilde bar vec dot ddot check
   widehat widetilde overline`.split(/\s+/),
);

const command = /\\(?:([a-zA-Z]+)\*?[ \t\n]*|([^a-zA-Z]))/g;
const accented = /^(?:\{\\([ij])\s*\}|\\([ij])(?![a-zA-Z])\s*|\{\s*(\p{L})(\p{L}*)\s*\}|\s*(\p{L}))/u;

/** Replaces commands (accents, letters, symbols, formatting); leaves braces, dollars and ties to the caller. */
export function replaceCommands(text: string): string {
  let out = '';
  let from = 0;
  command.lastIndex = 0;
  for (let match = command.exec(text); match; match = command.exec(text)) {
    const name = match[1] ?? match[2];
    out += text.slice(from, match.index);
    from = match.index + match[0].length;
    const mark = accentMarks.get(name);
    // Only what can follow an accent is looked at: slicing all the rest for each accent would be quadratic.
    const base = mark && accented.exec(text.slice(from, from + 40));
    if (base) {
      const [whole, braced, bare, first, others = '', single] = base;
      out += (braced ?? bare ?? first ?? single) + mark + others;
      from += whole.length;
    } else out += replacement(name, match[0]);
    command.lastIndex = from;
  }
  return out + text.slice(from);
}

function replacement(name: string, whole: string): string {
  const symbol = named.get(name);
  if (symbol !== undefined) {
    // TeX eats the blanks after a command's name, but between words of a sentence they were meant.
    return /\s$/.test(whole) && symbol.trim() && !/^[\p{L}\p{P}]$/u.test(symbol) ? `${symbol} ` : symbol;
  }
  if (silent.has(name)) return '';
  if (name === '-' || name === '/' || name === '!' || name === '(' || name === ')' || name === '[' || name === ']')
    return '';
  if (/^[\s,;:>\\]$/.test(name)) return ' ';
  if (name.length === 1 && !/[a-zA-Z]/.test(name)) return accentMarks.has(name) ? '' : protectedSign(name);
  return whole.slice(1);
}

// Signs that were escaped must outlive the removal of unescaped ones; these stand in for them and never occur in text.
const stand = '\ue000\ue001\ue002\ue003';
const signs = '{}$~';
const protectedSign = (sign: string) => stand[signs.indexOf(sign)] ?? sign;
const restoreSigns = (text: string) => text.replace(/[\ue000-\ue003]/g, (sign) => signs[stand.indexOf(sign)]);

/** Whether {@link latexToText} would change a value, or a part of it. */
export const holdsLatex = (value: string): boolean => /[\\{}$~`]|--|''/.test(value);

/** A BibTeX value as text: commands, braces, math shifts, ties, dashes and quotes are resolved. */
export function latexToText(value: string): string {
  if (!holdsLatex(value)) return value;
  return restoreSigns(
    replaceCommands(value)
      .replace(/[{}$]/g, '')
      .replace(/~/g, ' ')
      .replace(/---/g, '—')
      .replace(/--/g, '–')
      .replace(/``/g, '“')
      .replace(/''/g, '”'),
  );
}

// Pandoc's rule keeps prices apart from math: no blank just inside the dollars, no digit right after the closing one.
const math = /\$\$([^$]+)\$\$|\$(?![\s$])((?:[^$\\]|\\[\s\S]){0,400}?[^\s$\\])\$(?!\d)/g;
const group = /\{\s*\\(?:em|emph|it|bf|rm|sc|sf|sl|tt|cal)\b\s*([^{}]*)\}/g;

/** Text that merely holds some TeX, as abstracts from arXiv do: formulas and commands are resolved, other braces stay. */
export function texRemnantsToText(text: string): string {
  if (!/[\\$]/.test(text)) return text;
  const inner = (formula: string) => replaceCommands(formula).replace(/[{}]/g, '');
  const resolved = text
    .replace(math, (_, display?: string, inline?: string) => inner(display ?? inline ?? ''))
    .replace(group, '$1');
  return restoreSigns(
    /\\/.test(resolved)
      ? replaceCommands(resolved.replace(/\\[a-zA-Z]+\s*\{[^{}\\]*\}|\{\\[^{}]*\}/g, inner))
      : resolved,
  );
}
