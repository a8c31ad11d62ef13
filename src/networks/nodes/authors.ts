import type { Paper } from '../../model/paper.ts';
import { separateInitialsInList } from '../../read/normalize/names/initials.ts';
import { toFirstLast } from '../../read/normalize/names/names.ts';
import { foldText } from '../references/reference-fields.ts';
import { chooseLabel, type NodeGroups } from './groups.ts';

/** A spelling of a name. */
interface Spelling {
  /** Last name and given names without case, accents and punctuation. */
  key: string;
  last: string;
  given: string[];
  /** Whether all given names are initials; false if there are none. */
  isInitials: boolean;
}

/** Matches the ORCID behind a name in {@link Paper.orcids}. */
const ORCID_ENTRY = /^(.*) (\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/;

/**
 * Identifies the authors of papers. Names with the same ORCID are one author, and so are equal names without one, ignoring case, accents and
 * punctuation. A name without an ORCID joins the only ORCID that is given for this name. A name with initials only, such as "J. Smith", "JA Smith", or "Smith JA", joins
 * a fuller one, such as "Jane Smith" or "J. A. Smith", if no other author has the same last name and fitting initials.
 */
export function identifyAuthors(papers: readonly Paper[], replace: (name: string) => string): NodeGroups {
  const orcidsByKey = new Map<string, Set<string>>();
  const spellings = new Map<string, Spelling>();
  const spellingOf = (name: string): Spelling => {
    const known = spellings.get(name);
    if (known) return known;
    const parsed = parseName(name);
    spellings.set(name, parsed);
    return parsed;
  };
  const occurrences = papers.map(({ authors = [], orcids = [] }) => {
    const orcidOf = new Map(orcids.flatMap(splitOrcid));
    const separated = separateInitialsInList(authors);
    return authors.flatMap((written, i) => {
      const name = replace(written);
      if (!name) return [];
      const spelling = spellingOf(name === written ? toFirstLast(separated[i]!) : name);
      const orcid = orcidOf.get(written);
      if (orcid !== undefined) orcidsByKey.set(spelling.key, (orcidsByKey.get(spelling.key) ?? new Set()).add(orcid));
      return [{ name, key: spelling.key, orcid }];
    });
  });
  const authorOf = joinInitials([...spellings.values()], orcidsByKey);
  const labels = new Map<string, Map<string, number>>();
  const members = occurrences.map((authors) => {
    const ids = new Set<string>();
    for (const { name, key, orcid } of authors) {
      const id = orcid ?? authorOf(key);
      ids.add(id);
      const counts = labels.get(id) ?? new Map<string, number>();
      labels.set(id, counts.set(name, (counts.get(name) ?? 0) + 1));
    }
    return ids;
  });
  return { members, labels: new Map([...labels].map(([id, counts]) => [id, chooseLabel(counts)])) };
}

function splitOrcid(entry: string): [name: string, orcid: string][] {
  const [, name, orcid] = ORCID_ENTRY.exec(entry) ?? [];
  return name === undefined || orcid === undefined ? [] : [[name, orcid]];
}

/** "JA" in "JA Smith". */
const BARE_INITIALS = /^\p{Lu}{2,3}$/u;

function parseName(name: string): Spelling {
  const isMixedCase = name !== name.toUpperCase();
  const words = name
    .replace(/, [^,]+$/, '')
    // "J.A. Smith", "J.-P. Smith".
    .replace(/\.(?=\S)/g, '. ')
    .split(/[\s-]+/)
    .flatMap((word, i, words) => (i < words.length - 1 && isMixedCase && BARE_INITIALS.test(word) ? [...word] : word))
    .map((word) => ({ folded: foldText(word), isInitial: /^\p{Lu}\.?$/u.test(word) }))
    .filter(({ folded }) => folded);
  const last = words.at(-1)?.folded ?? foldText(name);
  const given = words.slice(0, -1);
  return {
    key: [...given.map(({ folded }) => folded), last].join(' ') || name,
    last,
    given: given.map(({ folded }) => folded),
    isInitials: given.length > 0 && given.every(({ isInitial }) => isInitial),
  };
}

/** Returns a function that returns the author of a name without an ORCID. */
function joinInitials(
  spellings: readonly Spelling[],
  orcidsByKey: ReadonlyMap<string, ReadonlySet<string>>,
): (key: string) => string {
  /** The authors of each last name, and a spelling of each. */
  const candidates = new Map<string, { spelling: Spelling; ids: readonly string[] }[]>();
  const joined = new Map<string, string>();
  const unique = [...new Map(spellings.map((spelling) => [spelling.key, spelling])).values()];
  // Fuller names come first, so that shorter ones find them.
  unique.sort(
    (a, b) =>
      Number(a.isInitials) - Number(b.isInitials) ||
      b.given.length - a.given.length ||
      (a.key < b.key ? -1 : Number(a.key > b.key)),
  );
  for (const spelling of unique) {
    const others = candidates.get(spelling.last) ?? [];
    candidates.set(spelling.last, others);
    const orcids = [...(orcidsByKey.get(spelling.key) ?? [])].sort();
    const fitting = spelling.isInitials ? others.filter((other) => fits(spelling, other.spelling)) : [];
    const found = new Set(orcids.length > 0 ? orcids : fitting.flatMap(({ ids }) => ids));
    const id = found.size === 1 ? [...found][0]! : spelling.key;
    joined.set(spelling.key, id);
    others.push({ spelling, ids: orcids.length > 0 ? orcids : [id] });
  }
  return (key) => joined.get(key) ?? key;
}

/** Returns whether initials fit the given names of another spelling, as far as both have them. */
const fits = ({ given }: Spelling, other: Spelling) =>
  other.given.length > 0 &&
  given.every((initial, k) => other.given[k] === undefined || other.given[k]!.startsWith(initial));
