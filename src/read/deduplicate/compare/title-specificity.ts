/** Keys of titles that recur in every issue of a journal. */
const recurringTitle =
  /^(?:(?:sessiondetails|proceedingsof|tableofcontents|contentsof|volumecontents|listof|acknowledge?ment|inthisissue|aboutthisissue|issueinformation|callforpa|letters?totheeditor)|(?:abstracts?|announcements?|authorindex|bookreviews?|bulletin|calendar|comments?|conclusions?|contents|corrigend(?:um|a)|coverimage|discussion|errat(?:um|a)|fromtheeditors?|index|keynote|news|obituary|overview|panel|posters?|rejoinder|reply|reviewers|summary|tutorials?|workshops?)$)/;
/** Keys of titles of introductions, and their generic words before the subject. */
const introduction = /^(?:guesteditor|editor|introduction|preface|foreword|message|welcome|publishersnote)/;
const introductionWords =
  /^(?:guest|editorial|editors?|introduction|preface|foreword|message|welcome|publishersnote|remarks|board|policy|update|from|to|the|an?|special|issue|section|topic|on|of|in|for|programm?e?|general|conference|workshop|co|chairs?)+/;

/**
 * Returns how well a title identifies a paper. Two papers rarely share a title of 25 or more characters by chance, and
 * rarely one of 6 or more in the same year.
 */
export function titleSpecificity(key: string): 'none' | 'low' | 'high' {
  if (recurringTitle.test(key) || key.length < 6) return 'none';
  if (introduction.test(key)) return key.replace(introductionWords, '').length < 15 ? 'none' : 'high';
  return key.length < 25 ? 'low' : 'high';
}

/** Returns whether the key of a title is that of a text in place of a missing title, which says nothing about the paper. */
export const isPlaceholder = (key: string): boolean =>
  /^(?:notitle(?:available|given|found)?|titlenot(?:available|given|found)|untitled|unknown(?:title)?|notavailable|na|none|null|nan|missingtitle|title|tba|tbd)$/.test(
    key,
  );
