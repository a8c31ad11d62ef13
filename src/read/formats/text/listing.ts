import { lineReader } from '../../input/lines.ts';
import { dateOf } from '../../normalize/dates.ts';
import type { Draft, Format } from '../../record.ts';

/** Buttons and headings of the page, not papers. */
const furniture =
  /^(?:new|subscribe|daily papers|trending papers|get trending papers in your email.*|by\s?ak and the research community)$/i;
/** The button's label runs into the first title where the page was saved without line ends. */
const gluedButton = /^Subscribe(?=[\p{Lu}\d"'“])/u;
const dot = '·';
const datePattern = /^([A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?)(?: +(\d[\d,.]*k?))?$/;
const authorsPattern = /^[•\s]*(\d+) authors?$/;

/** Long enough to be an abstract, or a shorter text that is clearly sentences. Titles reach some 250 characters. */
const isAbstract = (line: string) => line.length > 280 || (line.length > 100 && line.endsWith('.'));
const isTitle = (line: string) => line.length <= 280 && /\p{L}/u.test(line);

/** "handle Display Name", where the two may be the same word twice. */
function organisationOf(line: string): string {
  const [handle, ...name] = line.split(' ');
  return name.join(' ') || handle;
}

function countOf(written: string | undefined): number | undefined {
  if (!written) return undefined;
  const plain = Number(written.replace(/[,k]/g, ''));
  return Number.isFinite(plain) ? Math.round(plain * (written.endsWith('k') ? 1000 : 1)) : undefined;
}

/** Saved listing pages: a title, its abstract, and perhaps who and when, on lines of their own. The last format to be tried. */
export const listing: Format = {
  name: 'Listing page',
  keeps: 'title, abstract, number of authors, organisation, date, votes',
  detects(head) {
    const lines = head.split('\n').map((line) => line.trim());
    const filled = lines.filter(Boolean);
    return filled.some((line, at) => at > 0 && line.length > 280 && line.includes(' ') && isTitle(filled[at - 1]));
  },
  open(sink) {
    let pending: { line: number; draft: Draft } | undefined;
    let who: { text: string; line: number } | undefined;
    let afterDot = false;
    let begun = false;

    const finish = () => {
      if (pending?.draft.abstract !== undefined || (pending && pending.draft.date !== undefined))
        sink.paper(pending.line, pending.draft);
      else if (pending && begun && pending.draft.title!.length >= 20) {
        sink.paper(pending.line, pending.draft);
        sink.note(pending.line, 'no abstract follows this title');
      }
      pending = undefined;
    };
    const startTitle = (text: string, line: number) => {
      finish();
      pending = { line, draft: { title: text } };
    };
    // Who comes right before the dot, so a short line waits for the next one to say what it is.
    const settleWho = () => {
      if (who) startTitle(who.text, who.line);
      who = undefined;
    };
    const takeFacts = (text: string) => {
      if (!pending) return;
      const authors = authorsPattern.exec(text);
      if (authors) pending.draft.authorCount = Number(authors[1]);
      else if (text) pending.draft.organisation = organisationOf(text);
    };
    const takeAbstract = (text: string, line: number) => {
      settleWho();
      begun = true;
      if (!pending) sink.problem(line, 'an abstract without a title before it');
      else pending.draft.abstract = pending.draft.abstract === undefined ? text : `${pending.draft.abstract} ${text}`;
    };

    return lineReader(
      sink,
      (raw, line) => {
        const trimmed = raw.trim();
        const text = begun ? trimmed : trimmed.replace(gluedButton, '');
        if (!text || furniture.test(text)) return;
        const date = datePattern.exec(text);
        if (text === dot) {
          takeFacts(who?.text ?? '');
          who = undefined;
          afterDot = true;
        } else if (date && (afterDot || !begun)) {
          if (pending && afterDot) {
            pending.draft.date = dateOf(date[1]);
            pending.draft.votes = countOf(date[2]);
          }
          afterDot = false;
        } else if (isAbstract(text)) takeAbstract(text, line);
        else if (isTitle(text)) {
          settleWho();
          afterDot = false;
          who = { text, line };
        }
      },
      () => {
        settleWho();
        finish();
      },
    );
  },
};
