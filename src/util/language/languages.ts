/** A language whose words papergraph can normalize. */
export interface Language {
  /** ISO 639-1 code. */
  code: string;
  /** English name. */
  name: string;
  /** ISO 639-2 codes and further names in lower case, as sources write them. */
  aliases: string;
}

/** The code of English, which is also assumed where nothing tells the language. */
export const ENGLISH = 'en';

/** All languages. The position of a language is its number in the kernel, so new ones are added at the end. */
export const LANGUAGES: readonly Language[] = [
  { code: ENGLISH, name: 'English', aliases: 'eng' },
  { code: 'zh', name: 'Chinese', aliases: 'zho chi 中文 汉语 漢語' },
  { code: 'ja', name: 'Japanese', aliases: 'jpn 日本語' },
  { code: 'ko', name: 'Korean', aliases: 'kor 한국어' },
  { code: 'es', name: 'Spanish', aliases: 'spa español castellano' },
  { code: 'pt', name: 'Portuguese', aliases: 'por português' },
  { code: 'fr', name: 'French', aliases: 'fra fre français' },
  { code: 'de', name: 'German', aliases: 'deu ger deutsch' },
  { code: 'it', name: 'Italian', aliases: 'ita italiano' },
  { code: 'ru', name: 'Russian', aliases: 'rus русский' },
  { code: 'nl', name: 'Dutch', aliases: 'nld dut nederlands' },
  { code: 'sv', name: 'Swedish', aliases: 'swe svenska' },
  { code: 'no', name: 'Norwegian', aliases: 'nor nb nn nob nno norsk' },
  { code: 'da', name: 'Danish', aliases: 'dan dansk' },
  { code: 'fi', name: 'Finnish', aliases: 'fin suomi' },
  { code: 'tr', name: 'Turkish', aliases: 'tur türkçe' },
  { code: 'pl', name: 'Polish', aliases: 'pol polski' },
  { code: 'ar', name: 'Arabic', aliases: 'ara العربية' },
];

const CODES = new Map(
  LANGUAGES.flatMap(({ code, name, aliases }) =>
    [code, name.toLowerCase(), ...aliases.split(' ')].map((alias) => [alias, code] as const),
  ),
);

/** Returns the code of a language as a source writes it ("eng", "pt-BR", "Deutsch"); undefined if it is none of {@link LANGUAGES}. */
export function languageCode(written: string): string | undefined {
  const name = written.trim().toLowerCase();
  return CODES.get(name) ?? CODES.get(name.split(/[-_; ,/]/, 1)[0]!);
}

/** Returns the number of a language in the kernel. */
export const languageNumber = (code: string): number => LANGUAGES.findIndex((language) => language.code === code);

/** Returns the English name of a language. */
export const languageName = (code: string): string =>
  LANGUAGES.find((language) => language.code === code)?.name ?? code;
