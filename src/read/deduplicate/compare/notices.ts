/** Texts about another paper, whose titles contain its title. Matched in folded titles; see `foldTitle`. */
const notices: [kind: string, pattern: RegExp][] = [
  [
    'retraction',
    /^\W*(?:(?:notice of )?retraction|retraction (?:notice|note)|expression of concern|withdrawal notice)\b/,
  ],
  [
    'erratum',
    /^\W*(?:author |publisher'?s? )?(?:erratum|errata|corrigend(?:um|a)|correction|addend(?:um|a))\b|\W(?:erratum|errata|corrigend(?:um|a)|correction|addend(?:um|a))\W*$/,
  ],
  // Web of Science calls a correction "Title (vol 7, pg 988, 2017)".
  ['erratum', /\(vol\.? \w+, (?:pg|p|art\.? no)\W*\w+.{0,20}\d{4}\)\W*$/],
  [
    'reply',
    /^\W*(?:(?:authors?'? |in )?(?:reply|response|rejoinder))(?: to\b|:|\W*$)|\W(?:(?:authors?'? )?(?:reply|rejoinder))\W*$|[-:–—.]\s*(?:authors?'? )?response\W*$/,
  ],
  [
    'comment',
    /^\W*(?:(?:invited |editorial )?(?:comment|commentary|discussion|remarks?|letter))(?: (?:on|to|of|by)\b|:)|[-:–—.(]\s*(?:invited )?(?:comments?|commentary|discussion|letter)\W*$/,
  ],
  ['review', /^\W*(?:book )?review(?: of)?: |^\W*book review\b/],
];

/** Matches a word of every pattern. Most titles have none, and one search is cheaper than one for each pattern. */
const noticeWord =
  /retract|concern|withdraw|errat|corrig|correct|addend|\(vol|reply|respon|rejoin|comment|discuss|remark|letter|review/;

/**
 * Returns what a title says the record is in relation to another paper: an erratum, a retraction notice, a comment, a reply or
 * a review of it; '' for a paper of its own.
 */
export const noticeKind = (foldedTitle: string): string =>
  (noticeWord.test(foldedTitle) && notices.find(([, pattern]) => pattern.test(foldedTitle))?.[0]) || '';
