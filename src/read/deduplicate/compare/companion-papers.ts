/** Words that name a companion paper where a study is named too: "a routing protocol" and "training of pilots" do not. */
const companionOfStudy = /\b(?:protocol|pilot|feasibility)\b/;
const study = /\b(?:study|studies|trials?|reviews?|meta-analys[ie]s|cohort|survey|evaluation|project|experiment)\b/;
const protocolOrPilot = /^\W*(?:an? |the )?(?:protocol|pilot)\W*$/;

/** Guidelines on "diagnosis, treatment, and follow-up" are no companion. */
const followUp =
  /(?<!\band )\bfollow[- ]?up\b|\b(?:year|month|long-term|interim) (?:results|outcomes|findings|analysis)\b/;
const design = /\b(?:rationale and design|design and rationale|statistical analysis plan)\b/;
const abstractOnly = /[([:.–—-]\s?(?:an )?(?:extended |conference |meeting |poster )?abstract\W*$/;

/**
 * Returns whether a part of a folded title, its subtitle, says that another paper has the title without it: the subtitle is that of
 * the protocol or design of a study, a pilot, a follow-up, or a conference abstract.
 */
export const namesCompanionPaper = (subtitle: string): boolean =>
  (companionOfStudy.test(subtitle) && study.test(subtitle)) ||
  [protocolOrPilot, followUp, design, abstractOnly].some((pattern) => pattern.test(subtitle));
