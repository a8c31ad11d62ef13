import { type Phrases, titleness } from './phrases.ts';

/** A phrase of one paper. */
export interface Candidate {
  phrase: number;
  /** How often the paper has it. */
  count: number;
  /** Words before its first place; 0 in the title. */
  before: number;
  /** It stands somewhere on its own, not only inside a longer phrase. */
  alone: boolean;
  /** Words [from, to) of its first place. */
  from: number;
  to: number;
  score: number;
  /** It can be a name by itself: it stands alone, and ends in a word that phrases end in. */
  whole: boolean;
}

/**
 * The phrases of a paper, the most telling first; ties fall by the place where they first stand.
 *
 * The score is a sum of what speaks for a phrase, each in natural logarithms or plain points:
 *
 *     ln count                                said often here
 *   + 0.9 if it stands alone                  a whole name, not a piece of one
 *   - 0.2 ln(1 + words before it)             said early
 *   + 1.0 for two words, 0.6 for three        most names in research are two words long
 *   + 1.1 idf - 0.09 idf^2                    neither everywhere nor nowhere else: the top is at one paper in 450
 *   + 0.6 titleness of the phrase             what papers are about stands in titles, "experimental results" do not
 *   + 0.7 mean titleness of its words
 *
 * The sum is the log-odds of a logistic regression with these few terms, fitted on papers apart from those that the
 * bench measures, and rounded to one digit.
 */
export function rankPhrases(phrases: Phrases, paper: number, papers: number): Candidate[] {
  const { words, documents, titles, wordTitleness } = phrases;
  const abstractStart = words.starts[2 * paper + 1]!;
  const found = new Map<number, Candidate>();
  phrases.visit(paper, (phrase, from, to, field, alone) => {
    const known = found.get(phrase);
    if (known) {
      known.count++;
      known.alone ||= alone;
    } else
      found.set(phrase, {
        phrase,
        count: 1,
        before: field === 0 ? 0 : from - abstractStart,
        alone,
        from,
        to,
        score: 0,
        whole: false,
      });
  });
  for (const candidate of found.values()) {
    const { phrase, count, before, alone, from, to } = candidate;
    const idf = Math.log(papers / documents.get(phrase));
    let mean = 0;
    for (let k = from; k < to; k++) mean += wordTitleness[words.ids[k]!]! / (to - from);
    candidate.whole = phrases.endings[words.ids[to - 1]!] === 1;
    candidate.score =
      Math.log(count) +
      (alone ? 0.9 : 0) -
      0.2 * Math.log1p(before) +
      (to - from === 2 ? 1 : to - from === 3 ? 0.6 : 0) +
      1.1 * idf -
      0.09 * idf * idf +
      0.6 * titleness(titles.get(phrase), documents.get(phrase)) +
      0.7 * mean;
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to);
}
