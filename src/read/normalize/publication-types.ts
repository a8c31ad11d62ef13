/** Types of PubMed that say how a study was made or funded, or what became of the record, beside one that says what the publication is. */
const secondary =
  /^(?:Research Support|Comparative Study|Evaluation Study|Validation Study|Multicenter Study|Observational Study|Twin Study|(?:Adaptive |Controlled )?Clinical Trial|Clinical Study|Randomized Controlled Trial|Pragmatic|Equivalence Trial|English Abstract|Historical Article|Introductory Journal Article|Comment$|Corrected and Republished|Duplicate Publication|Retracted Publication|Video-Audio Media|Webcast|Dataset)/i;

/**
 * Returns the type that says what a publication is: "Journal Article", "Review", "Case Reports". PubMed lists types by the alphabet, so that "Comparative Study"
 * comes first. Returns undefined for no types.
 */
export const choosePublicationType = (types: readonly string[]): string | undefined =>
  types.find((type) => !secondary.test(type.trim())) ?? types[0];
