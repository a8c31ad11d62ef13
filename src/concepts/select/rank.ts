import { titleness } from '../mentions/noun-phrases.ts';
import { ALONE, type Phrases, WHOLE } from '../mentions/phrases.ts';

/** The phrases of one paper, each once, in order of appearance; reused from paper to paper, and the arrays run in step. */
export interface Ranking {
  count: number;
  phrases: Int32Array;
  scores: Float64Array;
  /** WHOLE for those that can be concepts by themselves. */
  marks: Int32Array;
}

/**
 * What ranks the phrases of paper after paper; where `only` is given, just the phrases that have no negative entry there.
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
export function ranker(phrases: Phrases, only?: Int32Array): (paper: number) => Ranking {
  const { words, tree, titles, wordTitleness, starts } = phrases;
  const papers = starts.length - 1;
  let longest = 0;
  for (let i = 0; i < papers; i++) longest = Math.max(longest, starts[i + 1]! - starts[i]!);
  const ranking: Ranking = {
    count: 0,
    phrases: new Int32Array(longest),
    scores: new Float64Array(longest),
    marks: new Int32Array(longest),
  };
  const times = new Int32Array(longest);
  const firsts = new Int32Array(longest);
  /** Where in the ranking a phrase stands, plus one. */
  const placeOf = new Int32Array(tree.size);
  /** What a phrase scores whatever the paper; NaN before it was asked for. */
  const known = new Float64Array(tree.size).fill(Number.NaN);
  const general = (phrase: number) => {
    if (Number.isNaN(known[phrase]!)) {
      const idf = Math.log(papers / tree.counts[phrase]!);
      known[phrase] = 1.1 * idf - 0.09 * idf * idf + 0.6 * titleness(titles.items[phrase] ?? 0, tree.counts[phrase]!);
    }
    return known[phrase]!;
  };
  return (paper) => {
    let count = 0;
    for (let u = starts[paper]!; u < starts[paper + 1]!; u++) {
      const phrase = phrases.phrases[u]!;
      if (only && only[phrase]! < 0) continue;
      const place = placeOf[phrase]!;
      if (place > 0) {
        times[place - 1]!++;
        ranking.marks[place - 1]! |= phrases.marks[u]! & ALONE;
        continue;
      }
      ranking.phrases[count] = phrase;
      ranking.marks[count] = phrases.marks[u]!;
      times[count] = 1;
      firsts[count++] = u;
      placeOf[phrase] = count;
    }
    const abstract = words.starts[2 * paper + 1]!;
    for (let k = 0; k < count; k++) {
      const [from, to] = [phrases.from[firsts[k]!]!, phrases.to[firsts[k]!]!];
      let mean = 0;
      for (let word = from; word < to; word++) mean += wordTitleness[words.ids[word]!]! / (to - from);
      ranking.scores[k] =
        Math.log(times[k]!) +
        (ranking.marks[k]! & ALONE ? 0.9 : 0) -
        0.2 * Math.log1p(Math.max(0, from - abstract)) +
        (to - from === 2 ? 1 : to - from === 3 ? 0.6 : 0) +
        general(ranking.phrases[k]!) +
        0.7 * mean;
      placeOf[ranking.phrases[k]!] = 0;
    }
    ranking.count = count;
    return ranking;
  };
}

/** Calls `take` for each of the `most` phrases of a ranking with the highest scores that can be concepts by themselves; ties by place. */
export function takeBest(
  { count, phrases, scores, marks }: Ranking,
  most: number,
  take: (phrase: number) => void,
): void {
  const order: number[] = [];
  for (let k = 0; k < count; k++) if (marks[k]! & WHOLE) order.push(k);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  for (let k = 0; k < Math.min(most, order.length); k++) take(phrases[order[k]!]!);
}
