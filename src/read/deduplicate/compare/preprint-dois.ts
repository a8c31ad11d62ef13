/** DOI prefixes of preprint servers, and of repositories that give each version of a deposit a DOI of its own. */
const preprintPrefixes = [
  '48550/arxiv', // arXiv
  '1101/\\d{4}\\.|1101/\\d{6}|64898/', // bioRxiv and medRxiv
  '2139/ssrn', // SSRN
  '3122[2-9]/|3123[0-57]/|31219/|32942/|35542/osf', // OSF: EarthArXiv, PsyArXiv, SocArXiv, MetaArXiv, EcoEvoRxiv and others
  '26434/|33774/', // ChemRxiv, Cambridge Open Engage
  '20944/preprints', // Preprints.org
  '21203/rs', // Research Square
  '36227/techrxiv|22541/au', // TechRxiv, Authorea
  '5194/(?:egusphere-|[a-z]+-(?:19|20)\\d\\d-\\d+$|[a-z]+d-\\d)', // EGUsphere, discussion papers of Copernicus
  '7287/peerj\\.preprints|2196/preprints|1590/scielopreprints', // PeerJ, JMIR, SciELO
  '14293/s2199|32388/|51094/jxiv|12074/|24108/preprints', // ScienceOpen, Qeios, Jxiv, ChinaXiv, Preprints.ru
  '5281/zenodo|6084/m9\\.figshare', // Zenodo, figshare
];
const preprintDoi = new RegExp(`^10\\.(?:${preprintPrefixes.join('|')})`, 'i');

/** Returns whether a DOI was assigned by a preprint server, or by a repository that assigns one to each version. */
export const isPreprintDoi = (doi: string): boolean => preprintDoi.test(doi);

/** Publishers whose papers are revised in place, each version with a number behind the DOI: F1000 and its kin, eLife. */
const versionedDoi = /^(10\.(?:12688|7554)\/[\w.-]*?\d{3,})\.\d{1,2}$/i;

/** Returns a DOI in lower case without the number of the version. */
export const withoutVersion = (doi: string): string => doi.toLowerCase().replace(versionedDoi, '$1');

/** Repositories whose deposits have a DOI for each version that does not tell what it is a version of. */
const depositDoi = /^10\.(?:5281\/zenodo|6084\/m9\.figshare)/i;

/** Removes the version that preprint servers append: "/v2", ".v2", "-v2", "v2". */
const preprintOf = (doi: string) => withoutVersion(doi).replace(/[/._-]?v\d{1,2}$/, '');

/** Returns whether two DOIs are those of different preprints of the same server. Versions are one preprint. */
export function arePreprintsOfOneServer(a: string | undefined, b: string | undefined): boolean {
  if (!a || !b || a === b || !isPreprintDoi(a) || !isPreprintDoi(b) || depositDoi.test(a)) return false;
  const serverOf = (doi: string) => doi.slice(0, doi.indexOf('/'));
  return serverOf(a) === serverOf(b) && preprintOf(a) !== preprintOf(b);
}
