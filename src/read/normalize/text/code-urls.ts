import { parseWebUrl } from '../identifiers.ts';

/** Addresses of code repositories: the host, which may be cut by spaces, and the path of a repository. */
const hosts: [host: string, path: string][] = [
  ['(?:gist )?github com', '[\\w.-]+(?:/ ?~?[\\w.-]+)?'],
  ['gitlab (?:[a-z-]+ ){0,3}[a-z]{2,6}', '[\\w.-]+/ ?[\\w.-]+(?:/[\\w.-]+){0,4}'],
  ['bitbucket org', '[\\w.-]+/ ?[\\w.-]+'],
  ['codeberg org', '[\\w.-]+/ ?[\\w.-]+'],
  ['gitee com', '[\\w.-]+/ ?[\\w.-]+'],
  ['git sr ht', '~[\\w.-]+/[\\w.-]+'],
  ['sourceforge net', 'p(?:rojects)?/ ?[\\w.-]+'],
  ['zenodo org', '(?:records?|doi|badge)/[\\w./-]+'],
  ['(?:huggingface|hf) co', '(?:(?:datasets|spaces|models)/)?[\\w.-]+(?:/ ?[\\w.-]+)?'],
  ['codeocean com', '(?:capsule|explore/capsules?)/[\\w./-]+'],
  ['osf io', '[a-z0-9]{5}(?:/[\\w./?=-]*)?'],
  ['anonymous 4open science', '(?:r|repository)/ ?[\\w.-]+'],
  ['(?:dx )?doi org', '10\\.(?:5281/zenodo\\.\\d+|24433/CO\\.\\d+[\\w.]*|17605/OSF\\.IO/\\w+)'],
];

const address = new RegExp(
  `(?<![\\w@.-])(?:https? ?: ?/ ?/ ?)?(?:www ?\\. ?)?(?:${hosts
    .map(([host, path]) => `${host.replaceAll(' ', ' ?\\. ?')} ?/ ?${path}`)
    .join('|')})`,
  'gi',
);
/** DOIs that these hosts give to code, without a resolver. */
const codeDoi = /(?<![\w./-])10\.(?:5281\/zenodo\.\d+|24433\/CO\.\d+[\w.]*|17605\/OSF\.IO\/\w+)/gi;

/** Matches the end of every host with a slash, and the start of every such DOI. A search for it is much cheaper than one for the addresses. */
const maybeAddress = /\. ?[a-z]{2,7} ?\/|10\.\d/i;

/** Paths of GitHub and Hugging Face that are no repositories. */
const otherPaths =
  /^https?:\/\/(?:github\.com|huggingface\.co|hf\.co)\/(?:about|blog|docs|enterprise|explore|features|join|login|marketplace|papers|pricing|search|settings|sponsors|topics)(?:\/|$)/i;

/** The last part of a path behind a space, which may be the next word of the sentence. */
const lastWord = /\/ ([\w.-]+)$/;
/** The first word of the next sentence, where no space precedes it. */
const nextSentence = /\.(?:The|We|Our|This|It|In|A|For|Code|Data|All)$/;

/**
 * Returns the addresses of code repositories in a text, each once, as https URLs: with or without a scheme, broken by spaces,
 * or at the end of a sentence.
 */
export function findCodeUrls(text: string): string[] {
  // Most abstracts have no slash, and most of the others no address.
  if (!text.includes('/') || !maybeAddress.test(text)) return [];
  const found = [...text.matchAll(address)].map((match) => dropNextWord(match[0], text[match.index + match[0].length]));
  const dois = [...text.matchAll(codeDoi)].map(([doi]) => `doi.org/${doi}`);
  const urls = new Map<string, string>();
  for (const match of [...found, ...dois]) {
    const url = toUrl(match);
    if (url && !urls.has(url.toLowerCase())) urls.set(url.toLowerCase(), url);
  }
  return [...urls.values()];
}

/** Removes a word behind a space unless it looks like a name, or the sentence ends there. */
function dropNextWord(match: string, next: string | undefined): string {
  const word = lastWord.exec(match)?.[1];
  const isName = word === undefined || /[-_\d.]/.test(word) || next === undefined || /[,;:)\]]/.test(next);
  return isName ? match : match.replace(lastWord, '/');
}

function toUrl(match: string): string | undefined {
  const sentence = match
    .replace(/ /g, '')
    .replace(/^(?:https?:\/\/)?(?:www\.)?/i, '')
    .replace(nextSentence, '');
  const bare = sentence.slice(0, findEnd(sentence));
  const slash = bare.indexOf('/');
  if (slash < 0) return undefined;
  const url = parseWebUrl(`https://${bare.slice(0, slash).toLowerCase()}${bare.slice(slash)}`);
  return url && !otherPaths.test(url) ? url : undefined;
}

/** Returns the end of an address without punctuation and ".git". */
function findEnd(address: string): number {
  let end = address.length;
  while (end > 0)
    if ('./?=-'.includes(address.charAt(end - 1))) end--;
    else if (address.slice(Math.max(0, end - 4), end).toLowerCase() === '.git') end -= 4;
    else break;
  return end;
}
