/** Bits of a word's flags that its writing alone decides; see words.ts for the others. */
export const JOINED = 2; // a hyphen or the like stands before it, so that it is part of the same compound as the word before
export const CAPITAL = 8; // it starts with a capital letter
export const SHAPED = 16; // it is written like a name: SpikeGPT, E2S2, BM25

/** A word of a written token: "Du-IN" is two. */
export interface Part {
  /** Index of {@link Forms.list}. */
  form: number;
  flags: number;
  /** Characters of the token, a possessive 's left out. */
  from: number;
  to: number;
}

/** A letter or digit, and what holds a word together: don't, C++, C#. */
const PART = /[\p{L}\p{N}\p{M}](?:['’](?=\p{L})|[\p{L}\p{N}\p{M}+#])*/gu;

/** The different words of a collection. The same letters written like a name and plainly are two forms. */
export class Forms {
  /** Lower-case, without a possessive ending. */
  readonly list: string[] = [];
  /** Which of them are written like names. */
  readonly shaped: number[] = [];
  /** Which of them are a title's one word before a colon, apart from the same word elsewhere: it may be a name. */
  readonly heads: number[] = [];
  #numbers = new Map<string, number>();
  #headOf = new Map<number, number>();

  /** The words of a token. */
  partsOf(token: string): Part[] {
    const parts: Part[] = [];
    for (const { 0: word, index: from } of token.matchAll(PART)) {
      const written = word.replace(/['’]s$/, '');
      const shape = isShapedForm(word) ? SHAPED : 0;
      const before = from > 0 && token[from - 1] !== ' ' ? JOINED : 0;
      const flags = shape | before | (/^\p{Lu}/u.test(word) ? CAPITAL : 0);
      parts.push({ form: this.#number(written.toLowerCase(), shape), flags, from, to: from + written.length });
    }
    return parts;
  }

  /** The form that stands for a plain form where it is a title's one word before a colon. */
  headOf(form: number): number {
    if (this.#numbers.get(this.list[form]!) !== form) return form;
    let head = this.#headOf.get(form);
    if (head === undefined) {
      head = this.list.push(this.list[form]!) - 1;
      this.heads.push(head);
      this.#headOf.set(form, head);
    }
    return head;
  }

  #number(form: string, shape: number): number {
    const key = shape ? `${form} ` : form;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(form) - 1;
      this.#numbers.set(key, number);
      if (shape) this.shaped.push(number);
    }
    return number;
  }
}

/** Written like a name: two capitals, a capital after a small letter, or a capital and a digit; no Roman number, no "SEnsitive". */
export function isShapedForm(word: string): boolean {
  return (
    word.length <= 24 &&
    /\p{Lu}/u.test(word) &&
    /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(word) &&
    !/^(?:[IVX]+|[A-Z]['’].*|\d+[A-Z]|\p{Lu}{2}\p{Ll}{4,})$/u.test(word)
  );
}
